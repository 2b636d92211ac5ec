import { sql } from 'kysely'
import type { Need, ServiceLine } from '../../care/terms.ts'
import type { Tx } from '../../platform/db/handles.ts'
import { minutesOfPattern, type PossibleUse } from '../terms/capacity-minutes.ts'
import type { CapacityDeclaration, CapacityLine } from '../terms/capacity.ts'
import { replyByNow } from './reply-by-now.ts'

/** The newest declaration of each provider that has made one, or of some, by provider. A provider's role sees its own. */
export async function listNewestDeclarations(tx: Tx, providerIds?: readonly string[]): Promise<Map<string, CapacityDeclaration>> {
  let query = tx.selectFrom('brokerage.capacity_declaration').selectAll().distinctOn('provider_id')
  if (providerIds !== undefined) query = query.where('provider_id', '=', sql<string>`any(${[...providerIds]}::uuid[])`)
  const declared = await query.orderBy('provider_id').orderBy('id', 'desc').execute()
  const lines = Map.groupBy(await listLines(tx, declared.map((each) => each.id)), (line) => line.declarationId)
  return new Map(
    declared.map((row) => [row.provider_id, {
      id: row.id,
      providerId: row.provider_id,
      twoWorkers: row.two_workers,
      needs: row.needs as Need[],
      lines: (lines.get(row.id) ?? []).map(({ zoneId, serviceLine, minutes }) => ({ zoneId, serviceLine, minutes })),
      declaredAt: Temporal.Instant.from(row.declared_at),
      declaredBy: row.declared_by,
    }]),
  )
}

async function listLines(tx: Tx, declarationIds: readonly number[]): Promise<(CapacityLine & { readonly declarationId: number })[]> {
  if (declarationIds.length === 0) return []
  const rows = await tx.selectFrom('brokerage.capacity_line').selectAll().where('declaration_id', 'in', [...declarationIds]).orderBy('declaration_id').orderBy('zone_id').orderBy('service_line').execute()
  return rows.map((row) => ({
    declarationId: row.declaration_id,
    zoneId: row.zone_id,
    serviceLine: row.service_line as ServiceLine,
    minutes: { morning: row.morning, lunch: row.lunch, tea: row.tea, evening: row.evening, night: row.night },
  }))
}

/** The offers to providers that may take from hours declared since an instant: the open ones, and those accepted after it. For the council. */
export async function listPossibleUses(tx: Tx, providerIds: readonly string[], since: Temporal.Instant): Promise<PossibleUse[]> {
  if (providerIds.length === 0) return []
  const rows = await tx
    .selectFrom('brokerage.offer as o')
    .innerJoin('brokerage.call_off as c', 'c.id', 'o.call_off_id')
    .innerJoin('care.package as k', 'k.id', 'o.package_id')
    .leftJoin('brokerage.offer_answer as a', 'a.offer_id', 'o.id')
    .leftJoin('brokerage.placement as p', (join) => join.onRef('p.package_id', '=', 'o.package_id').onRef('p.provider_id', '=', 'o.provider_id'))
    .leftJoin('brokerage.placement_end as e', 'e.placement_id', 'p.id')
    .leftJoin('brokerage.assignment_decision as d', (join) => join.onRef('d.call_off_id', '=', 'c.id').onRef('d.provider_id', '=', 'o.provider_id'))
    .leftJoin('brokerage.failure_move as m', (join) => join.onRef('m.call_off_id', '=', 'c.id').onRef('m.provider_id', '=', 'o.provider_id'))
    .select(['o.provider_id', 'o.package_id', 'c.zone_id', 'd.pool_zone_id', 'm.pool_zone_id as moved_pool_zone_id', 'k.service_line', 'a.answer', 'a.answered_at', replyByNow.as('reply_by_at'), 'c.closed_at', 'e.ends_on'])
    .where('o.provider_id', '=', sql<string>`any(${[...providerIds]}::uuid[])`)
    .where((is) => is.or([is.and([is('a.offer_id', 'is', null), is('c.closed_at', 'is', null)]), is.and([is('a.answer', '=', 'accepted'), is('a.answered_at', '>', since.toString())])]))
    .execute()
  const visits = Map.groupBy(await listVisits(tx, [...new Set(rows.map((row) => row.package_id))]), (visit) => visit.packageId)
  return rows.map((row) => ({
    providerId: row.provider_id,
    zoneId: row.pool_zone_id ?? row.moved_pool_zone_id ?? row.zone_id,
    serviceLine: row.service_line as ServiceLine,
    minutes: minutesOfPattern(visits.get(row.package_id) ?? []),
    answer: row.answer as PossibleUse['answer'],
    answeredAt: row.answered_at === null ? null : Temporal.Instant.from(row.answered_at),
    replyByAt: Temporal.Instant.from(row.reply_by_at),
    isSearching: row.closed_at === null,
    endsOn: row.ends_on === null ? null : Temporal.PlainDate.from(row.ends_on),
  }))
}

async function listVisits(tx: Tx, packageIds: readonly string[]): Promise<{ readonly packageId: string; readonly earliestMinute: number; readonly minutes: number; readonly workers: number }[]> {
  if (packageIds.length === 0) return []
  const rows = await tx.selectFrom('care.pattern_visit').select(['package_id', 'earliest_minute', 'minutes', 'workers']).where('package_id', '=', sql<string>`any(${[...packageIds]}::uuid[])`).execute()
  return rows.map((row) => ({ packageId: row.package_id, earliestMinute: row.earliest_minute, minutes: row.minutes, workers: row.workers }))
}

/** When each provider that never declared free hours was last asked to. */
export async function listCapacityAsked(tx: Tx): Promise<Map<string, Temporal.PlainDate>> {
  const rows = await tx.selectFrom('brokerage.capacity_asked').select((of) => ['provider_id', of.fn.max('sent_on').as('on')]).groupBy('provider_id').execute()
  return new Map(rows.map((row) => [row.provider_id, Temporal.PlainDate.from(row.on)]))
}
