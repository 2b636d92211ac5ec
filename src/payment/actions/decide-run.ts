import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { notify, notifyEach } from '../../platform/notify/notify.ts'
import { amountToApprove, approvalStanding, mayDecideRun, whoseRun } from '../rules/approve-run.ts'
import { runChecks } from '../rules/run-checks.ts'
import { checkFacts } from '../reads/check-facts.ts'
import { listApprovalLimits } from '../store/approval-limit.read.ts'
import { listStatements } from '../store/statement.read.ts'
import { STATEMENT_ISSUED, RUN_PAYMENT } from '../terms.ts'
import { APPROVE_PAY_RUNS, type ApprovalStanding } from '../terms/approval.ts'
import type { PayRun } from '../terms.ts'
import { awaitInvoices } from './invoice-holds.ts'
import { lockRun, recordRunEvent } from './record-run-event.ts'

/** Puts a draft forward for approval. Throws `Refused` when it is no draft or a check stops it, `NotFound`. */
export async function putForwardRun(house: House, actor: Actor, input: { readonly payRunId: string; readonly note: string | null }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, RUN_PAYMENT)
    const locked = await lockRun(work, input.payRunId)
    if (locked.state !== 'draft') throw new Refused('not-a-draft', 'Only a draft is put forward. This run has gone further.', 'decision')
    const stops = runChecks(await checkFacts(work, locked.run)).filter((check) => check.outcome === 'stop')
    if (stops.length > 0) throw new Refused('check', stops.map((check) => check.words).join(' '), 'decision')
    await recordRunEvent(work, locked, { kind: 'put-forward', note: input.note })
    const fields = { period: periodOf(locked.run), by: actor.name, link: `/pay-runs/${locked.run.id}` }
    for (const role of APPROVE_PAY_RUNS.roles) await notify(work, { organisationId: null, role }, 'pay-run-to-approve', fields)
    work.audit({ kind: 'pay-run-put-forward', subjectKind: 'pay-run', subjectId: locked.run.id })
  })
}

/** What somebody says to a run in review: `note` is the reason when it is sent back. */
export interface RunDecision {
  readonly payRunId: string
  readonly isApproved: boolean
  readonly note: string | null
}

/**
 * Approves a run, which issues its statements to the providers, or sends it back with a reason. Of many at once one approves, and each of the others is refused.
 * Throws `Refused` for whoever ran it or put it forward, a program, and an amount over the approver's limit; `NotFound`.
 */
export async function decideRun(house: House, actor: Actor, input: RunDecision): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, APPROVE_PAY_RUNS)
    if (!input.isApproved && input.note === null) throw new Refused('reason', 'Say why it is sent back', 'note')
    const locked = await lockRun(work, input.payRunId)
    const { run, events, state } = locked
    const statements = await listStatements(work.tx, { payRunId: run.id })
    const amountPence = amountToApprove(statements)
    const standing = await standingOf(work)
    const decided = mayDecideRun(
      { state, amountPence, whose: whoseRun({ ranBy: { accountId: run.runByAccount, name: run.runBy } }, events) },
      { accountId: actor.userId, name: actor.name, isProgram: isProgram(actor), standing },
      input.isApproved,
    )
    if (!decided.ok) throw new Refused(decided.reasons[0]?.clause ?? 'refused', decided.reasons.map((reason) => reason.words).join(' '), 'decision')
    if (decided.value === 'send-back') {
      await recordRunEvent(work, locked, { kind: 'sent-back', note: input.note })
      await notify(work, { organisationId: null, role: 'finance-officer' }, 'pay-run-sent-back', { period: periodOf(run), link: `/pay-runs/${run.id}` })
      work.audit({ kind: 'pay-run-sent-back', subjectKind: 'pay-run', subjectId: run.id })
      return
    }
    await recordRunEvent(work, locked, { kind: 'approved', note: input.note, amountPence, limitPence: standing.limitPence })
    await awaitInvoices(work, statements)
    for (const each of statements) work.announce(STATEMENT_ISSUED, [each.providerId], { statementId: each.id, link: `/statements/${each.id}` })
    const messages = statements.map((each) => ({ organisationId: each.providerId, fields: { statement: each.number, to: wordsForDate(run.toOn), link: `/statements/${each.id}` } }))
    if (messages.length > 0) await notifyEach(work, 'provider-finance', 'statement-ready', messages)
    work.audit({ kind: 'pay-run-approved', subjectKind: 'pay-run', subjectId: run.id, detail: { amountPence, limitPence: standing.limitPence, statements: statements.length } })
  })
}

/** Up to how much the actor may approve a run. */
export async function standingOf(work: Work): Promise<ApprovalStanding> {
  if (work.actor.role === 'system') return { limitPence: null, from: 'unset' }
  return approvalStanding(await listApprovalLimits(work.tx), { role: work.actor.role, accountId: work.actor.userId })
}

/** True for API tokens and jobs of the house. */
export function isProgram(actor: Actor): boolean {
  return actor.role === 'system' || actor.scopes !== null
}

function periodOf(run: PayRun): string {
  return `${wordsForDate(run.fromOn)} to ${wordsForDate(run.toOn)}`
}
