import type { Tx } from '../../platform/db/handles.ts'
import type { AnswerDifference, PartialAnswer, PartialDecision } from '../terms/partial-answer.ts'

/** Keeps what a provider can do of a package, beside its answer. */
export async function insertPartialAnswer(tx: Tx, answer: PartialAnswer): Promise<void> {
  await tx
    .insertInto('brokerage.partial_answer')
    .values({ offer_id: answer.offerId, provider_id: answer.providerId, visits: JSON.stringify(answer.visits), starts_on: answer.startsOn.toString(), note: answer.note, answered_at: answer.answeredAt.toString(), answered_by: answer.answeredBy })
    .execute()
}

/** Keeps what was decided on a partial answer, with the difference as it was seen; false when it was decided before. */
export async function insertPartialDecision(tx: Tx, providerId: string, decision: PartialDecision, difference: Pick<AnswerDifference, 'ruleVersion' | 'reasons'>): Promise<boolean> {
  const row = await tx
    .insertInto('brokerage.partial_decision')
    .values({ offer_id: decision.offerId, provider_id: providerId, decision: decision.decision, agreed_by: decision.agreedBy, reason: decision.reason, rule_version: difference.ruleVersion, reasons: JSON.stringify(difference.reasons), decided_at: decision.decidedAt.toString(), decided_by: decision.decidedBy })
    .onConflict((conflict) => conflict.constraint('partial_decision_pk').doNothing())
    .returning('offer_id')
    .executeTakeFirst()
  return row !== undefined
}
