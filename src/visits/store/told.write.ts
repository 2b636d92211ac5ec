import type { Tx } from '../../platform/db/handles.ts'
import type { ToldPerson, ToldWorker } from './told.read.ts'

/** Keeps care workers in their newest version. */
export async function saveToldWorkers(tx: Tx, of: { readonly providerId: string; readonly at: Temporal.Instant }, workers: readonly ToldWorker[]): Promise<void> {
  if (workers.length === 0) return
  await tx
    .insertInto('visits.worker')
    .values(workers.map((worker) => ({ provider_id: of.providerId, reference: worker.reference, sequence: worker.sequence, started_on: worker.startedOn, left_on: worker.leftOn, received_at: of.at.toString() })))
    .onConflict((on) => on.columns(['provider_id', 'reference']).doUpdateSet((set) => ({ sequence: set.ref('excluded.sequence'), started_on: set.ref('excluded.started_on'), left_on: set.ref('excluded.left_on'), received_at: set.ref('excluded.received_at') })))
    .execute()
}

/** Keeps what a provider calls people, in the newest version. */
export async function saveToldPeople(tx: Tx, of: { readonly providerId: string; readonly at: Temporal.Instant }, people: readonly ToldPerson[]): Promise<void> {
  if (people.length === 0) return
  await tx
    .insertInto('visits.provider_person')
    .values(people.map((person) => ({ provider_id: of.providerId, reference: person.reference, sequence: person.sequence, person_reference: person.personReference, received_at: of.at.toString() })))
    .onConflict((on) => on.columns(['provider_id', 'reference']).doUpdateSet((set) => ({ sequence: set.ref('excluded.sequence'), person_reference: set.ref('excluded.person_reference'), received_at: set.ref('excluded.received_at') })))
    .execute()
}
