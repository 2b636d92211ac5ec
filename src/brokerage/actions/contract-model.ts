import { getPackage, listPackages } from '../../care/public.ts'
import type { CarePackage } from '../../care/terms.ts'
import { changeTerms, getFramework, listBlocks, listFrameworkStandings, listRates, listTermsVersions, listZones, type TermsChange, type TermsVersion } from '../../market/public.ts'
import { KEEP_MARKET, SEE_MARKET, type FrameworkTerms } from '../../market/terms.ts'
import type { Reason } from '../../kernel/decision.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { offerOrder } from '../rules/offer-order.ts'
import { orderChanges } from '../rules/order-changes.ts'
import { termsWarnings } from '../rules/terms-warnings.ts'
import { compareWaiting } from '../rules/waiting.ts'
import { listUnplacedPackageIds } from '../store/waiting.read.ts'
import { SEE_BOARD, type OfferOrder } from '../terms.ts'
import { decideOrder, packageFacts, zoneFacts } from './decide-order.ts'

/** A framework's terms with all their versions, the one in force first. */
export interface SeenContractModel {
  readonly frameworkName: string
  readonly versions: readonly TermsVersion[]
}

/** The terms of a framework, as they are and as they were. Throws `Forbidden` and `NotFound`. */
export async function seeContractModel(house: House, actor: Actor, frameworkId: string): Promise<SeenContractModel> {
  return read(house, actor, async (work) => {
    need(actor, SEE_MARKET)
    return { frameworkName: (await getFramework(work, frameworkId)).name, versions: await listTermsVersions(work, frameworkId) }
  })
}

/** A package that can be tried: by reference and zone, without a word of the person. */
export interface TriedPackage {
  readonly id: string
  readonly reference: string
  readonly zoneName: string
  readonly serviceLine: CarePackage['serviceLine']
  readonly weeklyMinutes: number
}

/** The packages waiting under a framework with a zone, longest wait first. Throws `Forbidden`. */
export async function listPackagesToTry(house: House, actor: Actor, frameworkId: string): Promise<TriedPackage[]> {
  return read(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const names = new Map((await listZones(work, frameworkId)).map((zone) => [zone.id, zone.name]))
    return (await waitingUnder(work, frameworkId)).map(({ id, reference, zoneId, serviceLine, weeklyMinutes }) => ({ id, reference, serviceLine, weeklyMinutes, zoneName: names.get(zoneId ?? '') ?? '' }))
  })
}

/** What edited terms would do: what to know before they are adopted, and for one package the order now and then. */
export interface TermsPreview {
  readonly warnings: readonly Reason[]
  readonly order: { readonly reference: string; readonly present: OfferOrder; readonly edited: OfferOrder; readonly changes: readonly string[] } | null
}

/**
 * Tries edited terms on the packages that wait, and shows the order of one of them, without writing anything. Audits `package-read` of that one.
 * Throws `Forbidden`, and `NotFound` for a framework, or a package of another framework or without a zone.
 */
export async function previewContractModel(house: House, actor: Actor, input: { readonly frameworkId: string; readonly terms: FrameworkTerms; readonly packageId: string | null }): Promise<TermsPreview> {
  return read(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const { frameworkId, terms: edited, packageId } = input
    const present = (await getFramework(work, frameworkId)).terms
    return { warnings: await warningsOf(work, frameworkId, present, edited), order: packageId === null ? null : await ordersOf(work, { frameworkId, packageId }, present, edited) }
  })
}

async function ordersOf(work: Work, { frameworkId, packageId }: { frameworkId: string; packageId: string }, present: FrameworkTerms, edited: FrameworkTerms): Promise<TermsPreview['order']> {
  need(work.actor, SEE_BOARD)
  const carePackage = await getPackage(work, packageId)
  if (carePackage.frameworkId !== frameworkId || carePackage.zoneId === null) throw new NotFound('The package')
  work.audit({ kind: 'package-read', subjectKind: 'package', subjectId: packageId, personId: carePackage.personId, detail: { part: 'contract-model-preview' } })
  const orders = [await decideOrder(work, carePackage, carePackage.zoneId, present), await decideOrder(work, carePackage, carePackage.zoneId, edited)] as const
  return { reference: carePackage.reference, present: orders[0], edited: orders[1], changes: orderChanges(...orders) }
}

async function warningsOf(work: Work, frameworkId: string, present: FrameworkTerms, edited: FrameworkTerms): Promise<Reason[]> {
  const zones = await listZones(work, frameworkId)
  const blocks = new Set((await listBlocks(work, { frameworkId, on: work.today })).map((block) => `${block.zoneId} ${block.providerId}`))
  const standings = (await listFrameworkStandings(work, frameworkId, work.today)).map((each) => ({ ...each, hasBlock: blocks.has(`${each.zoneId} ${each.providerId}`) }))
  return termsWarnings({ present, edited, standings, zones, waiting: await stepsOfWaiting(work, frameworkId, present, edited) })
}

/** How many steps a search has for each package that waits. Zones are looked up once each: the list may be long. An earlier answer moves nobody, so none is asked for. */
async function stepsOfWaiting(work: Work, frameworkId: string, present: FrameworkTerms, edited: FrameworkTerms): Promise<{ reference: string; presentSteps: number; editedSteps: number }[]> {
  const rates = await listRates(work, frameworkId)
  const known = new Map<string, Awaited<ReturnType<typeof zoneFacts>>>()
  const steps: { reference: string; presentSteps: number; editedSteps: number }[] = []
  for (const carePackage of await waitingUnder(work, frameworkId)) {
    const { serviceLine, reference } = carePackage
    const zoneId = carePackage.zoneId ?? ''
    const key = `${zoneId} ${serviceLine}`
    const zone = known.get(key) ?? (await zoneFacts(work, { frameworkId, zoneId, serviceLine }, [present, edited]))
    known.set(key, zone)
    const facts = { ...packageFacts(carePackage, zoneId, work.today, rates), ...zone, earlier: [] }
    steps.push({ reference, presentSteps: offerOrder({ ...facts, terms: present }).steps.length, editedSteps: offerOrder({ ...facts, terms: edited }).steps.length })
  }
  return steps
}

async function waitingUnder(work: Work, frameworkId: string): Promise<CarePackage[]> {
  const packages = await listPackages(work, await listUnplacedPackageIds(work.tx))
  return packages.filter((each) => each.frameworkId === frameworkId && each.zoneId !== null && each.withdrawnOn === null).toSorted(compareWaiting)
}

/** Adopts edited terms for a framework, as market's `changeTerms` says. */
export async function adoptContractModel(house: House, actor: Actor, change: TermsChange): Promise<{ readonly version: number }> {
  return write(house, actor, (work) => changeTerms(work, change))
}
