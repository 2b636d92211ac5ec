import { packagesWithdrawnFor, referAgain } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { findDeath, insertDeathCorrection, takeBackEnd } from '../store/placement-away.write.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { listReablements } from '../store/reablement.read.ts'
import { PACKAGE_REFERRED, type Placement } from '../terms.ts'
import { TAKE_BACK_DEATHS } from '../terms/placement-life.ts'
import { lockedLife } from './own-placement.ts'
import { placementChanged } from './placement-news.ts'
import { deathReason } from './record-death.ts'
import { tellOfDeathTakenBack } from './tell-practitioners.ts'

/** What taking a death back put back, and what it could not. */
export interface TakenBack {
  /** Placements that go on, or end again on the day that stood before. */
  readonly placements: number
  /** Packages that waited, referred again under a new reference; the wait counts from their first referral. */
  readonly packages: readonly { readonly packageId: string; readonly packageReference: string }[]
  /** Stays in reablement that ended with the death: they do not begin again. */
  readonly reablements: number
}

/**
 * Takes back a death that was recorded by mistake, with how it came about: a correction of its own, nothing is deleted from the record. The person's placements
 * go on as they stood and their visits are planned again from that day; packages that waited are referred again, and wait since their first referral. Offers that
 * were withdrawn are not sent again by themselves, and reablement that ended does not begin again. Providers and practitioners are told. Throws `Refused` when no death is recorded.
 */
export async function takeBackDeath(house: House, actor: Actor, input: { readonly placementId: string; readonly reason: string }): Promise<TakenBack> {
  return write(house, actor, async (work) => {
    need(actor, TAKE_BACK_DEATHS)
    const { placement } = await lockedLife(work, input.placementId)
    const reason = input.reason.trim()
    if (reason === '') throw new Refused('correction-reason', 'Enter how the mistake came about', 'reason')
    const { personId } = placement
    const death = await findDeath(work.tx, personId)
    if (death === undefined || !(await insertDeathCorrection(work.tx, { personId, nr: death.nr, reason, at: work.now, by: actor.name }))) throw new Refused('no-death', 'No death is recorded, or it was taken back already. Nothing was changed', 'reason')
    work.audit({ kind: 'death-taken-back', subjectKind: 'person', subjectId: personId, personId, detail: { diedOn: death.diedOn.toString(), recordedBy: death.recordedBy, bySamePerson: death.recordedBy === actor.name } })
    const resumed: Placement[] = []
    for (const each of await listPlacementRows(work.tx, { personId })) if (await takeBackEnd(work.tx, each.id, death.nr)) resumed.push(each)
    for (const each of resumed) {
      work.audit({ kind: 'placement-resumed', subjectKind: 'placement', subjectId: each.id, personId, detail: { packageId: each.packageId, providerId: each.providerId } })
      await placementChanged(work, each)
    }
    const packages = await waitAgain(work, personId, death.nr)
    await tellOfDeathTakenBack(work, [...resumed.map((each) => each.packageId), ...packages.map((each) => each.beforeId)])
    const reablements = (await listReablements(work.tx, { personId })).filter((each) => each.exit?.ending === 'died' && each.exit.recordedAt.equals(death.recordedAt)).length
    return { placements: resumed.length, packages: packages.map(({ packageId, packageReference }) => ({ packageId, packageReference })), reablements }
  })
}

async function waitAgain(work: Work, personId: string, nr: number): Promise<{ readonly beforeId: string; readonly packageId: string; readonly packageReference: string }[]> {
  const before = await packagesWithdrawnFor(work, personId, deathReason(nr))
  const referred = await referAgain(work, before.map((each) => ({ packageId: each.id, source: each.source, startByOn: each.startByOn, receivedOn: each.receivedOn, note: 'Referred again: a death was recorded by mistake' })))
  for (const { packageId } of referred) work.publish(PACKAGE_REFERRED, { packageId })
  return referred.map(({ packageId, packageReference }, index) => ({ beforeId: before[index]?.id ?? '', packageId, packageReference }))
}
