import { getPackage, listPackageSummaries } from '../../care/public.ts'
import { wordsForDate } from '../../kernel/words.ts'
import { listStaff, type StaffAccount } from '../../platform/access/store/staff.read.ts'
import type { Work } from '../../platform/action/work.ts'
import { notifyAccounts } from '../../platform/notify/notify.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import type { Placement } from '../terms.ts'

/** Tells the practitioners who referred people that a failing provider cares for, each once. Answers how many were told. */
export async function tellOfFailure(work: Work, provider: { readonly id: string; readonly name: string }): Promise<number> {
  const held = await listPlacementRows(work.tx, { providerId: provider.id, fromOn: work.today })
  const referrers = await referrersOf(work, held.map((each) => each.packageId))
  const accounts = [...new Map([...referrers.values()].map((each) => [each.id, each])).values()]
  await notifyAccounts(work, accounts, 'provider-failing', { provider: provider.name, link: '/placements' })
  return accounts.length
}

/** Tells the practitioner of each person who is moved away from a failing provider under which package their care goes on. */
export async function tellOfMoves(work: Work, moved: readonly { readonly packageId: string; readonly newPackageId: string; readonly newReference: string }[]): Promise<void> {
  const referrers = await referrersOf(work, moved.map((each) => each.packageId))
  for (const each of moved) {
    const account = referrers.get(each.packageId)
    if (account !== undefined) await notifyAccounts(work, [account], 'person-moved', { package: each.newReference, link: `/packages/${each.newPackageId}` })
  }
}

/** Tells the practitioner who referred somebody that their care has started, by the reference of the package alone. Answers false when no practitioner did. */
export async function tellReferrerOfStart(work: Work, placement: Pick<Placement, 'packageId'>, startedOn: Temporal.PlainDate): Promise<boolean> {
  const account = (await referrersOf(work, [placement.packageId])).get(placement.packageId)
  if (account === undefined) return false
  const { id, reference } = await getPackage(work, placement.packageId)
  await notifyAccounts(work, [account], 'care-started', { package: reference, 'started-on': wordsForDate(startedOn), link: `/packages/${id}` })
  return true
}

/** Tells the practitioners who referred a person that the person has died, each once, by the references of their packages alone. */
export async function tellOfDeath(work: Work, packages: readonly { readonly id: string; readonly reference: string }[]): Promise<void> {
  const referrers = await referrersOf(work, packages.map((each) => each.id))
  const byAccount = Map.groupBy(packages.filter((each) => referrers.has(each.id)), (each) => referrers.get(each.id)?.id)
  for (const of of byAccount.values()) {
    const [first] = of
    const account = first === undefined ? undefined : referrers.get(first.id)
    if (first !== undefined && account !== undefined) await notifyAccounts(work, [account], 'person-died', { packages: of.map((each) => each.reference).join(', '), link: `/packages/${first.id}` })
  }
}

/** Tells the practitioners who referred a person that a death was recorded by mistake, each once, by the references of their packages alone. */
export async function tellOfDeathTakenBack(work: Work, packageIds: readonly string[]): Promise<void> {
  const packages = await listPackageSummaries(work, packageIds)
  const referrers = await referrersOf(work, packageIds)
  const byAccount = Map.groupBy(packages.filter((each) => referrers.has(each.id)), (each) => referrers.get(each.id)?.id)
  for (const of of byAccount.values()) {
    const [first] = of
    const account = first === undefined ? undefined : referrers.get(first.id)
    if (first !== undefined && account !== undefined) await notifyAccounts(work, [account], 'death-taken-back', { packages: of.map((each) => each.reference).join(', '), link: `/packages/${first.id}` })
  }
}

/** The practitioner who took each referral in, by package; none where a file or somebody else did. */
async function referrersOf(work: Work, packageIds: readonly string[]): Promise<Map<string, StaffAccount>> {
  const practitioners = new Map((await listStaff(work.tx)).filter((each) => each.role === 'practitioner').map((each) => [each.name, each]))
  const summaries = await listPackageSummaries(work, packageIds)
  return new Map(summaries.flatMap(({ id, receivedBy }) => {
    const account = practitioners.get(receivedBy)
    return account === undefined ? [] : [[id, account] as const]
  }))
}
