import type { CarePackage } from '../../care/terms.ts'
import { londonDate } from '../../kernel/london.ts'
import { getFramework, listRates } from '../../market/public.ts'
import type { FrameworkTerms, Rate } from '../../market/terms.ts'
import type { Work } from '../../platform/action/work.ts'
import type { OfferOrderFacts } from '../rules/offer-order-facts.ts'
import { offerOrder } from '../rules/offer-order.ts'
import { withLastResort } from '../rules/with-last-resort.ts'
import type { GivenBackRow } from '../store/given-back.read.ts'
import type { OfferOrder } from '../terms.ts'
import { packageFacts, zoneFacts } from './decide-order.ts'

type Zone = Pick<OfferOrderFacts, 'standings' | 'crossZone' | 'blocks'>

/**
 * Answers the offer order of many packages as it is once a provider is frozen, with the providers of last resort as last step. What is
 * the same for packages of a zone is looked up once. `back` says who gave each package back before. Nothing is written, so that a rehearsal and the search itself share it.
 */
export function ordersAfterFailure(work: Work, failedProviderId: string, back: ReadonlyMap<string, readonly GivenBackRow[]>): (carePackage: CarePackage, zoneId: string) => Promise<OfferOrder> {
  const frameworks = new Map<string, { readonly terms: FrameworkTerms; readonly rates: readonly Rate[] }>()
  const zones = new Map<string, Zone>()
  const frozen = 'Its failure is marked'
  return async (carePackage, zoneId) => {
    const { frameworkId, serviceLine } = carePackage
    const framework = frameworks.get(frameworkId) ?? { terms: (await getFramework(work, frameworkId)).terms, rates: await listRates(work, frameworkId) }
    frameworks.set(frameworkId, framework)
    const key = `${frameworkId} ${zoneId} ${serviceLine}`
    const zone = zones.get(key) ?? (await zoneFacts(work, { frameworkId, zoneId, serviceLine }, [framework.terms]))
    zones.set(key, zone)
    const freeze = <S extends OfferOrderFacts['standings'][number]>(standing: S): S => (standing.providerId === failedProviderId && standing.suspendedReason === null ? { ...standing, suspendedReason: frozen } : standing)
    const facts = packageFacts(carePackage, zoneId, work.today, framework.rates)
    const order = offerOrder({ ...facts, ...zone, standings: zone.standings.map(freeze), crossZone: zone.crossZone.map((each) => ({ ...each, standing: freeze(each.standing) })), terms: framework.terms, earlier: [], givenBack: (back.get(carePackage.id) ?? []).map((each) => ({ providerId: each.providerId, cause: each.cause, on: londonDate(each.at) })) })
    return withLastResort(order, facts.rates['last-resort'])
  }
}
