import type { Tx } from '../../platform/db/handles.ts'
import { exceptionSettingsDocument, type ExceptionSettingsVersion } from '../terms/exception-settings.ts'

/** Every version of every framework's settings, the latest first. There are few. */
export async function listExceptionSettings(tx: Tx, frameworkId?: string): Promise<ExceptionSettingsVersion[]> {
  let query = tx.selectFrom('visits.exception_settings').selectAll().orderBy('id', 'desc')
  if (frameworkId !== undefined) query = query.where('framework_id', '=', frameworkId)
  return (await query.execute()).map((row) => ({
    id: row.id,
    frameworkId: row.framework_id,
    fromOn: Temporal.PlainDate.from(row.from_on),
    document: exceptionSettingsDocument.parse(row.document),
    source: row.source,
    setAt: Temporal.Instant.from(row.set_at),
    setBy: row.set_by,
  }))
}
