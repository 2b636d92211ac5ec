import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { NewReferral } from '../terms.ts'

/** A person to be added. */
export interface NewPerson {
  readonly id: string
  readonly reference: string
  readonly details: NewReferral['person']
}

const CHUNK = 1000

/** Adds people. */
export async function insertPeople(tx: Tx, at: Temporal.Instant, people: readonly NewPerson[]): Promise<void> {
  for (let from = 0; from < people.length; from += CHUNK) {
    const values = people.slice(from, from + CHUNK).map(({ id, reference, details }) => ({
      id,
      reference,
      external_reference: details.externalReference,
      ...columnsOf(details),
      created_at: at.toString(),
    }))
    await tx.insertInto('care.person').values(values).execute()
  }
}

/** Brings a person's details to what a newer referral says. */
export async function updatePerson(tx: Tx, id: string, details: NewReferral['person']): Promise<void> {
  await tx.updateTable('care.person').set(columnsOf(details)).where('id', '=', id).execute()
}

/** Numbers for new people, in order: P100001, P100002. */
export async function nextPersonReferences(tx: Tx, count: number): Promise<string[]> {
  const { rows } = await sql<{ number: number }>`select nextval('care.person_number') as number from generate_series(1, ${count})`.execute(tx)
  return rows.map((row) => `P${String(row.number)}`)
}

function columnsOf(details: NewReferral['person']) {
  return {
    given_name: details.givenName,
    family_name: details.familyName,
    born_on: details.bornOn,
    address: details.address,
    postcode: details.postcode,
    phone: details.phone,
    lives_alone: details.livesAlone,
    languages: [...details.languages],
    gender: details.gender,
  }
}
