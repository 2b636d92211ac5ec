import { listPackages, referAgain, weeklyMinutes } from '../../care/public.ts'
import type { PatternVisit, RecordedReferral, ReferralSource, Urgency } from '../../care/terms.ts'
import { Refused } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'
import { endFault } from '../rules/placement-end.ts'
import { insertFollowOns } from '../store/placement-life.write.ts'
import { insertPlacementEnd } from '../store/placement.write.ts'
import { PACKAGE_REFERRED, type Placement, type PlacementEndReason } from '../terms.ts'
import type { FollowOnCause } from '../terms/placement-life.ts'
import type { FrameworkMove, TransitionEvent } from '../terms/transition.ts'
import { checkSpending } from './check-spending.ts'
import { decideMovesOf, keepMoves } from './decide-moves.ts'
import { placementsEnded } from './placement-news.ts'

/** A placement to be ended, and how its week goes on. */
export interface Ending {
  readonly placement: Placement
  /** Last day of care; the new package is wanted from the day after. */
  readonly lastOn: Temporal.PlainDate
  /** Left out, the week stays as it was. */
  readonly pattern?: readonly PatternVisit[]
}

/** The package that follows a placement, and the framework that it moved into for the one that replaces its own; null while it stays. */
interface ReferredOn extends RecordedReferral {
  readonly move: FrameworkMove | null
}

/** What makes a package be referred again as the transition rule names it. A failing provider's people and a successor's stay where they are. */
const EVENT_OF: Readonly<Partial<Record<FollowOnCause, TransitionEvent>>> = { 'hand-back': 'hand-back', transfer: 'transfer', change: 'change' }

interface Why {
  readonly cause: FollowOnCause
  readonly source: ReferralSource
  readonly reason: PlacementEndReason
  readonly note: string | null
  readonly failureId?: string
  readonly urgency?: Urgency
}

/** Ends placements and refers each person again, as a new package that waits at once, in the framework that replaces its own where the transition rule moves it. Answers in the order given. Throws `Refused` for a day that cannot be, and when a placement has an end already. */
export async function endAndRefer(work: Work, endings: readonly Ending[], why: Why): Promise<ReferredOn[]> {
  const event = EVENT_OF[why.cause]
  for (const { placement, lastOn } of endings) {
    const fault = endFault(placement, lastOn, work.today)
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, 'lastOn')
    const end = { placementId: placement.id, providerId: placement.providerId, endsOn: lastOn, reason: why.reason, recordedAt: work.now, recordedBy: work.actor.name }
    if (!(await insertPlacementEnd(work.tx, end))) throw new Refused('already-ended', 'A placement has an end already. Nothing was changed')
    work.audit({ kind: 'placement-ended', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { packageId: placement.packageId, providerId: placement.providerId, endsOn: lastOn.toString(), reason: why.reason } })
  }
  await placementsEnded(work, endings.map(({ placement }) => placement), why.cause !== 'hand-back' && why.cause !== 'succession')
  const moves = event === undefined ? [] : await decideMovesOf(work, endings.map(({ placement, pattern }) => ({ placement, event, ...(pattern === undefined ? {} : { afterMinutes: weeklyMinutes(pattern) }) })))
  const recorded = await referAgain(work, endings.map(({ placement, lastOn, pattern }, index) => ({ into: moves[index]?.at(-1), packageId: placement.packageId, source: why.source, urgency: why.urgency, startByOn: laterOf(lastOn.add({ days: 1 }), work.today), note: why.note, ...(pattern === undefined ? {} : { pattern }) })))
  const referred = recorded.map((each, index) => ({ ...each, move: moves[index]?.at(-1) ?? null }))
  await keepMoves(work, referred.map(({ packageId }, index) => ({ packageId, personId: endings[index]?.placement.personId ?? '', moves: moves[index] ?? [] })))
  const rows = referred.map(({ packageId }, index) => ({ packageId, placementId: endings[index]?.placement.id ?? '' }))
  await insertFollowOns(work.tx, rows, { cause: why.cause, failureId: why.failureId ?? null, at: work.now, by: work.actor.name })
  if (why.cause === 'change') await checkNewWeeks(work, referred)
  // What passes to a successor is placed at once: nobody is to look for a provider.
  if (why.cause !== 'succession') for (const { packageId } of referred) work.publish(PACKAGE_REFERRED, { packageId })
  return referred
}

/** A changed week is new spending; one that goes on as it was is not, and is found another provider without asking for approval again. */
async function checkNewWeeks(work: Work, referred: readonly RecordedReferral[]): Promise<void> {
  const packages = await listPackages(work, referred.map((each) => each.packageId))
  await checkSpending(work, packages.map((each) => ({ ...each, packageId: each.id })))
}

function laterOf(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) >= 0 ? a : b
}
