import { sql, type RawBuilder } from 'kysely'

/** The reply-by time of the offer `o` as it is now: the one it was sent with, or the latest to which it was put off. */
export const replyByNow: RawBuilder<string> = sql<string>`greatest(o.reply_by_at, (select max(more.reply_by_at) from brokerage.offer_extension more where more.offer_id = o.id))`
