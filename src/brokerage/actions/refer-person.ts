import { recordReferral } from '../../care/public.ts'
import { REFER_PEOPLE } from '../../care/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import type { ReferralWarning } from '../rules/referral-warnings.ts'
import { PACKAGE_REFERRED } from '../terms.ts'
import { checkSpending } from './check-spending.ts'
import { checkedReferral, type ReferPersonInput } from './check-referral.ts'
import { keepMoves } from './decide-moves.ts'
import { passGateway } from './reablement-gateway.ts'

/** What became of a referral. `zoneName` is null when the postcode lies in no zone: the package waits without one. */
export interface ReferredPerson {
  readonly personId: string
  readonly personReference: string
  readonly packageId: string
  readonly packageReference: string
  readonly zoneName: string | null
  /** The framework that it is called off from, which may be the one that replaces the one asked for. */
  readonly frameworkId: string
  readonly frameworkName: string
  readonly warnings: readonly ReferralWarning[]
  /** Set when reablement comes first: the package then waits for no provider. */
  readonly reablementId: string | null
}

/**
 * Refers a person for care: finds the zone of the postcode, records person, referral, package and weekly pattern, and
 * publishes `PACKAGE_REFERRED`, unless the council's rule sends the person to reablement first. A cost over the limit of whoever refers waits for approval (`checkSpending`). Warnings are answered, never raised (see `referralWarnings`).
 * Throws `Refused` for an unreadable postcode, an ended framework, a pattern that cannot be made, or a sender's
 * reference received before.
 */
export async function referPerson(house: House, actor: Actor, input: ReferPersonInput): Promise<ReferredPerson> {
  return write(house, actor, async (work) => {
    need(actor, REFER_PEOPLE)
    const { referral, zone, warnings, frameworkName, moves } = await checkedReferral(work, input)
    const recorded = await recordReferral(work, { ...referral, zoneId: zone?.id ?? null })
    await keepMoves(work, [{ ...recorded, moves }])
    const [reablementId] = await passGateway(work, [{ ...recorded, referral, zoneId: zone?.id ?? null, overruled: input.overruleReablement ?? null }])
    if (reablementId === undefined) {
      await checkSpending(work, [{ ...referral, ...recorded, zoneId: zone?.id ?? null, startByOn: Temporal.PlainDate.from(referral.startByOn) }])
      work.publish(PACKAGE_REFERRED, { packageId: recorded.packageId })
    }
    return {
      personId: recorded.personId,
      personReference: recorded.personReference,
      packageId: recorded.packageId,
      packageReference: recorded.packageReference,
      zoneName: zone?.name ?? null,
      frameworkId: referral.frameworkId,
      frameworkName,
      warnings,
      reablementId: reablementId ?? null,
    }
  })
}
