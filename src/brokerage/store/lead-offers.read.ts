import type { Tx } from '../../platform/db/handles.ts'

/** Offers to leads of a framework that were answered since an instant, withdrawn ones left out, by zone and provider. */
export async function listLeadOffers(tx: Tx, filter: { readonly frameworkId: string; readonly since: Temporal.Instant }): Promise<{ zoneId: string; providerId: string; answered: number; accepted: number }[]> {
  const rows = await tx
    .selectFrom('brokerage.offer as o')
    .innerJoin('brokerage.offer_answer as a', 'a.offer_id', 'o.id')
    .innerJoin('brokerage.call_off as c', 'c.id', 'o.call_off_id')
    .innerJoin('brokerage.call_off_place as s', (join) => join.onRef('s.call_off_id', '=', 'o.call_off_id').onRef('s.provider_id', '=', 'o.provider_id'))
    .select((is) => ['c.zone_id', 'o.provider_id', is.fn.countAll().as('answered'), is.fn.countAll().filterWhere('a.answer', '=', 'accepted').as('accepted')])
    .where('c.framework_id', '=', filter.frameworkId)
    .where('s.tier', '=', 'lead')
    .where('a.answer', '!=', 'withdrawn')
    .where('a.answered_at', '>=', filter.since.toString())
    .groupBy(['c.zone_id', 'o.provider_id'])
    .orderBy('c.zone_id')
    .orderBy('o.provider_id')
    .execute()
  return rows.map((row) => ({ zoneId: row.zone_id, providerId: row.provider_id, answered: Number(row.answered), accepted: Number(row.accepted) }))
}
