import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../platform/db/handles.ts'
import { mappingDocument, type KeptMapping, type MappingEvent, type SavedMapping } from '../terms/mapping.ts'

/** The newest mapping of a provider for tables with these headings; undefined also when it is withdrawn. */
export async function findMapping(tx: Tx, providerId: string, headerSha256: string): Promise<KeptMapping | undefined> {
  const newest = await findNewestMapping(tx, providerId, headerSha256)
  return newest?.isWithdrawn === true ? undefined : newest
}

/** The mapping, not withdrawn, that was saved last among those of some digests, with its headings; for XML, in which several elements may be known. */
export async function findMappingAmong(tx: Tx, providerId: string, headerSha256s: readonly string[]): Promise<(KeptMapping & { readonly headerSha256: string; readonly headings: readonly string[] }) | undefined> {
  const { rows } = await sql<{ id: string; version: number; document: unknown; header_sha256: string; headings: unknown }>`
    select m.id, m.version, m.document, m.header_sha256, m.headings from visits.mapping m
    where m.provider_id = ${providerId} and m.header_sha256 = any(${[...headerSha256s]}::text[])
      and not exists (select from visits.mapping l where l.provider_id = m.provider_id and l.header_sha256 = m.header_sha256 and l.version > m.version)
      and not exists (select from visits.mapping_note n where n.mapping_id = m.id and n.kind = 'withdrawn')
    order by m.saved_at desc, m.id limit 1`.execute(tx)
  const [row] = rows
  return row === undefined ? undefined : { id: row.id, version: row.version, document: mappingDocument.parse(row.document), headerSha256: row.header_sha256, headings: z.array(z.string()).parse(row.headings) }
}

/** The newest mapping with just these headings, whatever it was saved for; undefined when it is withdrawn. */
export async function findMappingWithHeadings(tx: Tx, providerId: string, headings: readonly string[]): Promise<KeptMapping | undefined> {
  const { rows } = await sql<{ header_sha256: string }>`
    select m.header_sha256 from visits.mapping m where m.provider_id = ${providerId} and m.headings = ${JSON.stringify(headings)}::jsonb order by m.saved_at desc limit 1`.execute(tx)
  return rows[0] === undefined ? undefined : findMapping(tx, providerId, rows[0].header_sha256)
}

/** The newest version of a mapping, withdrawn or not. */
export async function findNewestMapping(tx: Tx, providerId: string, headerSha256: string): Promise<(KeptMapping & { readonly isWithdrawn: boolean }) | undefined> {
  const { rows } = await sql<{ id: string; version: number; document: unknown; is_withdrawn: boolean }>`
    select m.id, m.version, m.document, exists (select from visits.mapping_note n where n.mapping_id = m.id and n.kind = 'withdrawn') as is_withdrawn
    from visits.mapping m where m.provider_id = ${providerId} and m.header_sha256 = ${headerSha256} order by m.version desc limit 1`.execute(tx)
  const [row] = rows
  return row === undefined ? undefined : { id: row.id, version: row.version, document: mappingDocument.parse(row.document), isWithdrawn: row.is_withdrawn }
}

interface Row {
  id: string
  version: number
  headings: unknown
  document: unknown
  saved_at: string
  saved_by: string
  name: string | null
  is_withdrawn: boolean
  files: number
  used_at: string | null
  used_by: string | null
}

/** The newest version of each mapping of a provider, those that stand first; with `mappingId`, of the mapping of which that is a version. */
export async function listMappings(tx: Tx, providerId: string, mappingId: string | null = null): Promise<SavedMapping[]> {
  const { rows } = await sql<Row>`
    select m.id, m.version, m.headings, m.document, m.saved_at, m.saved_by,
      (select n.name from visits.mapping_note n join visits.mapping v on v.id = n.mapping_id where v.provider_id = m.provider_id and v.header_sha256 = m.header_sha256 and n.kind = 'renamed' order by n.id desc limit 1) as name,
      exists (select from visits.mapping_note n where n.mapping_id = m.id and n.kind = 'withdrawn') as is_withdrawn, coalesce(used.files, 0)::int as files, used.at as used_at, used.by as used_by
    from visits.mapping m
    left join lateral (select count(*) as files, max(f.received_at) as at, (array_agg(f.received_by order by f.received_at desc))[1] as by
      from visits.visit_file f join visits.mapping v on v.id = f.mapping_id where f.provider_id = m.provider_id and v.header_sha256 = m.header_sha256) used on true
    where m.provider_id = ${providerId} and not exists (select from visits.mapping l where l.provider_id = m.provider_id and l.header_sha256 = m.header_sha256 and l.version > m.version)
      and (${mappingId}::uuid is null or m.header_sha256 = (select o.header_sha256 from visits.mapping o where o.id = ${mappingId}::uuid and o.provider_id = m.provider_id))
    order by is_withdrawn, used.at desc nulls last, m.saved_at desc`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    name: row.name,
    headings: z.array(z.string()).parse(row.headings),
    document: mappingDocument.parse(row.document),
    savedAt: Temporal.Instant.from(row.saved_at),
    savedBy: row.saved_by,
    isWithdrawn: row.is_withdrawn,
    files: row.files,
    usedAt: row.used_at === null ? null : Temporal.Instant.from(row.used_at),
    usedBy: row.used_by,
  }))
}

/** What became of a mapping, newest first: versions saved, names given, withdrawals. */
export async function listMappingEvents(tx: Tx, mappingId: string): Promise<MappingEvent[]> {
  const { rows } = await sql<{ kind: MappingEvent['kind']; version: number; name: string | null; at: string; by: string }>`
    with own as (select v.* from visits.mapping v join visits.mapping o on o.id = ${mappingId} and o.provider_id = v.provider_id and o.header_sha256 = v.header_sha256)
    select 'saved' as kind, version, null as name, saved_at as at, saved_by as by, 0 as nr from own
    union all select n.kind, own.version, n.name, n.said_at, n.said_by, n.id from visits.mapping_note n join own on own.id = n.mapping_id
    order by at desc, version desc, nr desc`.execute(tx)
  return rows.map(({ kind, version, name, at, by }) => ({ kind, version, name, at: Temporal.Instant.from(at), by }))
}
