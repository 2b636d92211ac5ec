import type { Tx } from '../../platform/db/handles.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import type { Variation } from '../terms/variation.ts'

/** Adds a variation with its visits; answers its number. */
export async function insertVariation(tx: Tx, variation: Omit<Variation, 'number' | 'decision'>, visits: readonly { readonly plannedVisitId: number; readonly plannedMinutes: number; readonly recordedMinutes: number | null; readonly askedMinutes: number }[]): Promise<number> {
  const row = await tx
    .insertInto('visits.variation')
    .values({
      id: variation.id, provider_id: variation.providerId, placement_id: variation.placementId, person_id: variation.personId, kind: variation.kind, from_on: variation.fromOn, to_on: variation.toOn,
      reason: variation.reason, evidence: variation.evidence === '' ? null : variation.evidence, decide_by_on: variation.decideByOn, asked_at: variation.askedAt.toString(), asked_by: variation.askedBy,
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  await insertRows<(typeof visits)[number]>(
    tx,
    'visits.variation_visit',
    [
      { name: 'variation_id', type: 'uuid', value: () => variation.id },
      { name: 'planned_visit_id', type: 'bigint', value: (visit) => visit.plannedVisitId },
      { name: 'provider_id', type: 'uuid', value: () => variation.providerId },
      { name: 'planned_minutes', type: 'smallint', value: (visit) => visit.plannedMinutes },
      { name: 'recorded_minutes', type: 'smallint', value: (visit) => visit.recordedMinutes },
      { name: 'asked_minutes', type: 'smallint', value: (visit) => visit.askedMinutes },
    ],
    visits,
  )
  return row.number
}

/** Keeps what was decided of a variation, and the minutes that were agreed. */
export async function insertVariationDecision(tx: Tx, variation: Pick<Variation, 'id' | 'number' | 'providerId'>, decision: NonNullable<Variation['decision']>, agreed: readonly { readonly plannedVisitId: number; readonly visitOn: string; readonly minutes: number }[]): Promise<void> {
  const at = decision.at.toString()
  await tx.insertInto('visits.variation_decision').values({ variation_id: variation.id, provider_id: variation.providerId, outcome: decision.outcome, reason: decision.reason, decided_at: at, decided_by: decision.by }).execute()
  await insertRows<(typeof agreed)[number]>(
    tx,
    'visits.agreed_visit',
    [
      { name: 'planned_visit_id', type: 'bigint', value: (visit) => visit.plannedVisitId },
      { name: 'variation_id', type: 'uuid', value: () => variation.id },
      { name: 'provider_id', type: 'uuid', value: () => variation.providerId },
      { name: 'visit_on', type: 'date', value: (visit) => visit.visitOn },
      { name: 'number', type: 'bigint', value: () => variation.number },
      { name: 'minutes', type: 'smallint', value: (visit) => visit.minutes },
      { name: 'agreed_at', type: 'timestamptz', value: () => at },
    ],
    agreed,
  )
}

/** Notes that somebody was told about a variation that waits; answers false when they had been. */
export async function insertChase(tx: Tx, chase: { readonly variationId: string; readonly kind: 'reminder' | 'escalation'; readonly at: Temporal.Instant }): Promise<boolean> {
  const row = await tx.insertInto('visits.variation_chase').values({ variation_id: chase.variationId, kind: chase.kind, told_at: chase.at.toString() }).onConflict((conflict) => conflict.columns(['variation_id', 'kind']).doNothing()).returning('variation_id').executeTakeFirst()
  return row !== undefined
}
