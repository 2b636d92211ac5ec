import { personLabels } from '../../care/public.ts'
import { listRates, listZones } from '../../market/public.ts'
import type { Rate, Zone } from '../../market/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { findPayLine, listLinesOfVisit } from '../store/pay-line.read.ts'
import { findRuleSet } from '../store/rule-set.read.ts'
import type { RuleSet } from '../terms/rule-set.ts'
import type { PayLine, Statement } from '../terms/statement.ts'
import { getStatement } from './one-statement.ts'

/** A line with all that explains it. */
export interface ExplainedLine {
  readonly statement: Statement
  readonly providerName: string
  readonly line: PayLine
  readonly person: { readonly reference: string; readonly initials: string } | undefined
  readonly ruleSet: RuleSet
  readonly rate: Rate | undefined
  readonly zones: readonly Zone[]
  /** The visit's first line and every adjustment of it, this one among them. */
  readonly lines: readonly { readonly line: PayLine; readonly statementNumber: string }[]
}

/** One line of a statement. Throws `NotFound`, also for a statement that is not the actor's own. */
export async function getExplainedLine(house: House, actor: Actor, statementId: string, payLineId: number): Promise<ExplainedLine> {
  return read(house, actor, async (work) => {
    const { statement, providerName } = await getStatement(work, statementId)
    const line = await findPayLine(work.tx, statementId, payLineId)
    const ruleSet = line === undefined ? undefined : await findRuleSet(work.tx, line.ruleSetId)
    if (line === undefined || ruleSet === undefined) throw new NotFound('The line')
    return {
      statement,
      providerName,
      line,
      person: line.personId === null ? undefined : (await personLabels(work, [line.personId])).get(line.personId),
      ruleSet,
      rate: (await listRates(work, statement.frameworkId)).find((each) => each.id === line.rateId),
      zones: await listZones(work, statement.frameworkId),
      lines: await listLinesOfVisit(work.tx, line.adjustsLineId ?? line.id),
    }
  })
}
