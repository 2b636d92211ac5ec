import { getFramework, listFrameworkProviders, providersNamed } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { holds, isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { getPlacement } from '../public.ts'
import { holdsOn } from '../rules/subcontract.ts'
import { listPackageFigures } from '../store/offered-package.read.ts'
import { listSubcontracts, type NamedSubcontract } from '../store/subcontract.read.ts'
import type { Placement } from '../terms.ts'
import { KEEP_SUBCONTRACTS, SEE_SUBCONTRACTS } from '../terms/subcontract.ts'

/** The subcontracts of a placement, and what is needed to record another. */
export interface SeenSubcontracts {
  readonly placement: Placement
  readonly packageReference: string
  readonly weeklyMinutes: number
  /** Minutes a week passed on today. */
  readonly passedOnMinutes: number
  readonly subcontracts: readonly NamedSubcontract[]
  /** Whom the council can choose from, those of the zone marked; null for a provider, which is never told who else stands on a framework. */
  readonly choices: readonly { readonly id: string; readonly name: string; readonly isInZone: boolean }[] | null
  readonly vastMajorityPercent: number | null
  readonly today: Temporal.PlainDate
}

/** The hours of a placement that are passed on. Audits `placement-read`. Throws `Forbidden`, and `NotFound` for another provider's placement. */
export async function seeSubcontracts(house: House, actor: Actor, placementId: string): Promise<SeenSubcontracts> {
  return read(house, actor, async (work) => {
    need(actor, SEE_SUBCONTRACTS)
    const placement = await getPlacement(work, placementId)
    if (!isOwnOrganisation(actor, placement.providerId)) throw new NotFound('The placement')
    work.audit({ kind: 'placement-read', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { part: 'subcontracts' } })
    const { frameworkId, zoneId, providerId, packageId } = placement
    const subcontracts = await listSubcontracts(work.tx, { placementId })
    const figures = (await listPackageFigures(work.tx, [packageId])).get(packageId)
    const isCouncil = actor.organisationId === null && holds(actor, KEEP_SUBCONTRACTS)
    const providers = isCouncil ? await listFrameworkProviders(work, frameworkId, work.today) : null
    return {
      placement,
      packageReference: figures?.reference ?? '',
      weeklyMinutes: figures?.weeklyMinutes ?? 0,
      passedOnMinutes: subcontracts.filter((each) => holdsOn(each, work.today)).reduce((sum, each) => sum + each.weeklyMinutes, 0),
      subcontracts,
      choices: providers?.filter((each) => each.id !== providerId).map(({ id, name, zoneIds }) => ({ id, name, isInZone: zoneIds.includes(zoneId) })) ?? null,
      vastMajorityPercent: (await getFramework(work, frameworkId)).terms.vastMajorityPercent ?? null,
      today: work.today,
    }
  })
}

/** The provider that a CQC provider id or a name means. Throws `Refused` when the register has none, or several of that name. */
export async function subcontractorNamed(house: House, actor: Actor, words: string): Promise<string> {
  return read(house, actor, async (work) => {
    need(actor, KEEP_SUBCONTRACTS)
    const found = await providersNamed(work, words)
    const [first] = found
    if (first === undefined) throw new Refused('no-such-provider', `The council's register has no provider “${words}”. Enter its CQC provider number, for example 1-1234567890, or its name as the CQC registered it`, 'subcontractorId')
    if (found.length > 1) throw new Refused('several-providers', `${String(found.length)} providers are called “${words}”. Enter the CQC provider number`, 'subcontractorId')
    return first.id
  })
}
