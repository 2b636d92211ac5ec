import { sql } from 'kysely'
import type { ReferralSource } from '../../care/terms.ts'
import type { Tx } from '../../platform/db/handles.ts'
import { reasonsShape } from '../terms/reasons.ts'
import { reablementRuleDocument, type Reablement, type ReablementCapacity, type ReablementDecision, type ReablementEnding, type ReablementResult, type ReablementRule } from '../terms/reablement.ts'

/** The council's rules, the newest first. */
export async function listReablementRules(tx: Tx): Promise<ReablementRule[]> {
  const rows = await tx.selectFrom('brokerage.reablement_rule').selectAll().orderBy('set_at', 'desc').orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, document: reablementRuleDocument.parse(row.document), note: row.note, setAt: Temporal.Instant.from(row.set_at), setBy: row.set_by }))
}

/** The rule that holds now; undefined while none was set. */
export async function findReablementRule(tx: Tx): Promise<ReablementRule | undefined> {
  const row = await tx.selectFrom('brokerage.reablement_rule').selectAll().orderBy('set_at', 'desc').orderBy('id').limit(1).executeTakeFirst()
  return row === undefined ? undefined : { id: row.id, document: reablementRuleDocument.parse(row.document), note: row.note, setAt: Temporal.Instant.from(row.set_at), setBy: row.set_by }
}

/** Every declaration of some zones, or of all, in the order in which they begin. */
export async function listReablementCapacity(tx: Tx, zoneIds?: readonly string[]): Promise<ReablementCapacity[]> {
  let query = tx.selectFrom('brokerage.reablement_capacity').selectAll().orderBy('from_on').orderBy('declared_at').orderBy('id')
  if (zoneIds !== undefined) query = query.where('zone_id', '=', sql<string>`any(${`{${zoneIds.join(',')}}`}::uuid[])`)
  return (await query.execute()).map((row) => ({ zoneId: row.zone_id, fromOn: Temporal.PlainDate.from(row.from_on), unit: row.unit === 'minutes' ? 'minutes' : 'places', size: row.size, note: row.note, declaredAt: Temporal.Instant.from(row.declared_at), declaredBy: row.declared_by }))
}

/** Which reablements: those that have no exit, those whose exit lies between two days (both included), or by identity, person, package or zone. */
export interface ReablementFilter {
  readonly id?: string
  readonly personId?: string
  /** A package that went to reablement first, or that followed it. */
  readonly aroundPackageId?: string
  /** Zones of which those without an exit are asked. */
  readonly openInZones?: readonly string[]
  readonly isOpen?: true
  readonly exitedFromOn?: Temporal.PlainDate
  readonly exitedToOn?: Temporal.PlainDate
}

/** People's ways through reablement, those referred first on top. */
export async function listReablements(tx: Tx, filter: ReablementFilter): Promise<Reablement[]> {
  let query = tx
    .selectFrom('brokerage.reablement as b')
    .innerJoin('care.package as k', 'k.id', 'b.package_id')
    .innerJoin('care.referral as r', 'r.id', 'k.referral_id')
    .leftJoin('brokerage.reablement_start as s', 's.reablement_id', 'b.id')
    .leftJoin('brokerage.reablement_exit as e', 'e.reablement_id', 'b.id')
    .select(['b.id', 'b.package_id', 'b.person_id', 'b.zone_id', 'b.referred_on', 'b.referred_at', 'b.referred_by', 'r.source', 'k.weekly_minutes as minutes_referred', 'k.reference'])
    .select(['s.starts_on', 's.planned_end_on', 's.weekly_minutes', 's.team', 's.recorded_by as started_by'])
    .select(['e.exit_on', 'e.ending', 'e.minutes_before', 'e.minutes_after', 'e.result', 'e.note', 'e.next_package_id', 'e.recorded_at as exited_at', 'e.recorded_by as exited_by'])
  if (filter.id !== undefined) query = query.where('b.id', '=', filter.id)
  if (filter.personId !== undefined) query = query.where('b.person_id', '=', filter.personId)
  const around = filter.aroundPackageId
  if (around !== undefined) query = query.where((is) => is.or([is('b.package_id', '=', around), is('e.next_package_id', '=', around)]))
  if (filter.openInZones !== undefined) query = query.where('b.zone_id', '=', sql<string>`any(${`{${filter.openInZones.join(',')}}`}::uuid[])`).where('e.exit_on', 'is', null)
  if (filter.isOpen === true) query = query.where('e.exit_on', 'is', null)
  if (filter.exitedFromOn !== undefined) query = query.where('e.exit_on', '>=', filter.exitedFromOn.toString())
  if (filter.exitedToOn !== undefined) query = query.where('e.exit_on', '<=', filter.exitedToOn.toString())
  const rows = await query.orderBy('b.referred_at').orderBy('b.id').execute()
  return rows.map((row) => ({
    id: row.id,
    packageId: row.package_id,
    personId: row.person_id,
    zoneId: row.zone_id,
    referredOn: Temporal.PlainDate.from(row.referred_on),
    referredAt: Temporal.Instant.from(row.referred_at),
    referredBy: row.referred_by,
    source: row.source as ReferralSource,
    minutesBefore: row.minutes_referred,
    packageReference: row.reference,
    start: row.starts_on === null || row.planned_end_on === null || row.weekly_minutes === null ? null : { startsOn: Temporal.PlainDate.from(row.starts_on), plannedEndOn: Temporal.PlainDate.from(row.planned_end_on), weeklyMinutes: row.weekly_minutes, team: row.team ?? '', recordedBy: row.started_by ?? '' },
    exit: row.exit_on === null || row.exited_at === null ? null : { exitOn: Temporal.PlainDate.from(row.exit_on), ending: row.ending as ReablementEnding, minutesBefore: row.minutes_before ?? row.minutes_referred, minutesAfter: row.minutes_after, result: row.result as ReablementResult | null, note: row.note, nextPackageId: row.next_package_id, recordedAt: Temporal.Instant.from(row.exited_at), recordedBy: row.exited_by ?? '' },
  }))
}

/** What was decided on a package as it was referred; undefined where no rule was in force. */
export async function findReablementDecision(tx: Tx, packageId: string): Promise<(ReablementDecision & { readonly decidedBy: string }) | undefined> {
  const row = await tx.selectFrom('brokerage.reablement_decision').select(['goes_first', 'reasons', 'decided_by']).where('package_id', '=', packageId).executeTakeFirst()
  return row === undefined ? undefined : { goesFirst: row.goes_first, reasons: reasonsShape.parse(row.reasons), decidedBy: row.decided_by }
}

/** The last day of reablement that people had before; those who had none are left out. */
export async function listLastExits(tx: Tx, personIds: readonly string[]): Promise<Map<string, Temporal.PlainDate>> {
  const { rows } = await sql<{ person_id: string; exit_on: string }>`
    select b.person_id, max(e.exit_on)::text as exit_on from brokerage.reablement b
    join brokerage.reablement_exit e on e.reablement_id = b.id join brokerage.reablement_start s on s.reablement_id = b.id
    where b.person_id = any(${`{${personIds.join(',')}}`}::uuid[]) group by b.person_id`.execute(tx)
  return new Map(rows.map((row) => [row.person_id, Temporal.PlainDate.from(row.exit_on)]))
}
