import type { Tx } from '../../platform/db/handles.ts'
import type { Standing, Suspension } from '../terms.ts'

export async function insertStandings(tx: Tx, standings: readonly Standing[]): Promise<void> {
  for (let from = 0; from < standings.length; from += 2000) {
    await tx
      .insertInto('market.standing')
      .values(
        standings.slice(from, from + 2000).map((standing) => ({
          id: standing.id,
          framework_id: standing.frameworkId,
          zone_id: standing.zoneId,
          provider_id: standing.providerId,
          service_line: standing.serviceLine,
          tier: standing.tier,
          rank: standing.rank,
          from_on: standing.fromOn.toString(),
          to_on: standing.toOn?.toString() ?? null,
          reason: standing.reason,
        })),
      )
      .execute()
  }
}

export async function endStandingOn(tx: Tx, standingId: string, toOn: Temporal.PlainDate, reason: string): Promise<void> {
  await tx.updateTable('market.standing').set({ to_on: toOn.toString(), reason }).where('id', '=', standingId).execute()
}

export async function insertSuspension(tx: Tx, suspension: Suspension): Promise<void> {
  await tx
    .insertInto('market.suspension')
    .values({ id: suspension.id, provider_id: suspension.providerId, from_on: suspension.fromOn.toString(), review_on: suspension.reviewOn.toString(), to_on: suspension.toOn?.toString() ?? null, reason: suspension.reason })
    .execute()
}

export async function endSuspensionOn(tx: Tx, suspensionId: string, toOn: Temporal.PlainDate): Promise<void> {
  await tx.updateTable('market.suspension').set({ to_on: toOn.toString() }).where('id', '=', suspensionId).execute()
}
