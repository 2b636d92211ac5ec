import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { replyByNow } from './reply-by-now.ts'

/** Whether a provider holds an open offer of a package, or its placement. */
export async function holdsOfferOrPlacement(tx: Tx, packageId: string, providerId: string, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select exists (select from brokerage.offer o join brokerage.call_off c on c.id = o.call_off_id
      where o.package_id = ${packageId} and o.provider_id = ${providerId} and c.closed_at is null and ${replyByNow} > ${now.toString()}::timestamptz
        and not exists (select from brokerage.offer_answer a where a.offer_id = o.id))
    or exists (select from brokerage.placement p where p.package_id = ${packageId} and p.provider_id = ${providerId}) as is`.execute(tx)
  return rows[0]?.is === true
}
