import type { ReportZone, WeeklyReport, WaitingCase } from '../terms.ts'
import { isListed } from './awaiting-care.ts'
import { roundedParts } from './rounded-parts.ts'

/** Label of what lies in no zone. */
export const NO_ZONE = 'Not in a zone'

/**
 * Hours a week waiting at the close of a day, by zone (brief, W table 1): care-worker hours, so a visit by two counts twice.
 * Every zone has a row, also with nothing waiting; packages in no zone have one of their own when there are any.
 * Hours have two decimals and the rows add up to the total.
 */
export function hoursAwaitingByZone(cases: readonly WaitingCase[], zones: readonly ReportZone[], on: Temporal.PlainDate): WeeklyReport['hoursAwaiting'] {
  const listed = cases.filter((each) => isListed(each, on))
  const known = new Set(zones.map((zone) => zone.zoneId))
  const groups: { zoneId: string | null; name: string; cases: WaitingCase[] }[] = [
    ...zones.map((zone) => ({ zoneId: zone.zoneId, name: zone.name, cases: listed.filter((each) => each.zoneId === zone.zoneId) })),
    { zoneId: null, name: NO_ZONE, cases: listed.filter((each) => each.zoneId === null || !known.has(each.zoneId)) },
  ].filter((group) => group.zoneId !== null || group.cases.length > 0)
  const minutes = groups.map((group) => group.cases.reduce((sum, each) => sum + each.weeklyMinutes, 0))
  const hundredths = roundedParts(minutes, 100, 60)
  return {
    rows: groups.map((group, place) => ({
      zoneId: group.zoneId,
      name: group.name,
      people: group.cases.length,
      minutes: minutes[place] ?? 0,
      hours: (hundredths[place] ?? 0) / 100,
    })),
    totalHours: hundredths.reduce((sum, part) => sum + part, 0) / 100,
    people: listed.length,
  }
}
