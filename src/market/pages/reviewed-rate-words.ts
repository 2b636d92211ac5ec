import { serviceLineName } from '../../kernel/service-line.ts'
import { bandWords } from '../rules/rate-times.ts'
import { TIER_NAMES, type Rate, type Zone } from '../terms.ts'
import { DAY_CATEGORY_NAMES } from '../terms/rate-times.ts'

/** What a rate is for, in words: South 1, night care, Sunday. */
export function rateScopeWords(rate: Rate, zones: readonly Zone[]): string {
  const zone = rate.zoneId === null ? 'Any zone' : (zones.find((each) => each.id === rate.zoneId)?.name ?? 'Another zone')
  return [
    zone,
    ...(rate.serviceLine === null ? [] : [serviceLineName(rate.serviceLine).toLowerCase()]),
    ...(rate.tier === null ? [] : [TIER_NAMES[rate.tier].toLowerCase()]),
    ...(rate.dayCategory === null ? [] : [DAY_CATEGORY_NAMES[rate.dayCategory]]),
    ...(rate.timeBand === null ? [] : [bandWords(rate.timeBand)]),
  ].join(', ')
}
