import { randomUUID } from 'node:crypto'
import { listPackages } from '../../care/public.ts'
import { getSuccession, listSuccessions } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { notify } from '../../platform/notify/notify.ts'
import { CHANGE_VERSION } from '../rules/change-approval.ts'
import { passingOf, type Passing } from '../rules/succession.ts'
import { insertChangeDecision, insertHospitalStay, insertHospitalStayEnd, insertPatternChange, lockPlacement } from '../store/placement-life.write.ts'
import { listPlacementLives } from '../store/placement-life.read.ts'
import { insertAbsence, insertAbsenceReturn, insertPriceChange, insertPriceDecision } from '../store/placement-away.write.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { insertPlacement } from '../store/placement.write.ts'
import { lockSuccession } from '../store/succession.read.ts'
import type { Placement } from '../terms.ts'
import { PLACEMENT_SUCCEEDED, SUCCEED_PROVIDERS } from '../terms/succession.ts'
import { PLACEMENT_MADE } from '../terms/webhooks.ts'
import { endAndRefer } from './end-and-refer.ts'
import { passSubcontracts } from './pass-subcontracts.ts'
import { writeIfNeeded } from './write-if-needed.ts'

/** What passed on: the placements that ended and those that follow them. */
export interface CarriedOut {
  readonly moved: readonly { readonly placementId: string; readonly nextPlacementId: string }[]
}

/** What is said of something that waits for approval and from now on waits on the new placement. */
const GOES_ON = 'Goes on with the successor of the provider'

interface Move {
  readonly placement: Placement
  readonly passing: Passing
}

/**
 * Passes the live placements of a provider to its successor, on the first day of the successor or after: each ends the day before, and a
 * new one follows at the same rate and tier, with the week, its changes and the days in hospital as they are; hours passed on to others
 * go on. What was paid stays as it is. Safe to run twice: a placement that has an end is left alone. Answers undefined when there is nothing
 * to pass on, or the day has not come.
 */
export async function carryOutSuccession(house: House, actor: Actor, input: { readonly leavingId: string }): Promise<CarriedOut | undefined> {
  return writeIfNeeded(house, actor, async (work) => {
    need(actor, SUCCEED_PROVIDERS)
    await lockSuccession(work.tx, input.leavingId)
    const { id, providerId, successorId, successorName, leftOn } = await getSuccession(work, input.leavingId)
    const fromOn = leftOn.add({ days: 1 })
    if (Temporal.PlainDate.compare(fromOn, work.today) > 0) return undefined
    const moves = await movesOf(work, providerId, fromOn)
    if (moves.length === 0) return undefined
    const referred = await endAndRefer(work, moves.map(({ placement, passing }) => ({ placement, lastOn: passing.lastOn, pattern: passing.pattern })), { cause: 'succession', source: 'change', reason: 'provider-succeeded', note: `Goes on with ${successorName ?? 'the successor'}.` })
    const moved: { placementId: string; nextPlacementId: string; startsOn: Temporal.PlainDate }[] = []
    for (const [index, { placement, passing }] of moves.entries()) {
      const packageId = referred[index]?.packageId
      if (packageId === undefined) throw new Error('a placement was ended and its person not referred again')
      const next: Placement = { ...placement, id: randomUUID(), packageId, providerId: successorId, startsOn: passing.startsOn, endsOn: null, placedAt: work.now }
      if (!(await insertPlacement(work.tx, { ...next, successionId: id }))) throw new Error('a package that was just made is placed already')
      await carryLife(work, next, passing)
      moved.push({ placementId: placement.id, nextPlacementId: next.id, startsOn: passing.startsOn })
      work.audit({ kind: 'package-placed', subjectKind: 'placement', subjectId: next.id, personId: next.personId, detail: { packageId, providerId: successorId, tier: next.tier, after: placement.id, leavingId: id, pencePerHour: next.pencePerHour } })
      work.publish(PLACEMENT_SUCCEEDED, { placementId: next.id })
      work.announce(PLACEMENT_MADE, [successorId], { placementId: next.id, packageId, link: `/placements/${next.id}` })
    }
    const passedOn = await passSubcontracts(work, { providerId, successorId, fromOn }, moved)
    await notify(work, { organisationId: successorId, role: 'provider-coordinator' }, 'packages-passed-on', { link: '/placements' })
    work.audit({ kind: 'succession-carried-out', subjectKind: 'provider', subjectId: providerId, detail: { leavingId: id, successorId, placements: moved.length, subcontracts: passedOn } })
    return { moved }
  })
}

