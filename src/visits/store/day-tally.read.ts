import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'

/** Days between two, ends included, whose visits are to be counted (anew): never counted, or something was recorded since, and nothing in the last hour, after which a count would not be kept. The latest first. */
export async function listDaysToTally(tx: Tx, fromOn: Temporal.PlainDate, toOn: Temporal.PlainDate, now: Temporal.Instant): Promise<string[]> {
  const [from, to] = [fromOn.toString(), toOn.toString()]
  const { rows } = await sql<{ day: string }>`
    select d::date::text as day from generate_series(${from}::date, ${to}::date, interval '1 day') d
    where d::date not in (select visits.published_kept_day(${from}::date, ${to}::date, 'infinity'))
      and d::date not in (select visit_on from visits.visit_change where changed_at >= ${now.toString()}::timestamptz - interval '1 hour')
    order by d desc`.execute(tx)
  return rows.map((row) => row.day)
}

/** When the day that was looked at longest ago was looked at; undefined when none is counted. */
export async function findOldestTally(tx: Tx): Promise<Temporal.Instant | undefined> {
  const row = await tx.selectFrom('visits.tallied_day').select((is) => is.fn.min('counted_at').as('at')).executeTakeFirst()
  return row?.at == null ? undefined : Temporal.Instant.from(row.at)
}
