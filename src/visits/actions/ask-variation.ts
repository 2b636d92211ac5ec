import { randomUUID } from 'node:crypto'
import { getPlacement } from '../../brokerage/public.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { bankHolidays } from '../../platform/calendar/bank-holidays.ts'
import { checkedDocument } from '../../platform/files/checked-document.ts'
import { notify } from '../../platform/notify/notify.ts'
import { settingsOn } from '../rules/exception-settings.ts'
import { decideBy, variationFault, visitFault } from '../rules/variation.ts'
import { listExceptionSettings } from '../store/exception-settings.read.ts'
import { listVisitsToVary } from '../store/variation.read.ts'
import { insertVariationDocuments } from '../store/variation-document.write.ts'
import { insertVariation } from '../store/variation.write.ts'
import { ASK_VARIATIONS, MOST_VARIATION_DOCUMENTS, type VariationDocument, type VariationKind } from '../terms/variation.ts'

/** Visits to be paid beyond their plan: those named, else every one of the days that took longer than planned, at its recorded minutes. */
export interface VariationInput {
  readonly placementId: string
  readonly kind: VariationKind
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly visits: readonly { readonly plannedVisitId: number; readonly askedMinutes: number }[] | null
  readonly reason: string
  readonly evidence: string
  /** Files that show it, five at most; none when left out. */
  readonly documents?: readonly { readonly name: string; readonly bytes: Buffer }[]
}

/**
 * Asks the council to pay visits already made beyond their plan. Throws `Refused` for days too far back or still to come, without a reason or
 * evidence, for files that are not kept, and for visits that did not take longer or wait for a decision; `NotFound` for a placement that is not the provider's.
 */
export async function askVariation(house: House, actor: Actor, input: VariationInput): Promise<{ readonly variationId: string; readonly number: number }> {
  return write(house, actor, async (work) => {
    need(actor, ASK_VARIATIONS)
    const placement = await getPlacement(work, input.placementId)
    if (!isOwnOrganisation(actor, placement.providerId)) throw new NotFound('The placement')
    const terms = settingsOn(await listExceptionSettings(work.tx, placement.frameworkId), placement.frameworkId, input.fromOn.toString()).variations
    const fault = variationFault({ fromOn: input.fromOn, toOn: input.toOn, today: work.today }, terms)
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, fault.field)
    if (input.reason.trim() === '') throw new Refused('reason', 'Enter why more time was needed', 'reason')
    const documents = checkedDocuments(input.documents ?? [])
    if (input.evidence.trim() === '' && documents.length === 0) throw new Refused('evidence', 'Enter what shows it: a note, who wrote it and when; or add a file', 'evidence')
    const held = await listVisitsToVary(work.tx, placement.id, input.fromOn.toString(), input.toOn.toString())
    const named = input.visits === null ? undefined : new Map(input.visits.map((each) => [each.plannedVisitId, each.askedMinutes]))
    const visits = held.flatMap((visit) => {
      const askedMinutes = named === undefined ? (visit.recordedMinutes ?? 0) : named.get(visit.plannedVisitId)
      if (askedMinutes === undefined || (named === undefined && (visit.isAsked || visitFault({ ...visit, askedMinutes }) !== undefined))) return []
      return [{ ...visit, askedMinutes }]
    })
    if (named !== undefined && visits.length < named.size) throw new Refused('other-visit', 'A visit is not one of the placement’s planned visits between these days', 'visits')
    if (visits.length === 0) throw new Refused('no-visit', 'No visit of these days took longer than planned, or it waits for a decision already', 'visits')
    for (const visit of visits) {
      const wrong = visit.isAsked ? 'it waits for a decision already' : visitFault(visit)
      if (wrong !== undefined) throw new Refused('visit', `The visit of ${wordsForDate(Temporal.PlainDate.from(visit.visitOn))}: ${wrong}`, 'visits')
    }
    const id = randomUUID()
    const decideByOn = decideBy(work.today, terms.decideWorkingDays, bankHolidays)
    const number = await insertVariation(work.tx, { ...placementFacts(placement), id, kind: input.kind, fromOn: input.fromOn.toString(), toOn: input.toOn.toString(), reason: input.reason.trim(), evidence: input.evidence.trim(), decideByOn: decideByOn.toString(), askedAt: work.now, askedBy: actor.name }, visits)
    await insertVariationDocuments(work.tx, { id, providerId: placement.providerId }, documents)
    await notify(work, { organisationId: null, role: 'broker' }, 'variation-asked', { variation: `V${String(number)}`, 'decide-by': wordsForDate(decideByOn), link: `/variations/${id}` })
    work.audit({ kind: 'variation-asked', subjectKind: 'variation', subjectId: id, personId: placement.personId, detail: { number, placementId: placement.id, visits: visits.length, documents: documents.map((each) => each.sha256) } })
    return { variationId: id, number }
  })
}

function checkedDocuments(files: NonNullable<VariationInput['documents']>): (VariationDocument & { readonly bytes: Buffer })[] {
  if (files.length > MOST_VARIATION_DOCUMENTS) throw new Refused('too-many-files', `Choose at most ${String(MOST_VARIATION_DOCUMENTS)} files. These are ${String(files.length)}`, 'file')
  return files.map((file, place) => ({ ...checkedDocument(file), nr: place + 1, bytes: file.bytes }))
}

function placementFacts({ id, providerId, personId }: { readonly id: string; readonly providerId: string; readonly personId: string }) {
  return { placementId: id, providerId, personId }
}
