import type { Work } from '../../platform/action/work.ts'
import { heldLines } from '../rules/hold-on.ts'
import type { CheckFacts } from '../rules/run-checks.ts'
import { listHolds, listUnpaidUnderHold } from '../store/hold.read.ts'
import { listPayRunSums, listSumsByPlace } from '../store/pay-run.read.ts'
import { listStatements } from '../store/statement.read.ts'
import type { PayRun } from '../terms.ts'
import type { HeldLine } from '../terms/hold.ts'
import type { Statement } from '../terms/statement.ts'

/** The lines of a run that are held now and that no export has paid. */
export async function heldOfRun(work: Work, run: Pick<PayRun, 'id'>, statements: readonly Statement[]): Promise<HeldLine[]> {
  const holds = await listHolds(work.tx, { isStanding: true, providerIds: statements.map((each) => each.providerId) })
  return holds.length === 0 ? [] : heldLines(await listUnpaidUnderHold(work.tx, { payRunId: run.id }, holds), holds)
}

/** The facts on which a run is checked. */
export async function checkFacts(work: Work, run: PayRun): Promise<CheckFacts> {
  const statements = await listStatements(work.tx, { payRunId: run.id })
  const parts = await listSumsByPlace(work.tx, run.id)
  const held = await heldOfRun(work, run, statements)
  const before = (await listPayRunSums(work.tx, { frameworkId: run.frameworkId })).find((each) => Temporal.PlainDate.compare(each.fromOn, run.fromOn) < 0)
  return {
    statements,
    partsPence: parts.reduce((sum, part) => sum + part.pence, 0),
    held: { lines: held.length, pence: held.reduce((sum, line) => sum + line.pence, 0) },
    previousPence: before?.totalPence,
  }
}
