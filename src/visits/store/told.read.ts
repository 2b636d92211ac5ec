import type { Tx } from '../../platform/db/handles.ts'

/** A care worker as a provider's program told us. */
export interface ToldWorker {
  readonly reference: string
  readonly sequence: number
  readonly startedOn: string | null
  readonly leftOn: string | null
}

/** What a provider's program calls a person. */
export interface ToldPerson {
  readonly reference: string
  readonly sequence: number
  readonly personReference: string
}

/** Care workers of a provider by their references; those it never told of are left out. */
export async function listToldWorkers(tx: Tx, providerId: string, references: readonly string[]): Promise<ToldWorker[]> {
  const rows = await tx.selectFrom('visits.worker').select(['reference', 'sequence', 'started_on', 'left_on']).where('provider_id', '=', providerId).where('reference', 'in', ['', ...references]).execute()
  return rows.map((row) => ({ reference: row.reference, sequence: row.sequence, startedOn: row.started_on, leftOn: row.left_on }))
}

/** People of a provider by its own references. */
export async function listToldPeople(tx: Tx, providerId: string, references: readonly string[]): Promise<ToldPerson[]> {
  const rows = await tx.selectFrom('visits.provider_person').select(['reference', 'sequence', 'person_reference']).where('provider_id', '=', providerId).where('reference', 'in', ['', ...references]).execute()
  return rows.map((row) => ({ reference: row.reference, sequence: row.sequence, personReference: row.person_reference }))
}
