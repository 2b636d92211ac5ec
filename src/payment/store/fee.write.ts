import type { Tx } from '../../platform/db/handles.ts'
import type { FeeResult, FeeTerms } from '../terms/fee-at-risk.ts'

/** Adds terms; answers false when some begin on that day already. */
export async function insertFeeTerms(tx: Tx, terms: FeeTerms): Promise<boolean> {
  const row = await tx
    .insertInto('payment.fee_terms')
    .values({ id: terms.id, framework_id: terms.frameworkId, from_on: terms.fromOn.toString(), document: JSON.stringify(terms.document), set_at: terms.setAt.toString(), set_by: terms.setBy })
    .onConflict((conflict) => conflict.constraint('fee_terms_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function insertFeeResult(tx: Tx, result: Omit<FeeResult, 'fromOn' | 'toOn' | 'contest' | 'decision' | 'applied'>): Promise<void> {
  await tx
    .insertInto('payment.fee_result')
    .values({ id: result.id, framework_id: result.frameworkId, pay_run_id: result.payRunId, provider_id: result.providerId, zone_id: result.zoneId, terms_id: result.termsId, fee_pence: result.feePence, at_risk_pence: result.atRiskPence, requirements: JSON.stringify(result.requirements), pence: result.pence, contest_until: result.contestUntil.toString(), measured_at: result.measuredAt.toString(), measured_by: result.measuredBy })
    .execute()
}

interface Deed {
  readonly feeResultId: string
  readonly providerId: string
  readonly reason: string
  readonly at: Temporal.Instant
  readonly by: string
}

/** Answers false when it was contested before. */
export async function insertFeeContest(tx: Tx, contest: Deed): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('payment.fee_contest')
    .values({ fee_result_id: contest.feeResultId, provider_id: contest.providerId, reason: contest.reason, contested_at: contest.at.toString(), contested_by: contest.by })
    .onConflict((conflict) => conflict.column('fee_result_id').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Answers false when it was decided before. */
export async function insertFeeDecision(tx: Tx, decision: Deed & { readonly pence: number }): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('payment.fee_decision')
    .values({ fee_result_id: decision.feeResultId, provider_id: decision.providerId, pence: decision.pence, reason: decision.reason, decided_at: decision.at.toString(), decided_by: decision.by })
    .onConflict((conflict) => conflict.column('fee_result_id').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function insertFeeApplied(tx: Tx, applied: { readonly feeResultId: string; readonly providerId: string; readonly statementId: string; readonly pence: number; readonly at: Temporal.Instant }): Promise<void> {
  await tx.insertInto('payment.fee_applied').values({ fee_result_id: applied.feeResultId, provider_id: applied.providerId, statement_id: applied.statementId, pence: applied.pence, applied_at: applied.at.toString() }).execute()
}
