import type { Tx } from '../../platform/db/handles.ts'
import type { FeedExpectation, FeedSettings } from '../terms/feed.ts'

interface Said {
  readonly at: Temporal.Instant
  readonly by: string
}

/** Keeps what is expected of a provider; null when nothing is. */
export async function insertFeedExpectation(tx: Tx, providerId: string, expectation: FeedExpectation | null, { at, by }: Said): Promise<void> {
  const { cadence, weekday, byMinute } = expectation ?? { cadence: 'none', weekday: 1, byMinute: 0 }
  await tx.insertInto('visits.feed_expectation').values({ provider_id: providerId, cadence, weekday, by_minute: byMinute, set_at: at.toString(), set_by: by }).execute()
}

/** Keeps the settings of scores and reminders. */
export async function insertFeedSettings(tx: Tx, document: FeedSettings, source: string, { at, by }: Said): Promise<void> {
  await tx.insertInto('visits.feed_settings').values({ document: JSON.stringify(document), source, set_at: at.toString(), set_by: by }).execute()
}

/** Notes that somebody is told; false when they were before. */
export async function insertFeedChase(tx: Tx, chase: { readonly providerId: string; readonly missingOn: Temporal.PlainDate; readonly kind: 'reminder' | 'escalation'; readonly at: Temporal.Instant }): Promise<boolean> {
  const result = await tx.insertInto('visits.feed_chase').values({ provider_id: chase.providerId, missing_on: chase.missingOn.toString(), kind: chase.kind, told_at: chase.at.toString() }).onConflict((is) => is.doNothing()).executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}
