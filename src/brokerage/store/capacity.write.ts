import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import type { NewCapacity } from '../terms/capacity.ts'

/** Adds a declaration with its lines; answers its id. */
export async function insertDeclaration(tx: Tx, declared: NewCapacity & { readonly providerId: string; readonly declaredAt: Temporal.Instant; readonly declaredBy: string }): Promise<number> {
  const { id } = await tx
    .insertInto('brokerage.capacity_declaration')
    .values({ provider_id: declared.providerId, two_workers: declared.twoWorkers, needs: [...declared.needs], declared_at: declared.declaredAt.toString(), declared_by: declared.declaredBy })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertRows(tx, 'brokerage.capacity_line', [
    { name: 'declaration_id', type: 'bigint', value: () => id },
    { name: 'provider_id', type: 'uuid', value: () => declared.providerId },
    { name: 'zone_id', type: 'uuid', value: (row) => row.zoneId },
    { name: 'service_line', type: 'text', value: (row) => row.serviceLine },
    { name: 'morning', type: 'int', value: (row) => row.minutes.morning },
    { name: 'lunch', type: 'int', value: (row) => row.minutes.lunch },
    { name: 'tea', type: 'int', value: (row) => row.minutes.tea },
    { name: 'evening', type: 'int', value: (row) => row.minutes.evening },
    { name: 'night', type: 'int', value: (row) => row.minutes.night },
  ], declared.lines)
  return id
}

/** Holds a provider's declared capacity until the transaction ends: whoever gives some of it out, or declares it anew, takes this first. */
export async function lockCapacity(tx: Tx, providerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`capacity ${providerId}`}, 7210348))`.execute(tx)
}

/** Keeps of which declarations providers are told; answers those, as `id kind`, of which they were not told before. */
export async function insertCapacityReminders(tx: Tx, reminders: readonly { readonly declarationId: number; readonly kind: 'soon' | 'stale' }[], at: Temporal.Instant): Promise<Set<string>> {
  if (reminders.length === 0) return new Set()
  const rows = await tx
    .insertInto('brokerage.capacity_reminder')
    .values(reminders.map((each) => ({ declaration_id: each.declarationId, kind: each.kind, sent_at: at.toString() })))
    .onConflict((conflict) => conflict.constraint('capacity_reminder_pk').doNothing())
    .returning(['declaration_id', 'kind'])
    .execute()
  return new Set(rows.map((row) => `${String(row.declaration_id)} ${row.kind}`))
}

/** Keeps that providers which never declared are asked to; answers those that were not asked on that day before. */
export async function insertCapacityAsked(tx: Tx, providerIds: readonly string[], on: Temporal.PlainDate, at: Temporal.Instant): Promise<string[]> {
  if (providerIds.length === 0) return []
  const rows = await tx
    .insertInto('brokerage.capacity_asked')
    .values(providerIds.map((id) => ({ provider_id: id, sent_on: on.toString(), sent_at: at.toString() })))
    .onConflict((conflict) => conflict.constraint('capacity_asked_pk').doNothing())
    .returning('provider_id')
    .execute()
  return rows.map((row) => row.provider_id)
}
