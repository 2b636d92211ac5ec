import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { WageAssumptions, WageReturn } from '../terms/wage-floor.ts'

/** Returns of a provider are judged one after another until the transaction ends. */
export async function lockWageReturns(tx: Tx, providerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`wages ${providerId}`}, 7210352))`.execute(tx)
}

export async function insertWageReturn(tx: Tx, sent: Omit<WageReturn, 'replacedById'>): Promise<void> {
  await tx
    .insertInto('payment.wage_return')
    .values({ id: sent.id, provider_id: sent.providerId, worker_group: sent.group, from_on: sent.fromOn.toString(), to_on: sent.toOn.toString(), document: JSON.stringify(sent.document), replaces_id: sent.replacesId, reason: sent.reason, sent_at: sent.sentAt.toString(), sent_by: sent.sentBy })
    .execute()
}

export async function insertWageAssumptions(tx: Tx, set: { readonly id: string; readonly document: WageAssumptions; readonly setAt: Temporal.Instant; readonly setBy: string }): Promise<void> {
  await tx.insertInto('payment.wage_assumptions').values({ id: set.id, document: JSON.stringify(set.document), set_at: set.setAt.toString(), set_by: set.setBy }).execute()
}
