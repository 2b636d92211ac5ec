import type { Tx } from '../../platform/db/handles.ts'

/** A care worker's link, without its secret. */
export interface CheckInLink {
  readonly id: string
  readonly providerId: string
  readonly workerReference: string
  readonly workerName: string
  readonly madeAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  readonly revokedAt: Temporal.Instant | null
}

/** A care worker with the link in force, if there is one, and how it was used. */
export interface CheckInWorker {
  readonly reference: string
  readonly name: string
  readonly link: { readonly id: string; readonly madeAt: Temporal.Instant; readonly expiresAt: Temporal.Instant; readonly phones: number; readonly lastUsedAt: Temporal.Instant | null; readonly skewSeconds: number | null } | null
}

/** The link with a secret, revoked or not; undefined when there is none. */
export async function findLinkBySecret(tx: Tx, secretHash: Buffer): Promise<CheckInLink | undefined> {
  const row = await links(tx).where('l.secret_hash', '=', secretHash).executeTakeFirst()
  return row === undefined ? undefined : link(row)
}

/** One link by its id, or undefined when this transaction's role may not see it. */
export async function findLink(tx: Tx, id: string): Promise<CheckInLink | undefined> {
  const row = await links(tx).where('l.id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : link(row)
}

/** A provider's care workers by reference, each with the link that is not revoked. */
export async function listCheckInWorkers(tx: Tx, providerId: string): Promise<CheckInWorker[]> {
  const rows = await tx
    .selectFrom('visits.check_in_worker as w')
    .leftJoin('visits.check_in_link as l', (join) => join.onRef('l.provider_id', '=', 'w.provider_id').onRef('l.worker_reference', '=', 'w.reference').on('l.revoked_at', 'is', null))
    .leftJoin('visits.check_in_phone as p', 'p.link_id', 'l.id')
    .select((of) => ['w.reference', 'w.name', 'l.id', 'l.made_at', 'l.expires_at', of.fn.count<number>('p.phone_id').as('phones'), of.fn.max('p.last_seen_at').as('last_seen_at'), of.fn.max('p.skew_seconds').as('skew_seconds')])
    .where('w.provider_id', '=', providerId)
    .groupBy(['w.reference', 'w.name', 'l.id', 'l.made_at', 'l.expires_at'])
    .orderBy('w.reference')
    .execute()
  return rows.map((row) => ({
    reference: row.reference,
    name: row.name,
    link:
      row.id === null || row.made_at === null || row.expires_at === null
        ? null
        : { id: row.id, madeAt: Temporal.Instant.from(row.made_at), expiresAt: Temporal.Instant.from(row.expires_at), phones: row.phones, lastUsedAt: row.last_seen_at === null ? null : Temporal.Instant.from(row.last_seen_at), skewSeconds: row.skew_seconds },
  }))
}

function links(tx: Tx) {
  return tx
    .selectFrom('visits.check_in_link as l')
    .innerJoin('visits.check_in_worker as w', (join) => join.onRef('w.provider_id', '=', 'l.provider_id').onRef('w.reference', '=', 'l.worker_reference'))
    .select(['l.id', 'l.provider_id', 'l.worker_reference', 'w.name', 'l.made_at', 'l.expires_at', 'l.revoked_at'])
}

function link(row: { id: string; provider_id: string; worker_reference: string; name: string; made_at: string; expires_at: string; revoked_at: string | null }): CheckInLink {
  return { id: row.id, providerId: row.provider_id, workerReference: row.worker_reference, workerName: row.name, madeAt: Temporal.Instant.from(row.made_at), expiresAt: Temporal.Instant.from(row.expires_at), revokedAt: row.revoked_at === null ? null : Temporal.Instant.from(row.revoked_at) }
}
