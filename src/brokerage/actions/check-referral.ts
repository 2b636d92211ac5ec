import { namesakes, openPackagesByExternalReference, weeklyMinutes } from '../../care/public.ts'
import { REFER_PEOPLE, type NewReferral } from '../../care/terms.ts'
import { getFramework, replacementsInForce, zoneOfPostcode } from '../../market/public.ts'
import { need } from '../../platform/access/permission.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { normalisePostcode } from '../../platform/files/cell-postcode.ts'
import type { ExpectedWait } from '../rules/expected-wait.ts'
import { referralWarnings, type ReferralWarning } from '../rules/referral-warnings.ts'
import type { ReablementDecision } from '../terms/reablement.ts'
import type { FrameworkMove } from '../terms/transition.ts'
import { decideMoves } from './decide-moves.ts'
import { decideReablement } from './reablement-gateway.ts'
import { expectedWaitOf } from './see-expected-wait.ts'

/** A referral as it comes in: everything it says, and the framework to call it off from. */
export type ReferPersonInput = NewReferral & {
  readonly frameworkId: string
  /** Why long-term care comes before reablement although the council's rule says otherwise. */
  readonly overruleReablement?: string | null | undefined
}

/** A referral looked at: with its postcode as stored, its zone, and what its sender should know. Its framework is the one that it is called off from. */
export interface CheckedReferral {
  readonly frameworkName: string
  /** The frameworks that it moves through because one replaces another; none as a rule. */
  readonly moves: readonly FrameworkMove[]
  readonly referral: ReferPersonInput
  readonly zone: { readonly id: string; readonly name: string } | null
  readonly warnings: readonly ReferralWarning[]
}

/** A referral looked at before it is sent, with how long packages like it waited; null when too few can be compared. */
export interface PreviewedReferral extends CheckedReferral {
  readonly expected: ExpectedWait | null
  /** Whether the council's rule sends the person to reablement first; null while no rule is in force. */
  readonly reablement: ReablementDecision | null
}

/** What `referPerson` would do with a referral, for the preview. Writes nothing. */
export async function checkReferral(house: House, actor: Actor, input: ReferPersonInput): Promise<PreviewedReferral> {
  return read(house, actor, async (work) => {
    need(actor, REFER_PEOPLE)
    const checked = await checkedReferral(work, input)
    const { serviceLine, source, pattern } = checked.referral
    const asked = { zoneId: checked.zone?.id ?? null, serviceLine, source, pattern, weeklyMinutes: weeklyMinutes(pattern), mostWorkers: Math.max(...pattern.map((visit) => visit.workers)) }
    const known = input.person.externalReference === null ? [] : [...(await openPackagesByExternalReference(work, [input.person.externalReference])).values()].flat()
    const decided = await decideReablement(work, [{ referral: checked.referral, zoneId: asked.zoneId, personId: known[0]?.personId ?? null, overruled: input.overruleReablement ?? null }])
    return { ...checked, expected: await expectedWaitOf(work, asked, 0), reablement: decided?.decisions[0] ?? null }
  })
}

/**
 * Finds the zone and the warnings of a referral, in the framework that replaces the one asked for where the transition rule says so. Throws `Refused` for a postcode without the shape of one and for a
 * framework that has ended, `NotFound` for a framework that is not there.
 */
export async function checkedReferral(work: Work, input: ReferPersonInput): Promise<CheckedReferral> {
  const postcode = normalisePostcode(input.person.postcode)
  if (postcode === undefined) throw new Refused('bad-postcode', 'Enter a full postcode, like NN12 6HU', 'postcode')
  const asked = await getFramework(work, input.frameworkId)
  const zoneAsked = await zoneOfPostcode(work, asked.id, postcode, input.serviceLine)
  const moves = (await decideMoves(work, await replacementsInForce(work), [{ ...input, zoneId: zoneAsked?.id ?? null, postcode, event: 'new', week: null }]))[0] ?? []
  const move = moves.at(-1)
  const framework = move === undefined ? asked : await getFramework(work, move.frameworkId)
  if (Temporal.PlainDate.compare(framework.endsOn, work.today) < 0) {
    throw new Refused('framework-ended', `${framework.name} has ended. Choose a framework that is in force`, 'frameworkId')
  }
  const zone = move === undefined ? zoneAsked : { id: move.zoneId, name: move.zoneName }
  const { externalReference } = input.person
  const open = externalReference === null ? [] : ((await openPackagesByExternalReference(work, [externalReference])).get(externalReference) ?? [])
  const same = await namesakes(work, input.person)
  const warnings = referralWarnings({
    postcode,
    hasZone: zone !== undefined,
    frameworkName: framework.name,
    serviceLine: input.serviceLine,
    openPackages: open.filter((each) => each.serviceLine === input.serviceLine).map((each) => each.reference),
    namesakes: same.filter((each) => externalReference === null || each.externalReference !== externalReference).map((each) => each.reference),
    startByOn: Temporal.PlainDate.from(input.startByOn),
    today: work.today,
  })
  return { frameworkName: framework.name, moves, referral: { ...input, frameworkId: framework.id, person: { ...input.person, postcode } }, zone: zone === undefined ? null : { id: zone.id, name: zone.name }, warnings }
}
