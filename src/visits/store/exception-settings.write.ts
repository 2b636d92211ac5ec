import type { Tx } from '../../platform/db/handles.ts'
import type { ExceptionSettingsVersion } from '../terms/exception-settings.ts'

/** Adds a version of a framework's settings; answers its id. */
export async function insertExceptionSettings(tx: Tx, version: Omit<ExceptionSettingsVersion, 'id'>): Promise<number> {
  const row = await tx
    .insertInto('visits.exception_settings')
    .values({ framework_id: version.frameworkId, from_on: version.fromOn.toString(), document: JSON.stringify(version.document), source: version.source, set_at: version.setAt.toString(), set_by: version.setBy })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}
