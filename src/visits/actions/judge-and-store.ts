import { listPlacements } from '../../brokerage/public.ts'
import type { Placement } from '../../brokerage/terms.ts'
import { atOnce, type InPieces } from '../../kernel/in-pieces.ts'
import type { Work } from '../../platform/action/work.ts'
import { exceptionChanges } from '../rules/exception-changes.ts'
import { judgeDays, type DaysToJudge, type JudgedException } from '../rules/judge-days.ts'
import { londonDay, readingsOf } from '../rules/london-day.ts'
import { listCurrentOfDays, listPlannedOfDays } from '../store/import-context.read.ts'
import { listStandingExceptions } from '../store/visit-exception.read.ts'
import { clearExceptions, insertExceptions, type HeldSubjects } from '../store/visit-exception.write.ts'
import { MISSED_FOUND } from '../terms.ts'
import { judgingFacts, type JudgingFacts } from './judging-facts.ts'

/** What judging changed in the store. */
export interface Judged {
  readonly added: number
  readonly cleared: number
}

/** Finds the exceptions of a provider's days again from the store, and writes what changed. Safe to run twice: the second time changes nothing. */
export async function judgeStoredDays(work: Work, providerId: string, dates: readonly string[]): Promise<Judged> {
  if (dates.length === 0) return { added: 0, cleared: 0 }
  const sorted = [...dates].sort()
  const placements = await placementsOn(work, providerId, sorted)
  const { added, cleared, isMissedNow } = await storeExceptions(work, providerId, sorted, await judgeFromStore(work, providerId, sorted, await judgingFacts(work, placements)))
  if (isMissedNow) work.publish(MISSED_FOUND, { providerId })
  return { added, cleared }
}

/** The exceptions of a provider's days as the store has them, by settings in force or proposed. Writes nothing. `dates` in order. */
export async function judgeFromStore(work: Work, providerId: string, dates: readonly string[], facts: JudgingFacts): Promise<JudgedException[]> {
  return atOnce(findExceptions(work.now, { dates, planned: await listPlannedOfDays(work.tx, providerId, dates), records: await listCurrentOfDays(work.tx, providerId, dates), people: facts.people }, facts))
}

/** The placements of a provider with care on any of some days, which are in order. */
async function placementsOn(work: Work, providerId: string, dates: readonly string[]): Promise<Placement[]> {
  return listPlacements(work, { providerId, fromOn: Temporal.PlainDate.from(dates[0] ?? ''), toOn: Temporal.PlainDate.from(dates.at(-1) ?? '') })
}

/** The exceptions of some days, by the settings of each placement's framework. */
export function findExceptions(now: Temporal.Instant, days: Omit<DaysToJudge, 'nowSecond' | 'clockSecond' | 'homes'>, facts: Pick<JudgingFacts, 'settingsAt' | 'homes'>): InPieces<JudgedException[]> {
  const clockSecond = (on: string, minute: number): number => {
    const day = londonDay(Temporal.PlainDate.from(on))
    return readingsOf(day, minute * 60)[0] ?? day.startSecond + day.seconds
  }
  return judgeDays({ ...days, homes: facts.homes, nowSecond: Math.floor(now.epochMilliseconds / 1000), clockSecond }, facts.settingsAt)
}

/** Brings the store to what was found: adds what is new, clears what is gone, leaves the rest untouched. Answers, too, whether a visit of today or yesterday turned out to be missed: the caller tells of it at once. */
export async function storeExceptions(work: Work, providerId: string, dates: readonly string[], found: readonly JudgedException[], held?: HeldSubjects): Promise<Judged & { readonly isMissedNow: boolean }> {
  const standing = await listStandingExceptions(work.tx, providerId, dates)
  const { add, clear } = exceptionChanges(standing, found)
  // Cleared first: the store holds one standing exception of a kind for a visit and record.
  await clearExceptions(work.tx, clear, work.now)
  await insertExceptions(work.tx, { providerId, foundAt: work.now }, add, held)
  const yesterday = work.today.subtract({ days: 1 }).toString()
  return { added: add.length, cleared: clear.length, isMissedNow: add.some((each) => each.kind === 'missed' && each.visitOn >= yesterday) }
}
