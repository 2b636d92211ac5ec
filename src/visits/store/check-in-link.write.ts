import type { Tx } from '../../platform/db/handles.ts'

/** Adds a care worker, or calls one that is there by another name. */
export async function keepCheckInWorker(tx: Tx, worker: { readonly providerId: string; readonly reference: string; readonly name: string; readonly at: Temporal.Instant; readonly by: string }): Promise<void> {
  await tx
    .insertInto('visits.check_in_worker')
    .values({ provider_id: worker.providerId, reference: worker.reference, name: worker.name, added_at: worker.at.toString(), added_by: worker.by })
    .onConflict((on) => on.columns(['provider_id', 'reference']).doUpdateSet({ name: worker.name }))
    .execute()
}

/** Ends the link of a care worker that is in force; answers its id, or undefined when there was none. */
export async function revokeLinkOf(tx: Tx, of: { readonly providerId: string; readonly workerReference: string }, at: Temporal.Instant, by: string): Promise<string | undefined> {
  const row = await tx.updateTable('visits.check_in_link').set({ revoked_at: at.toString(), revoked_by: by }).where('provider_id', '=', of.providerId).where('worker_reference', '=', of.workerReference).where('revoked_at', 'is', null).returning('id').executeTakeFirst()
  return row?.id
}

/** Adds a link. */
export async function insertLink(tx: Tx, link: { readonly id: string; readonly providerId: string; readonly workerReference: string; readonly secretHash: Buffer; readonly madeAt: Temporal.Instant; readonly madeBy: string; readonly expiresAt: Temporal.Instant }): Promise<void> {
  await tx.insertInto('visits.check_in_link').values({ id: link.id, provider_id: link.providerId, worker_reference: link.workerReference, secret_hash: link.secretHash, made_at: link.madeAt.toString(), made_by: link.madeBy, expires_at: link.expiresAt.toString() }).execute()
}

/** Notes that a phone used a link, and how its clock differed. */
export async function touchPhone(tx: Tx, phone: { readonly linkId: string; readonly phoneId: string; readonly providerId: string; readonly at: Temporal.Instant; readonly skewSeconds: number }): Promise<void> {
  const at = phone.at.toString()
  await tx
    .insertInto('visits.check_in_phone')
    .values({ link_id: phone.linkId, phone_id: phone.phoneId, provider_id: phone.providerId, first_seen_at: at, last_seen_at: at, skew_seconds: phone.skewSeconds })
    .onConflict((on) => on.columns(['link_id', 'phone_id']).doUpdateSet({ last_seen_at: at, skew_seconds: phone.skewSeconds }))
    .execute()
}
