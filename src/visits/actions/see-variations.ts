import { getPlacement } from '../../brokerage/public.ts'
import { personLabels } from '../../care/public.ts'
import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { settingsOn } from '../rules/exception-settings.ts'
import { visitFault, type VariationTerms } from '../rules/variation.ts'
import { listExceptionSettings } from '../store/exception-settings.read.ts'
import { listVariations, listVariationVisits, listVisitsToVary, type LongVisit } from '../store/variation.read.ts'
import { findVariationDocumentBytes, listVariationDocuments } from '../store/variation-document.read.ts'
import { SEE_VISITS } from '../terms.ts'
import { ASK_VARIATIONS, type Variation, type VariationDocument, type VariationVisit } from '../terms/variation.ts'

/** A variation with whose it is. */
export interface SeenVariation extends Variation {
  readonly providerName: string
  readonly person: { readonly reference: string; readonly initials: string } | null
}

/** Variations, those that wait first: a provider's own, or for the council everybody's. */
export async function seeVariations(house: House, actor: Actor): Promise<SeenVariation[]> {
  return read(house, actor, async (work) => {
    need(actor, SEE_VISITS)
    return named(work, await listVariations(work.tx))
  })
}

/** One variation with its visits; a read of the person's record, so it is audited. Throws `NotFound`. */
export async function seeVariation(house: House, actor: Actor, variationId: string): Promise<{ readonly variation: SeenVariation; readonly visits: readonly VariationVisit[]; readonly documents: readonly VariationDocument[] }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_VISITS)
    const [variation] = await named(work, await listVariations(work.tx, { id: variationId }))
    if (variation === undefined) throw new NotFound('The variation')
    work.audit({ kind: 'variation-read', subjectKind: 'variation', subjectId: variationId, personId: variation.personId })
    return { variation, visits: await listVariationVisits(work.tx, variationId), documents: await listVariationDocuments(work.tx, variationId) }
  })
}

/** A file that was sent with a variation, with its bytes. Audits `person-read`: it may say anything about the person. Throws `NotFound`. */
export async function openVariationDocument(house: House, actor: Actor, input: { readonly variationId: string; readonly nr: number }): Promise<{ readonly document: VariationDocument; readonly bytes: Buffer }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_VISITS)
    const [variation] = await listVariations(work.tx, { id: input.variationId })
    const document = (await listVariationDocuments(work.tx, input.variationId)).find((each) => each.nr === input.nr)
    const bytes = await findVariationDocumentBytes(work.tx, input.variationId, input.nr)
    if (variation === undefined || document === undefined || bytes === undefined) throw new NotFound('The file')
    work.audit({ kind: 'person-read', subjectKind: 'variation', subjectId: variation.id, personId: variation.personId, detail: { document: input.nr } })
    return { document, bytes }
  })
}

/** What may be asked of a placement: its visits of the days that reach back far enough and took longer than planned. Throws `NotFound`. */
export async function seeVisitsToVary(house: House, actor: Actor, placementId: string): Promise<{ readonly terms: VariationTerms; readonly visits: readonly LongVisit[]; readonly person: SeenVariation['person'] }> {
  return read(house, actor, async (work) => {
    need(actor, ASK_VARIATIONS)
    const placement = await getPlacement(work, placementId)
    if (!isOwnOrganisation(actor, placement.providerId)) throw new NotFound('The placement')
    work.audit({ kind: 'person-read', subjectKind: 'placement', subjectId: placementId, personId: placement.personId })
    const terms = settingsOn(await listExceptionSettings(work.tx, placement.frameworkId), placement.frameworkId, work.today.toString()).variations
    const visits = await listVisitsToVary(work.tx, placementId, work.today.subtract({ days: terms.backDays }).toString(), work.today.toString())
    return { terms, visits: visits.filter((visit) => visitFault({ ...visit, askedMinutes: visit.recordedMinutes ?? 0 }) === undefined), person: (await personLabels(work, [placement.personId])).get(placement.personId) ?? null }
  })
}

async function named(work: Work, variations: readonly Variation[]): Promise<SeenVariation[]> {
  const providers = await providerNames(work, [...new Set(variations.map((each) => each.providerId))])
  const people = await personLabels(work, [...new Set(variations.map((each) => each.personId))])
  return variations.map((each) => ({ ...each, providerName: providers.get(each.providerId) ?? '', person: people.get(each.personId) ?? null }))
}
