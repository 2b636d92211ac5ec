import { sql, type NotNull } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { ReportFunder, SearchEvent, WaitRecord } from '../terms/awaiting-series.ts'

/**
 * Packages that may have waited between two days, whatever was known of them when: all that is recorded now. The rules say what
 * was known at an instant and who waited. Without events: `listSearchEvents` adds them where the cause is asked for.
 */
export async function listWaitRecords(tx: Tx, search: { readonly fromOn: Temporal.PlainDate; readonly toOn: Temporal.PlainDate; readonly frameworkId?: string | null }): Promise<WaitRecord[]> {
  const fromOn = search.fromOn.toString()
  const frameworkId = search.frameworkId ?? null
  const rows = await tx
    .selectFrom('brokerage.published_waiting')
    .select(['package_id', 'zone_id', 'funder', 'received_on', 'listed_on', 'recorded_at', 'placed_at', 'withdrawn_on', 'withdrawn_at', 'weekly_minutes'])
    .where('received_on', '<=', search.toOn.toString())
    .$if(frameworkId !== null, (of) => of.where('framework_id', '=', frameworkId))
    // A day of London begins at most an hour before one of UTC.
    .where((is) => is.or([is('placed_at', 'is', null), is('placed_at', '>=', search.fromOn.subtract({ days: 1 }).toString())]))
    // Withdrawn before, but known only later: it was on the list as it was known then.
    .where((is) => is.or([is('withdrawn_on', 'is', null), is('withdrawn_on', '>=', fromOn), is('withdrawn_at', '>=', fromOn)]))
    .orderBy('package_id')
    .$narrowType<{ package_id: NotNull; funder: NotNull; received_on: NotNull; listed_on: NotNull; recorded_at: NotNull; weekly_minutes: NotNull }>()
    .execute()
  const payers = await listPayerChanges(tx, rows.map((row) => row.package_id))
  return rows.map((row) => ({
    packageId: row.package_id,
    zoneId: row.zone_id,
    funder: row.funder as ReportFunder,
    payerChanges: payers.get(row.package_id) ?? [],
    receivedOn: Temporal.PlainDate.from(row.received_on),
    listedOn: Temporal.PlainDate.from(row.listed_on),
    recordedAt: Temporal.Instant.from(row.recorded_at),
    placedAt: row.placed_at === null ? null : Temporal.Instant.from(row.placed_at),
    withdrawnOn: row.withdrawn_on === null ? null : Temporal.PlainDate.from(row.withdrawn_on),
    withdrawnAt: row.withdrawn_at === null ? null : Temporal.Instant.from(row.withdrawn_at),
    weeklyMinutes: row.weekly_minutes,
    events: [],
  }))
}

/** Who pays for packages from which day on, by package, in the order in which the changes begin. */
async function listPayerChanges(tx: Tx, packageIds: readonly string[]): Promise<Map<string, WaitRecord['payerChanges']>> {
  const rows = await tx
    .selectFrom('care.published_payer_change')
    .select(['package_id', 'from_on', 'funder', 'recorded_at'])
    .where('package_id', '=', sql<string>`any(${[...packageIds]}::uuid[])`)
    .orderBy('from_on')
    .orderBy('payer_change_id')
    .$narrowType<{ package_id: NotNull; from_on: NotNull; funder: NotNull; recorded_at: NotNull }>()
    .execute()
  const changes = Map.groupBy(rows, (row) => row.package_id)
  return new Map([...changes].map(([packageId, own]) => [packageId, own.map((row) => ({ fromOn: Temporal.PlainDate.from(row.from_on), funder: row.funder as ReportFunder, recordedAt: Temporal.Instant.from(row.recorded_at) }))]))
}

/** What happened in the searches of packages, by package, in the order in which it happened. */
export async function listSearchEvents(tx: Tx, packageIds: readonly string[]): Promise<Map<string, SearchEvent[]>> {
  const rows = await tx
    .selectFrom('brokerage.published_search_event')
    .select(['package_id', 'call_off_id', 'happened_at', 'kind', 'detail'])
    .where('package_id', '=', sql<string>`any(${[...packageIds]}::uuid[])`)
    .orderBy('package_id')
    .orderBy('happened_at')
    .$narrowType<{ package_id: NotNull; call_off_id: NotNull; happened_at: NotNull; kind: NotNull }>()
    .execute()
  const byPackage = new Map<string, SearchEvent[]>()
  for (const row of rows) {
    const event = { callOffId: row.call_off_id, happenedAt: Temporal.Instant.from(row.happened_at), kind: row.kind as SearchEvent['kind'], detail: row.detail }
    const before = byPackage.get(row.package_id)
    if (before === undefined) byPackage.set(row.package_id, [event])
    else before.push(event)
  }
  return byPackage
}

/** Day on which the first referral was received; null when there is none. */
export async function findFirstReceivedOn(tx: Tx): Promise<Temporal.PlainDate | null> {
  const row = await tx.selectFrom('brokerage.published_waiting').select((is) => is.fn.min('received_on').as('first')).executeTakeFirst()
  return row?.first == null ? null : Temporal.PlainDate.from(row.first)
}
