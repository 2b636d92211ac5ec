import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { Funder, Referral, ReferralSource } from '../terms.ts'

/** Referrals of a person, oldest first. Council roles only: the note is not for providers. */
export async function listReferralRows(tx: Tx, personId: string): Promise<Referral[]> {
  const rows = await tx.selectFrom('care.referral').selectAll().where('person_id', '=', personId).orderBy('received_at').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    externalReference: row.external_reference,
    source: row.source as ReferralSource,
    funder: row.funder as Funder,
    receivedOn: Temporal.PlainDate.from(row.received_on),
    receivedAt: Temporal.Instant.from(row.received_at),
    receivedBy: row.received_by,
    note: row.note,
  }))
}

/** For each sender's reference already received: the hash of what it asked for. */
export async function listContentHashes(tx: Tx, references: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await tx
    .selectFrom('care.referral')
    .select(['external_reference', 'content_hash'])
    .where('external_reference', '=', sql<string>`any(${[...references]}::text[])`)
    .execute()
  return new Map(rows.flatMap((row) => (row.external_reference === null ? [] : [[row.external_reference, row.content_hash] as const])))
}
