import { sql } from 'kysely'
import type { House } from '../../src/platform/action/work.ts'

/** What is written because somebody looked, on purpose: the log of who saw what, and their sessions; and the numbers of transactions. */
const LOOKING = /^(audit\.|access\.session$|kept\.)/

/** A digest of the rows of every other table of a house's database, by table: equal before and after means that nothing was changed. */
export async function tableDigests(house: House): Promise<Readonly<Record<string, string>>> {
  const { rows: tables } = await sql<{ name: string }>`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'pgboss') order by 1`.execute(house.db)
  const digests: Record<string, string> = {}
  for (const { name } of tables.filter((each) => !LOOKING.test(each.name))) {
    const { rows } = await sql<{ digest: string }>`select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${sql.raw(name)} t`.execute(house.db)
    digests[name] = rows[0]?.digest ?? ''
  }
  return digests
}
