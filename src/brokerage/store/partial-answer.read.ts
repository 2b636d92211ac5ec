import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../platform/db/handles.ts'
import { offeredVisit, type AgreedBy, type PartialAnswer, type PartialDecision, type PartialDecisionKind } from '../terms/partial-answer.ts'

const offeredVisits = z.array(offeredVisit)

/** The partial answers to some offers, by offer. A provider's role sees its own. */
export async function listPartialAnswers(tx: Tx, offerIds: readonly string[]): Promise<Map<string, PartialAnswer>> {
  if (offerIds.length === 0) return new Map()
  const rows = await tx.selectFrom('brokerage.partial_answer').selectAll().where('offer_id', '=', sql<string>`any(${[...offerIds]}::uuid[])`).orderBy('answered_at').execute()
  return new Map(rows.map((row) => [row.offer_id, { offerId: row.offer_id, providerId: row.provider_id, visits: offeredVisits.parse(row.visits), startsOn: Temporal.PlainDate.from(row.starts_on), note: row.note, answeredAt: Temporal.Instant.from(row.answered_at), answeredBy: row.answered_by }]))
}

/** What was decided on partial answers, by offer. For the council. */
export async function listPartialDecisions(tx: Tx, offerIds: readonly string[]): Promise<Map<string, PartialDecision>> {
  if (offerIds.length === 0) return new Map()
  const rows = await tx.selectFrom('brokerage.partial_decision').select(['offer_id', 'decision', 'agreed_by', 'reason', 'decided_at', 'decided_by']).where('offer_id', '=', sql<string>`any(${[...offerIds]}::uuid[])`).execute()
  return new Map(rows.map((row) => [row.offer_id, { offerId: row.offer_id, decision: row.decision as PartialDecisionKind, agreedBy: row.agreed_by as AgreedBy | null, reason: row.reason, decidedAt: Temporal.Instant.from(row.decided_at), decidedBy: row.decided_by }]))
}

/** What became of a provider's own partial answer; undefined while nobody has decided. */
export async function findPartialOutcome(tx: Tx, offerId: string): Promise<PartialDecisionKind | undefined> {
  const row = await tx.selectFrom('brokerage.partial_decision').select('decision').where('offer_id', '=', offerId).executeTakeFirst()
  return row?.decision as PartialDecisionKind | undefined
}
