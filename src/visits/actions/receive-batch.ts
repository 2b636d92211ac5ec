import { createHash } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import type { Refusal } from '../../platform/files/import-outcome.ts'
import { readJsonVisits } from '../files/read-visit-json.ts'
import { rowsOfContent } from '../files/rows-by-day.ts'
import type { VisitFileContent } from '../files/visit-file-content.ts'
import { listToldPeople, listToldWorkers } from '../store/told.read.ts'
import { findVisitFileByHash } from '../store/visit-file.read.ts'
import { lockImport } from '../store/visit-record.write.ts'
import { SEND_VISITS, type VisitImportSummary } from '../terms.ts'
import { namedBy, type Acknowledgement } from './acknowledge.ts'
import { readingFacts, receiveRecords } from './receive-records.ts'

/** A batch of visits on its way in; each visit is judged by itself. */
export interface VisitBatch {
  readonly providerId: string
  /** The sender's name for the batch. */
  readonly reference: string
  readonly visits: readonly unknown[]
}

export interface BatchOutcome {
  /** The batch as it is kept; the first one when the same came before. */
  readonly visitFileId: string
  readonly summary: VisitImportSummary
  readonly acknowledgements: readonly Acknowledgement[]
}

/**
 * Takes a batch of visits from a provider's program, through the rules of files, and acknowledges each visit. A visit that names a care
 * worker of whom the program has not told is refused. Whoever sends the same batch again gets the acknowledgements of what is held: nothing changes.
 */
export async function receiveBatch(house: House, actor: Actor, batch: VisitBatch): Promise<BatchOutcome> {
  const { providerId, reference, visits } = batch
  need(actor, SEND_VISITS)
  if (!isOwnOrganisation(actor, providerId)) throw new NotFound('The provider')
  return write(house, actor, async (work) => {
    const sha256 = createHash('sha256').update(JSON.stringify({ reference, visits })).digest('hex')
    await lockImport(work.tx, providerId)
    const before = await findVisitFileByHash(work.tx, providerId, sha256)
    const content = await readBatch(work, batch)
    const outcome = await receiveRecords(work, { providerId, name: reference, sha256, preview: before !== undefined, keepsFates: true }, rowsOfContent(content))
    if (before !== undefined) work.audit({ kind: 'visit-file-repeated', subjectKind: 'visit-file', subjectId: before.id })
    const refused = new Map<number, Refusal[]>()
    for (const refusal of outcome.refusals) refused.set(refusal.row, [...(refused.get(refusal.row) ?? []), refusal])
    return {
      visitFileId: before?.id ?? outcome.visitFileId ?? '',
      summary: outcome.summary,
      acknowledgements: visits.map((visit, index) => ({ place: index + 1, ...namedBy(visit, 'visit_reference'), status: outcome.fates.get(index + 1) ?? 'refused', refusals: refused.get(index + 1) ?? [] })),
    }
  })
}

/** The batch as read, its people under Tendwell's references, visits of unknown care workers refused. */
async function readBatch(work: Work, { providerId, reference, visits }: VisitBatch): Promise<VisitFileContent> {
  const references = (key: string): string[] => [...new Set(visits.flatMap((visit) => textAt(visit, key) ?? []))]
  const people = new Map((await listToldPeople(work.tx, providerId, references('person_reference'))).map((each) => [each.reference, each.personReference]))
  const workers = new Set((await listToldWorkers(work.tx, providerId, references('worker_reference'))).map((each) => each.reference))
  const named = visits.map((visit) => {
    const own = textAt(visit, 'person_reference')
    const ours = own === undefined ? undefined : people.get(own)
    return ours === undefined ? visit : { ...(visit as object), person_reference: ours }
  })
  const content = readJsonVisits(named, await readingFacts(work), { layout: 'calls', fileReference: reference, notes: [] })
  const unknown = content.records.filter((record) => record.workerReference !== null && !workers.has(record.workerReference))
  if (unknown.length === 0) return content
  const rows = new Set(unknown.map((record) => record.row))
  const refusals = unknown.map((record): Refusal => ({ row: record.row, column: 'worker_reference', value: record.workerReference, reason: 'The care worker is not known', fix: 'Send the care worker to /api/v1/evv/workers first, then the visit again' }))
  return { ...content, records: content.records.filter((record) => !rows.has(record.row)), refused: content.refused + rows.size, refusals: [...content.refusals, ...refusals].sort((a, b) => a.row - b.row) }
}

function textAt(visit: unknown, key: string): string | undefined {
  const value = typeof visit === 'object' && visit !== null ? (visit as Readonly<Record<string, unknown>>)[key] : undefined
  return typeof value === 'string' ? value.trim() : undefined
}
