import { Refused } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'
import { fundingFault, fundingOn } from '../rules/funding.ts'
import { listFundings } from './list-fundings.ts'
import { insertFundingChange } from '../store/funding.write.ts'
import type { CarePackage } from '../terms.ts'
import type { Funding } from '../terms/funding.ts'

/** Who pays for a package from a day on, in the caller's transaction; what stood before stays. Throws `Refused` for a split that cannot be, and when it is what holds already. */
export async function changeFunding(work: Work, carePackage: Pick<CarePackage, 'id' | 'personId'>, asked: Funding & { readonly fromOn: Temporal.PlainDate; readonly reason: string }): Promise<void> {
  const { funder, nhsPercent, contributionPence, fromOn } = asked
  const fault = fundingFault(asked)
  if (fault !== undefined) throw new Refused(fault.clause, fault.words, fault.field)
  const history = (await listFundings(work, [carePackage.id])).get(carePackage.id)
  const now = history === undefined ? undefined : fundingOn(history, fromOn)
  const isLater = history?.changes.some((change) => Temporal.PlainDate.compare(change.fromOn, fromOn) > 0) ?? false
  if (!isLater && now?.funder === funder && now.nhsPercent === nhsPercent && now.contributionPence === contributionPence) throw new Refused('same-funding', 'That is who pays from that day already. Nothing was changed', 'funder')
  await insertFundingChange(work.tx, carePackage.id, { funder, nhsPercent, contributionPence, fromOn, reason: asked.reason, recordedAt: work.now, recordedBy: work.actor.name })
  work.audit({ kind: 'funding-changed', subjectKind: 'package', subjectId: carePackage.id, personId: carePackage.personId, detail: { fromOn: fromOn.toString(), funder, nhsPercent } })
}
