import { sql } from 'kysely'
import type { Db } from './handles.ts'

/** A reference that some row of a table breaks. */
export interface BrokenReference {
  readonly table: string
  readonly constraint: string
}

/** The first foreign key that some row breaks, looked for key by key over whole tables; undefined when every reference holds. */
export async function findBrokenReference(db: Db): Promise<BrokenReference | undefined> {
  const { rows } = await sql<{ constraint: string; child: string; parent: string; columns: string[]; keys: string[] }>`
    select k.conname as constraint, k.conrelid::regclass::text as child, k.confrelid::regclass::text as parent,
      array(select a.attname::text from unnest(k.conkey) with ordinality as c(number, place) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.number order by c.place) as columns,
      array(select a.attname::text from unnest(k.confkey) with ordinality as c(number, place) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = c.number order by c.place) as keys
    from pg_constraint k where k.contype = 'f' order by k.conname`.execute(db)
  for (const { constraint, child, parent, columns, keys } of rows) {
    const whole = sql.join(columns.map((column) => sql`child.${sql.ref(column)} is not null`), sql` and `)
    const same = sql.join(columns.map((column, index) => sql`parent.${sql.ref(keys[index] ?? '')} = child.${sql.ref(column)}`), sql` and `)
    const broken = await sql`select 1 from ${sql.raw(child)} child where ${whole} and not exists (select from ${sql.raw(parent)} parent where ${same}) limit 1`.execute(db)
    if (broken.rows.length > 0) return { table: child, constraint }
  }
  return undefined
}
