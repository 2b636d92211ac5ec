import { sql, type RawBuilder } from 'kysely'

/**
 * What an id may be equal to: one of these. A single id stands by itself, because the server takes `any` for ten or so and would plan each such
 * query anew, or for too many rows.
 */
export function oneOf(ids: readonly string[]): RawBuilder<string> {
  return ids.length === 1 ? sql<string>`${ids[0]}::uuid` : sql<string>`any(${[...ids]}::uuid[])`
}
