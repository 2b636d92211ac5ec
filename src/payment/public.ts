import type { Work } from '../platform/action/work.ts'
import * as statements from './store/statement.read.ts'
import type { Statement } from './terms.ts'

/** Statements with their totals, the latest period first; of a provider, a framework or a run. No permission is asked; row-level security keeps a provider to its own. */
export async function listStatements(work: Work, filter: { readonly providerId?: string; readonly frameworkId?: string; readonly payRunId?: string } = {}): Promise<Statement[]> {
  return statements.listStatements(work.tx, filter)
}
