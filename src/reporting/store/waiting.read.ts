import type { NotNull } from 'kysely'
import { londonDate } from '../../kernel/london.ts'
import type { Tx } from '../../platform/db/handles.ts'
import type { WaitingCase } from '../terms.ts'

/** Packages recorded before an instant that may have waited between two days. The rule says which did. */
export async function listWaitingCases(tx: Tx, search: { readonly fromOn: Temporal.PlainDate; readonly toOn: Temporal.PlainDate; readonly knownBefore: Temporal.Instant }): Promise<WaitingCase[]> {
  const fromOn = search.fromOn.toString()
  const rows = await tx
    .selectFrom('brokerage.published_waiting')
    .select(['zone_id', 'funder', 'received_on', 'placed_at', 'withdrawn_on', 'weekly_minutes'])
    .where('received_on', '<=', search.toOn.toString())
    .where('recorded_at', '<', search.knownBefore.toString())
    .where((is) => is.or([is('placed_at', 'is', null), is('placed_at', '>=', fromOn)]))
    .where((is) => is.or([is('withdrawn_on', 'is', null), is('withdrawn_on', '>=', fromOn)]))
    .$narrowType<{ funder: NotNull; received_on: NotNull; weekly_minutes: NotNull }>()
    .execute()
  return rows.map((row) => ({
    zoneId: row.zone_id,
    funder: row.funder as WaitingCase['funder'],
    receivedOn: Temporal.PlainDate.from(row.received_on),
    placedOn: row.placed_at === null ? null : londonDate(Temporal.Instant.from(row.placed_at)),
    withdrawnOn: row.withdrawn_on === null ? null : Temporal.PlainDate.from(row.withdrawn_on),
    weeklyMinutes: row.weekly_minutes,
  }))
}
