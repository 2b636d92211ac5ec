import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'

/** A tag at somebody's home. */
export interface HomeTag {
  readonly id: string
  readonly providerId: string
  readonly personId: string
  readonly code: string
  readonly madeAt: Temporal.Instant
  readonly revokedAt: Temporal.Instant | null
}

/** A provider's tags, newest first; revoked ones too. */
export async function listHomeTags(tx: Tx, providerId: string): Promise<HomeTag[]> {
  const rows = await tags(tx).where('provider_id', '=', providerId).orderBy('made_at', 'desc').orderBy('id').execute()
  return rows.map(tag)
}

/** A provider's tags with some codes. */
export async function listTagsByCode(tx: Tx, providerId: string, codes: readonly string[]): Promise<HomeTag[]> {
  if (codes.length === 0) return []
  const rows = await tags(tx).where('provider_id', '=', providerId).where('code', '=', sql<string>`any(${[...codes]}::text[])`).execute()
  return rows.map(tag)
}

/** One tag, or undefined when this transaction's role may not see it. */
export async function findHomeTag(tx: Tx, id: string): Promise<HomeTag | undefined> {
  const row = await tags(tx).where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : tag(row)
}

function tags(tx: Tx) {
  return tx.selectFrom('visits.home_tag').select(['id', 'provider_id', 'person_id', 'code', 'made_at', 'revoked_at'])
}

function tag(row: { id: string; provider_id: string; person_id: string; code: string; made_at: string; revoked_at: string | null }): HomeTag {
  return { id: row.id, providerId: row.provider_id, personId: row.person_id, code: row.code, madeAt: Temporal.Instant.from(row.made_at), revokedAt: row.revoked_at === null ? null : Temporal.Instant.from(row.revoked_at) }
}
