import { getFramework, getProvider } from '../../market/public.ts'
import { need, isOwnOrganisation } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { listStatements } from '../store/statement.read.ts'
import { SEE_STATEMENTS } from '../terms.ts'
import type { Statement } from '../terms/statement.ts'

/** A statement with the names on it. Asks the permission; a stranger's statement is not found. */
export async function getStatement(work: Work, statementId: string): Promise<{ readonly statement: Statement; readonly providerName: string; readonly frameworkName: string }> {
  need(work.actor, SEE_STATEMENTS)
  const [statement] = await listStatements(work.tx, { id: statementId })
  if (statement === undefined || !isOwnOrganisation(work.actor, statement.providerId)) throw new NotFound('The statement')
  const provider = await getProvider(work, statement.providerId)
  const framework = await getFramework(work, statement.frameworkId)
  return { statement, providerName: provider.name, frameworkName: framework.name }
}

/** As `getStatement`, in a read of its own. */
export async function seeStatement(house: House, actor: Actor, statementId: string) {
  return read(house, actor, (work) => getStatement(work, statementId))
}
