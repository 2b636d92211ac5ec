import { listPackagesOfPerson, withdrawPackage } from '../../care/public.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { REABLEMENT_EXIT_VERSION } from '../rules/reablement-exit.ts'
import { listCallOffs, lockCallOff } from '../store/call-off.read.ts'
import { bringEndForward, findDeath, insertDeath } from '../store/placement-away.write.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { insertPlacementEnd } from '../store/placement.write.ts'
import { listReablements } from '../store/reablement.read.ts'
import { insertReablementExit } from '../store/reablement.write.ts'
import { PERSON_DIED, RECORD_DEATHS, type Death } from '../terms/placement-life.ts'
import type { Placement } from '../terms.ts'
import { lockedLife } from './own-placement.ts'
import { placementsEnded } from './placement-news.ts'
import { tellOfDeath } from './tell-practitioners.ts'
import { stopSearch } from './withdraw-call-off.ts'

const LONGEST_BACK_DAYS = 365

/**
 * Records that the person of a placement has died. All of their care ends on that day, whoever gives it: placements, searches, packages that wait and
 * reablement; visits after the day are withdrawn, and the practitioners who referred them are told. What a provider records is carried out by a job,
 * because it may not act on others' placements. Throws `Refused` for a day that cannot be, and when it was recorded before.
 */
export async function recordDeath(house: House, actor: Actor, input: { readonly placementId: string; readonly diedOn: Temporal.PlainDate }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, RECORD_DEATHS)
    const { placement, life } = await lockedLife(work, input.placementId)
    const { diedOn } = input
    if (life.death !== null) throw new Refused('already-recorded', `The death on ${wordsForDate(life.death.diedOn)} is recorded already. Nothing was changed`, 'diedOn')
    if (Temporal.PlainDate.compare(diedOn, work.today) > 0) throw new Refused('death-to-come', 'Give today or an earlier day', 'diedOn')
    if (Temporal.PlainDate.compare(work.today, diedOn.add({ days: LONGEST_BACK_DAYS })) > 0) throw new Refused('death-too-long-ago', 'That is more than a year ago. Check the year', 'diedOn')
    const death: Death = { diedOn, recordedAt: work.now, recordedBy: actor.name }
    if (!(await insertDeath(work.tx, placement.personId, death))) throw new Refused('already-recorded', 'The death is recorded already. Nothing was changed', 'diedOn')
    work.audit({ kind: 'death-recorded', subjectKind: 'person', subjectId: placement.personId, personId: placement.personId, detail: { diedOn: diedOn.toString() } })
    if (actor.organisationId === null) await endAll(work, placement.personId, { ...death, nr: life.deathsTakenBack.length + 1 })
    else work.publish(PERSON_DIED, { personId: placement.personId })
  })
}

/** Ends what goes on for a person whose death a provider recorded. Safe to do again. */
export async function endAfterDeath(house: House, actor: Actor, input: { readonly personId: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, RECORD_DEATHS)
    const death = await findDeath(work.tx, input.personId)
    if (death !== undefined) await endAll(work, input.personId, death)
    work.audit({ kind: 'care-ended-after-death', subjectKind: 'person', subjectId: input.personId, personId: input.personId })
  })
}

/** Why a package is no longer wanted after a death, told apart by which recorded death it was. */
export function deathReason(nr: number): string {
  return nr === 1 ? 'The person died' : `The person died (recorded again, ${String(nr)})`
}

async function endAll(work: Work, personId: string, death: Death & { readonly nr: number }): Promise<void> {
  const placements = await listPlacementRows(work.tx, { personId })
  const running = placements.filter((each) => each.endsOn === null || Temporal.PlainDate.compare(each.endsOn, death.diedOn) > 0)
  const ended: Placement[] = []
  for (const placement of running) if (await endOne(work, placement, death)) ended.push(placement)
  await placementsEnded(work, ended)
  const packages = await listPackagesOfPerson(work, personId)
  for (const each of packages) {
    if (each.withdrawnOn !== null || placements.some((placement) => placement.packageId === each.id)) continue
    const open = (await listCallOffs(work.tx, each.id)).find((callOff) => callOff.closedAt === null)
    const callOff = open === undefined ? undefined : await lockCallOff(work.tx, open.id)
    if (callOff?.closedAt === null) await stopSearch(work, callOff)
    await withdrawPackage(work, each.id, work.today, deathReason(death.nr))
  }
  await endReablements(work, personId, death)
  const concerned = [...ended.map((each) => each.packageId), ...packages.filter((each) => each.withdrawnOn === null).map((each) => each.id)]
  await tellOfDeath(work, packages.filter((each) => concerned.includes(each.id)))
}

/** The day of death is the last day of care; the day before the first says that care never began. Answers false when it had ended by then. */
async function endOne(work: Work, placement: Placement, death: Death): Promise<boolean> {
  const never = placement.startsOn.subtract({ days: 1 })
  const endsOn = Temporal.PlainDate.compare(death.diedOn, never) < 0 ? never : death.diedOn
  if (placement.endsOn === null) {
    if (!(await insertPlacementEnd(work.tx, { placementId: placement.id, providerId: placement.providerId, endsOn, reason: 'died', recordedAt: death.recordedAt, recordedBy: death.recordedBy }))) return false
  } else if (Temporal.PlainDate.compare(endsOn, placement.endsOn) < 0) await bringEndForward(work.tx, placement.id, { endsOn, at: death.recordedAt, by: death.recordedBy })
  else return false
  work.audit({ kind: 'placement-ended', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { packageId: placement.packageId, providerId: placement.providerId, endsOn: endsOn.toString(), reason: 'died' } })
  return true
}

async function endReablements(work: Work, personId: string, death: Death): Promise<void> {
  for (const open of (await listReablements(work.tx, { personId })).filter((each) => each.exit === null)) {
    const exitOn = Temporal.PlainDate.compare(death.diedOn, open.referredOn) < 0 ? open.referredOn : death.diedOn
    await insertReablementExit(work.tx, open.id, { exitOn, ending: 'died', minutesBefore: open.minutesBefore, minutesAfter: 0, result: null, note: null, nextPackageId: null, recordedAt: death.recordedAt, recordedBy: death.recordedBy }, REABLEMENT_EXIT_VERSION)
    work.audit({ kind: 'reablement-ended', subjectKind: 'reablement', subjectId: open.id, personId, detail: { ending: 'died', exitOn: exitOn.toString() } })
  }
}
