import { listPlacements } from '../../brokerage/public.ts'
import type { Work } from '../../platform/action/work.ts'
import { MISSED_FROM_CLOCK_SECOND } from '../rules/day-covered.ts'
import { exceptionChanges } from '../rules/exception-changes.ts'
import { EXCEPTION_SETTINGS } from '../rules/exception-settings.ts'
import { judgeDays, type DaysToJudge, type JudgedException } from '../rules/judge-days.ts'
import { londonDay, readingsOf } from '../rules/london-day.ts'
import { listCurrentOfDays, listPlannedOfDays } from '../store/import-context.read.ts'
import { listStandingExceptions } from '../store/visit-exception.read.ts'
import { clearExceptions, insertExceptions } from '../store/visit-exception.write.ts'

/** What judging changed in the store. */
export interface Judged {
  readonly added: number
  readonly cleared: number
}

/** Finds the exceptions of a provider's days again from the store, and writes what changed. Safe to run twice: the second time changes nothing. */
export async function judgeStoredDays(work: Work, providerId: string, dates: readonly string[]): Promise<Judged> {
  if (dates.length === 0) return { added: 0, cleared: 0 }
  const sorted = [...dates].sort()
  const placements = await listPlacements(work, { providerId, fromOn: Temporal.PlainDate.from(sorted[0] ?? ''), toOn: Temporal.PlainDate.from(sorted.at(-1) ?? '') })
  const found = findExceptions(work.now, {
    dates: sorted,
    planned: await listPlannedOfDays(work.tx, providerId, sorted),
    records: await listCurrentOfDays(work.tx, providerId, sorted),
    people: new Map(placements.map((placement) => [placement.id, placement.personId])),
  })
  return storeExceptions(work, providerId, sorted, found)
}

/** The exceptions of some days, by the settings in force. */
export function findExceptions(now: Temporal.Instant, days: Omit<DaysToJudge, 'nowSecond' | 'missedFrom'>): JudgedException[] {
  const missedFrom = new Map(
    days.dates.map((on) => {
      const day = londonDay(Temporal.PlainDate.from(on))
      return [on, readingsOf(day, MISSED_FROM_CLOCK_SECOND)[0] ?? day.startSecond + day.seconds]
    }),
  )
  return judgeDays({ ...days, nowSecond: Math.floor(now.epochMilliseconds / 1000), missedFrom }, EXCEPTION_SETTINGS)
}

/** Brings the store to what was found: adds what is new, clears what is gone, leaves the rest untouched. */
export async function storeExceptions(work: Work, providerId: string, dates: readonly string[], found: readonly JudgedException[]): Promise<Judged> {
  const standing = await listStandingExceptions(work.tx, providerId, dates)
  const whose = new Map(found.map((each) => [each.found, each]))
  const { add, clear } = exceptionChanges(standing, found.map((each) => each.found))
  // Cleared first: the store holds one standing exception of a kind for a visit and record.
  await clearExceptions(work.tx, clear, work.now)
  const adding = add.flatMap((each) => whose.get(each) ?? [])
  await insertExceptions(work.tx, { providerId, ruleVersion: EXCEPTION_SETTINGS.version, foundAt: work.now }, adding)
  return { added: adding.length, cleared: clear.length }
}
