import { getFramework, listZones, providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { holds as holdsPermission, need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { isProgram, standingOf } from '../actions/decide-run.ts'
import { amountToApprove, mayDecideRun, whoseRun } from '../rules/approve-run.ts'
import { runChecks } from '../rules/run-checks.ts'
import { runState } from '../rules/run-state.ts'
import { listRunEvents } from '../store/pay-run-event.read.ts'
import { listPayRunSums, listSumsByPlace, type PayRunSums } from '../store/pay-run.read.ts'
import { listExports, listRemittances } from '../store/payment-export.read.ts'
import { listStatements } from '../store/statement.read.ts'
import { SEE_PAY_RUNS } from '../terms.ts'
import { APPROVE_PAY_RUNS, type RunEvent, type RunState } from '../terms/approval.ts'
import type { PaymentExport, Remittance } from '../terms/export.ts'
import type { Statement } from '../terms/statement.ts'
import { checkFacts, heldOfRun } from './check-facts.ts'

/** A run with where it stands. Throws `NotFound`. */
async function getRun(work: Work, payRunId: string): Promise<{ readonly run: PayRunSums; readonly events: readonly RunEvent[]; readonly state: RunState; readonly statements: readonly Statement[] }> {
  need(work.actor, SEE_PAY_RUNS)
  const [run] = await listPayRunSums(work.tx, { payRunId })
  if (run === undefined) throw new NotFound('The payment run')
  const events = (await listRunEvents(work.tx, [run.id])).get(run.id) ?? []
  return { run, events, state: runState(run, events), statements: await listStatements(work.tx, { payRunId: run.id }) }
}

/** A run with its statements, checks, what happened to it, what is held, and whether the actor may approve it: `whyNot` says what stands in the way. */
export async function seePayRun(house: House, actor: Actor, payRunId: string) {
  return read(house, actor, async (work) => {
    const found = await getRun(work, payRunId)
    const { run, events, state, statements } = found
    const amountPence = amountToApprove(statements)
    const decided = mayDecideRun({ state, amountPence, whose: whoseRun({ ranBy: { accountId: run.runByAccount, name: run.runBy } }, events) }, { accountId: actor.userId, name: actor.name, isProgram: isProgram(actor), standing: await standingOf(work) }, true)
    return {
      ...found,
      amountPence,
      whyNot: !holdsPermission(actor, APPROVE_PAY_RUNS) ? 'You need to be able to approve payment runs.' : decided.ok ? null : decided.reasons.map((reason) => reason.words).join(' '),
      checks: runChecks(await checkFacts(work, run)),
      held: await heldOfRun(work, run, statements),
      exports: await listExports(work.tx, run.id),
      framework: await getFramework(work, run.frameworkId),
      providers: await providerNames(work, statements.map((each) => each.providerId)),
      zones: await listZones(work, run.frameworkId),
      sums: await listSumsByPlace(work.tx, run.id),
    }
  })
}

/** A run's payments files with the day each was paid, the remittances made from them, and what is held now. */
export async function seeExports(house: House, actor: Actor, payRunId: string) {
  return read(house, actor, async (work) => {
    const found = await getRun(work, payRunId)
    const exports = await listExports(work.tx, payRunId)
    const paidOn = (file: PaymentExport): Temporal.PlainDate | null => found.events.find((event) => event.kind === 'paid' && event.exportId === file.id)?.paidOn ?? null
    const remittances: Remittance[] = await listRemittances(work.tx, { exportIds: exports.map((each) => each.id) })
    return {
      ...found,
      framework: await getFramework(work, found.run.frameworkId),
      exports: exports.map((file) => ({ ...file, paidOn: paidOn(file) })),
      remittances,
      held: await heldOfRun(work, found.run, found.statements),
      providers: await providerNames(work, found.statements.map((each) => each.providerId)),
    }
  })
}