/** Carries out every succession whose day has come. Answers how many placements passed on. */
export async function carryOutDueSuccessions(house: House, actor: Actor): Promise<number> {
  const due = await read(house, actor, async (work) => {
    need(actor, SUCCEED_PROVIDERS)
    return (await listSuccessions(work)).filter(({ leftOn }) => Temporal.PlainDate.compare(leftOn, work.today) < 0)
  })
  let moved = 0
  for (const { id } of due) moved += (await carryOutSuccession(house, actor, { leavingId: id }))?.moved.length ?? 0
  return moved
}

async function movesOf(work: Work, providerId: string, fromOn: Temporal.PlainDate): Promise<Move[]> {
  for (const { id } of (await listPlacementRows(work.tx, { providerId, fromOn })).toSorted((a, b) => (a.id < b.id ? -1 : 1))) await lockPlacement(work.tx, id)
  return (await passingPlacements(work, providerId, fromOn)).flatMap(({ placement, how }) => ('passing' in how ? [{ placement, passing: how.passing }] : []))
}

/** Each placement of a provider with care on a day or after it, and how it passes on or why it stays. */
export async function passingPlacements(work: Work, providerId: string, fromOn: Temporal.PlainDate): Promise<{ readonly placement: Placement; readonly how: ReturnType<typeof passingOf> }[]> {
  const placements = await listPlacementRows(work.tx, { providerId, fromOn })
  const lives = await listPlacementLives(work.tx, placements.map((each) => each.id), false)
  const bases = new Map((await listPackages(work, placements.map((each) => each.packageId))).map((each) => [each.id, each.pattern]))
  return placements.map((placement) => ({ placement, how: passingOf(placement, lives.get(placement.id) ?? { changes: [], stays: [], handBack: null, absences: [], prices: [] }, bases.get(placement.packageId) ?? [], fromOn) }))
}

/** The changes of the week, the days away and the prices that go on, as rows of the new placement. A change that waited for approval goes on waiting there, and no longer on the old one. */
async function carryLife(work: Work, next: Placement, { changes, stays, absences, prices }: Passing): Promise<void> {
  for (const change of changes) {
    const id = randomUUID()
    await insertPatternChange(work.tx, next.providerId, { ...change, id, placementId: next.id }, CHANGE_VERSION)
    if (change.decision !== null) await insertChangeDecision(work.tx, next.providerId, id, change.decision)
    else if (change.needsApproval) await insertChangeDecision(work.tx, next.providerId, change.id, { isApproved: false, note: GOES_ON, decidedAt: work.now, decidedBy: work.actor.name })
  }
  for (const stay of stays) {
    const id = randomUUID()
    await insertHospitalStay(work.tx, next.providerId, { ...stay, id, placementId: next.id })
    if (stay.resumesOn !== null) await insertHospitalStayEnd(work.tx, { stayId: id, providerId: next.providerId, resumesOn: stay.resumesOn, recordedAt: stay.recordedAt, recordedBy: stay.recordedBy })
  }
  for (const absence of absences) {
    const id = randomUUID()
    await insertAbsence(work.tx, next.providerId, { ...absence, id, placementId: next.id })
    if (absence.returnsOn !== null) await insertAbsenceReturn(work.tx, next.providerId, { absenceId: id, returnsOn: absence.returnsOn, at: absence.recordedAt, by: absence.recordedBy })
  }
  for (const price of prices) {
    const id = randomUUID()
    await insertPriceChange(work.tx, { ...price, id, placementId: next.id })
    if (price.decision !== null) await insertPriceDecision(work.tx, id, price.decision)
    else await insertPriceDecision(work.tx, price.id, { isApproved: false, note: GOES_ON, decidedAt: work.now, decidedBy: work.actor.name })
  }
}
