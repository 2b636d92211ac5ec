import { sql } from 'kysely'
import type { House } from '../../src/platform/action/work.ts'
import type { Tx } from '../../src/platform/db/handles.ts'

/** Something that must not be read: what it is, and the text that gives it away. */
export interface Needle {
  readonly what: string
  readonly text: string
}

/** The needles that a text holds, each in words. Case and web escapes are no hiding place. */
export function leaksIn(text: string, needles: readonly Needle[]): string[] {
  const plain = text.replaceAll('&#39;', "'").replaceAll('&amp;', '&').toLowerCase()
  return needles.filter((needle) => plain.includes(needle.text.toLowerCase())).map((needle) => `${needle.what} (${needle.text})`)
}

/** All that provider `mine` may not read: the ids, numbers and name of `theirs`, and who the people are whom `mine` has not been given. */
export async function needlesAgainst(house: House, mine: string, theirs: string): Promise<Needle[]> {
  const found = await sql<Needle>`
    select 'the other provider''s id' as what, ${theirs}::text as text
    union select 'the other provider''s name', name from market.provider where id = ${theirs}
    union select 'an offer of the other', id::text from brokerage.offer where provider_id = ${theirs}
    union select 'a placement of the other', id::text from brokerage.placement where provider_id = ${theirs}
    union select 'a statement of the other', id::text from payment.statement where provider_id = ${theirs}
    union select 'a statement number of the other', number from payment.statement where provider_id = ${theirs}
    union select 'a visit file of the other', id::text from visits.visit_file where provider_id = ${theirs}
    union select 'a package not offered to it', p.id::text from care.package p where not exists (select from brokerage.offer o where o.package_id = p.id and o.provider_id = ${mine})
    union select 'the reference of a package not offered to it', p.reference from care.package p where not exists (select from brokerage.offer o where o.package_id = p.id and o.provider_id = ${mine})
    union select kind, value from care.person p
      cross join lateral (values ('the id of a person it does not care for', p.id::text), ('the family name of a person it does not care for', p.family_name),
        ('the address of a person it does not care for', p.address), ('the postcode of a person it does not care for', p.postcode)) as v (kind, value)
      where not exists (select from brokerage.placement m where m.person_id = p.id and m.provider_id = ${mine})`.execute(house.db)
  return found.rows
}

/** A table that a database role may read, by its schema and name. */
export interface OwnedTable {
  readonly name: string
  /** The column that says which provider a row belongs to. */
  readonly column: 'provider_id' | 'organisation_id'
}

/** Tables that name a provider and that everybody may read. The register of locations is the CQC's, published. */
export const PUBLIC_TABLES: readonly string[] = ['market.location']

/** Tables in which a row without a provider is the council's own, for every provider to read: who the council is on invoices. */
const COUNCIL_ROWS_TABLES: readonly string[] = ['payment.invoice_party']

/** Every table whose rows belong to a provider, as the database itself knows them: a new one is included by itself. */
export async function tablesOfProviders(house: House): Promise<OwnedTable[]> {
  const rows = await sql<OwnedTable>`select c.table_schema || '.' || c.table_name as name, c.column_name as column
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema', 'pgboss') and c.column_name in ('provider_id', 'organisation_id')
    order by 1, 2`.execute(house.db)
  return rows.rows.filter((table) => !PUBLIC_TABLES.includes(table.name))
}

/**
 * What the second wall lets provider `mine` read of another's rows: each leaking table with how many rows. Empty when it holds.
 * The transaction keeps the provider's role afterwards.
 */
export async function foreignRows(tx: Tx, mine: string, tables: readonly OwnedTable[]): Promise<string[]> {
  await becomeProvider(tx, mine)
  const leaks: string[] = []
  for (const { name, column } of tables) {
    const may = await sql<{ may: boolean }>`select has_any_column_privilege('tendwell_provider', ${name}, 'select') as may`.execute(tx)
    if (may.rows[0]?.may !== true) continue
    const found = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)} where ${sql.ref(column)} is distinct from ${mine} ${COUNCIL_ROWS_TABLES.includes(name) ? sql`and ${sql.ref(column)} is not null` : sql``}`.execute(tx)
    const n = found.rows[0]?.n ?? 0
    if (n > 0) leaks.push(`${name}: ${String(n)} rows`)
  }
  return leaks
}

/** Takes the database role of providers on, for one of them. */
export async function becomeProvider(tx: Tx, providerId: string): Promise<void> {
  await sql`select set_config('tendwell.organisation_id', ${providerId}, true)`.execute(tx)
  await sql`set local role tendwell_provider`.execute(tx)
}

/** Tables that people receiving care may read in part and that are nobody's: the names of providers. */
const PEOPLES_PUBLIC_TABLES: readonly string[] = ['market.provider']

/** Every table of which the role of people receiving care may read anything, as the database itself knows them. */
export async function tablesOfPeople(house: House): Promise<string[]> {
  const rows = await sql<{ name: string }>`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'v', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and has_any_column_privilege('tendwell_person', c.oid, 'select')
    order by 1`.execute(house.db)
  return rows.rows.map((row) => row.name).filter((name) => !PEOPLES_PUBLIC_TABLES.includes(name))
}

/** Which person a row of a table is about, in SQL over the row `t`. A table that is missing here fails the test that looks. */
const WHOSE_ROW: Readonly<Record<string, string>> = {
  'care.person': 't.id',
  'care.referral': 't.person_id',
  'care.package': 't.person_id',
  'care.pattern_visit': '(select k.person_id from care.package k where k.id = t.package_id)',
  'brokerage.placement': 't.person_id',
  'brokerage.placement_end': '(select p.person_id from brokerage.placement p where p.id = t.placement_id)',
  'visits.planned_visit': 't.person_id',
}

/** What the second wall lets a person read of other people's rows: each leaking table with how many rows. Empty when it holds. */
export async function rowsOfOthers(tx: Tx, personId: string, tables: readonly string[]): Promise<string[]> {
  const leaks: string[] = []
  for (const name of tables) {
    const whose = WHOSE_ROW[name]
    if (whose === undefined) {
      leaks.push(`${name}: nobody has said whose its rows are`)
      continue
    }
    // Counted by the person, judged by the owner: what the person's role cannot see must not hide whose row it is.
    await sql`reset role`.execute(tx)
    const own = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)} t where ${sql.raw(whose)} = ${personId}`.execute(tx)
    await becomePerson(tx, personId)
    const seen = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`.execute(tx)
    const more = (seen.rows[0]?.n ?? 0) - (own.rows[0]?.n ?? 0)
    if (more !== 0) leaks.push(`${name}: ${String(more)} rows`)
  }
  return leaks
}

/** Takes the database role of people receiving care on, for one of them. */
export async function becomePerson(tx: Tx, personId: string): Promise<void> {
  await sql`select set_config('tendwell.person_id', ${personId}, true)`.execute(tx)
  await sql`set local role tendwell_person`.execute(tx)
}

/** A print of all of a provider's rows: the same as long as nobody has added, changed or removed one. */
export async function printOf(house: House, providerId: string, tables: readonly OwnedTable[]): Promise<Record<string, string>> {
  const prints: Record<string, string> = {}
  for (const { name, column } of tables) {
    const row = await sql<{ print: string }>`select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print from ${sql.table(name)} t where ${sql.ref(column)} = ${providerId}`.execute(house.db)
    prints[name] = row.rows[0]?.print ?? ''
  }
  return prints
}
