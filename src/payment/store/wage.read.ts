import type { Tx } from '../../platform/db/handles.ts'
import { wageAssumptions, wageDocument, type WageAssumptions, type WageReturn } from '../terms/wage-floor.ts'

/** Wage returns, the latest period first: of a provider, one by its id, or only those that nothing replaced. A provider's role sees its own. */
export async function listWageReturns(tx: Tx, filter: { readonly id?: string; readonly providerId?: string | undefined; readonly isStanding?: boolean }): Promise<WageReturn[]> {
  let query = tx
    .selectFrom('payment.wage_return as w')
    .leftJoin('payment.wage_return as later', 'later.replaces_id', 'w.id')
    .selectAll('w')
    .select('later.id as replaced_by_id')
    .orderBy('w.to_on', 'desc')
    .orderBy('w.from_on', 'desc')
    .orderBy('w.provider_id')
    .orderBy('w.worker_group')
    .orderBy('w.sent_at', 'desc')
    .orderBy('w.id')
  if (filter.id !== undefined) query = query.where('w.id', '=', filter.id)
  if (filter.providerId !== undefined) query = query.where('w.provider_id', '=', filter.providerId)
  if (filter.isStanding === true) query = query.where('later.id', 'is', null)
  return (await query.execute()).map((row) => ({
    id: row.id,
    providerId: row.provider_id,
    group: row.worker_group,
    fromOn: Temporal.PlainDate.from(row.from_on),
    toOn: Temporal.PlainDate.from(row.to_on),
    document: wageDocument.parse(row.document),
    replacesId: row.replaces_id,
    reason: row.reason,
    replacedById: row.replaced_by_id,
    sentAt: Temporal.Instant.from(row.sent_at),
    sentBy: row.sent_by,
  }))
}

/** The assumptions that hold, with who set them; undefined while nobody has. */
export async function findWageAssumptions(tx: Tx): Promise<{ readonly document: WageAssumptions; readonly setAt: Temporal.Instant; readonly setBy: string } | undefined> {
  const row = await tx.selectFrom('payment.wage_assumptions').selectAll().orderBy('set_at', 'desc').orderBy('id').limit(1).executeTakeFirst()
  return row === undefined ? undefined : { document: wageAssumptions.parse(row.document), setAt: Temporal.Instant.from(row.set_at), setBy: row.set_by }
}
