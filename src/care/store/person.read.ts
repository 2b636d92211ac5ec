import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { Person, PersonSearch } from '../terms.ts'

const COLUMNS = ['id', 'reference', 'external_reference', 'given_name', 'family_name', 'born_on', 'address', 'postcode', 'phone', 'lives_alone', 'languages', 'gender'] as const

interface PersonRow {
  id: string
  reference: string
  external_reference: string | null
  given_name: string
  family_name: string
  born_on: string | null
  address: string
  postcode: string
  phone: string | null
  lives_alone: boolean | null
  languages: string[]
  gender: string | null
}

/** People by id. Row-level security decides which of them a provider is given. */
export async function listPersonRows(tx: Tx, ids: readonly string[]): Promise<Person[]> {
  const rows = await tx.selectFrom('care.person').select(COLUMNS).where('id', '=', sql<string>`any(${[...ids]}::uuid[])`).execute()
  return rows.map(personOf)
}

/** People by the reference of the council's case system. */
export async function listByExternalReference(tx: Tx, references: readonly string[]): Promise<Person[]> {
  const rows = await tx.selectFrom('care.person').select(COLUMNS).where('external_reference', '=', sql<string>`any(${[...references]}::text[])`).execute()
  return rows.map(personOf)
}

/** Ids by the reference shown to staff and providers (P100001). */
export async function listIdsByReference(tx: Tx, references: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('care.person').select(['id', 'reference']).where('reference', '=', sql<string>`any(${[...references]}::text[])`).execute()
  return new Map(rows.map((row) => [row.reference, row.id]))
}

/** People with the same name and date of birth, whatever their references. Compared without case. */
export async function listNamesakes(tx: Tx, who: { givenName: string; familyName: string; bornOn: string | null }): Promise<Person[]> {
  const rows = await tx
    .selectFrom('care.person')
    .select(COLUMNS)
    .where(sql`lower(family_name)`, '=', who.familyName.toLowerCase())
    .where(sql`lower(given_name)`, '=', who.givenName.toLowerCase())
    .where('born_on', 'is not distinct from', who.bornOn)
    .limit(5)
    .execute()
  return rows.map(personOf)
}

/**
 * People who fit a search, by family name. Every word of a name must begin the given name or a part of the family name.
 * Answers at most `limit` and one more, so that the caller can tell that there are others.
 */
export async function searchPersonRows(tx: Tx, search: PersonSearch, limit: number): Promise<Person[]> {
  let query = tx.selectFrom('care.person').select(COLUMNS)
  if (search.by === 'name') {
    for (const word of search.words) query = query.where(sql`' ' || lower(given_name) || ' ' || lower(family_name)`, 'like', `% ${likeText(word.toLowerCase())}%`)
  } else if (search.by === 'postcode') {
    query = query.where('postcode', 'like', `${likeText(search.text.toUpperCase())}%`)
  } else {
    query = query.where((where) => where.or([where(sql`upper(reference)`, '=', search.text.toUpperCase()), where(sql`upper(external_reference)`, '=', search.text.toUpperCase())]))
  }
  const rows = await query.orderBy('family_name').orderBy('given_name').orderBy('reference').limit(limit + 1).execute()
  return rows.map(personOf)
}

function likeText(text: string): string {
  return text.replace(/[%_\\]/g, '\\$&')
}

function personOf(row: PersonRow): Person {
  return {
    id: row.id,
    reference: row.reference,
    externalReference: row.external_reference,
    givenName: row.given_name,
    familyName: row.family_name,
    bornOn: row.born_on === null ? null : Temporal.PlainDate.from(row.born_on),
    address: row.address,
    postcode: row.postcode,
    phone: row.phone,
    livesAlone: row.lives_alone,
    languages: row.languages,
    gender: row.gender,
  }
}
