import type { Tx } from '../../platform/db/handles.ts'
import { mappingDocument, type KeptMapping } from '../terms/mapping.ts'

/** The newest mapping of a provider for tables with these headings. */
export async function findMapping(tx: Tx, providerId: string, headerSha256: string): Promise<KeptMapping | undefined> {
  const row = await tx.selectFrom('visits.mapping').select(['id', 'version', 'document']).where('provider_id', '=', providerId).where('header_sha256', '=', headerSha256).orderBy('version', 'desc').limit(1).executeTakeFirst()
  return row === undefined ? undefined : { id: row.id, version: row.version, document: mappingDocument.parse(row.document) }
}
