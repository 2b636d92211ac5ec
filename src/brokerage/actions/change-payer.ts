import { changeFunding, fundingOn, fundingsOf, getPackage, personLabels } from '../../care/public.ts'
import type { CarePackage } from '../../care/terms.ts'
import type { Funding, FundingHistory } from '../../care/terms/funding.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { CHANGE_FUNDING } from '../terms/placement-life.ts'
import { lockedLife } from './own-placement.ts'

const FURTHEST_DAYS = 365

/** Says who pays for a placement from a day, which may have passed: the next pay run then moves what was paid between council and NHS, and the provider's total stays. Throws `Refused`. */
export async function changePayer(house: House, actor: Actor, input: Funding & { readonly placementId: string; readonly fromOn: Temporal.PlainDate; readonly reason: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, CHANGE_FUNDING)
    const { placement } = await lockedLife(work, input.placementId)
    const { fromOn } = input
    if (input.reason.trim() === '') throw new Refused('reason-missing', 'Enter why somebody else pays', 'reason')
    if (Temporal.PlainDate.compare(fromOn, placement.startsOn) < 0) throw new Refused('funder-before-start', `Care starts on ${wordsForDate(placement.startsOn)}. Give that day or a later one`, 'fromOn')
    if (placement.endsOn !== null && Temporal.PlainDate.compare(fromOn, placement.endsOn) > 0) throw new Refused('funder-after-end', `Care ends on ${wordsForDate(placement.endsOn)}. Give that day or an earlier one`, 'fromOn')
    refuseTooFar(fromOn, work.today)
    await changeFunding(work, await getPackage(work, placement.packageId), { ...input, reason: input.reason.trim() })
  })
}

/** Says who pays for a package that waits, from a day on or after its referral: board, series and search go by it, and so does the placement that follows. Throws `Refused` once it is placed or withdrawn. */
export async function changePayerOfPackage(house: House, actor: Actor, input: Funding & { readonly packageId: string; readonly fromOn: Temporal.PlainDate; readonly reason: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, CHANGE_FUNDING)
    const carePackage = await getPackage(work, input.packageId)
    const { fromOn } = input
    if (carePackage.withdrawnOn !== null) throw new Refused('package-withdrawn', `Package ${carePackage.reference} is no longer waiting`, 'funder')
    if ((await listPlacementRows(work.tx, { packageId: carePackage.id })).length > 0) throw new Refused('already-placed', `Package ${carePackage.reference} is placed with a provider. Change who pays on the page of the placement`, 'funder')
    if (input.reason.trim() === '') throw new Refused('reason-missing', 'Enter why somebody else pays', 'reason')
    if (Temporal.PlainDate.compare(fromOn, carePackage.receivedOn) < 0) throw new Refused('funder-before-referral', `The referral was received on ${wordsForDate(carePackage.receivedOn)}. Give that day or a later one`, 'fromOn')
    refuseTooFar(fromOn, work.today)
    await changeFunding(work, carePackage, { ...input, reason: input.reason.trim() })
  })
}

function refuseTooFar(fromOn: Temporal.PlainDate, today: Temporal.PlainDate): void {
  if (Temporal.PlainDate.compare(fromOn, today.add({ days: FURTHEST_DAYS })) > 0) throw new Refused('funder-too-far', 'The first day is more than a year ahead. Check the year', 'fromOn')
}

/** Who pays for a package. */
export interface SeenPayer {
  readonly today: Temporal.PlainDate
  readonly carePackage: CarePackage
  readonly initials: string
  readonly now: Funding
  readonly history: FundingHistory
}

/** Who pays for a package today, and how that came about. Audits `package-read`. */
export async function seePayer(house: House, actor: Actor, packageId: string): Promise<SeenPayer> {
  return read(house, actor, async (work) => {
    need(actor, CHANGE_FUNDING)
    const carePackage = await getPackage(work, packageId)
    work.audit({ kind: 'package-read', subjectKind: 'package', subjectId: carePackage.id, personId: carePackage.personId, detail: { part: 'payer' } })
    const first = { funder: carePackage.funder, nhsPercent: null, contributionPence: null }
    const history = (await fundingsOf(work, [carePackage.id])).get(carePackage.id) ?? { first, changes: [] }
    return { today: work.today, carePackage, initials: (await personLabels(work, [carePackage.personId])).get(carePackage.personId)?.initials ?? '', now: fundingOn(history, work.today), history }
  })
}
