import { listPresentProviders, providerNames } from '../../market/public.ts'
import { londonClockMinute, londonDate, londonInstant } from '../../kernel/london.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { dueBy, expectationFromFiles } from '../rules/feed-due.ts'
import { addFeedCounts, FEED_SETTINGS, feedScore } from '../rules/feed-score.ts'
import { findFeedSettings, listFeedChases, listFeedStates, listScoredFiles, listSetExpectations, type FeedState, type ScoredFile } from '../store/feed.read.ts'
import { SEE_VISITS } from '../terms.ts'
import type { FeedCounts, FeedExpectation, FeedSettings } from '../terms/feed.ts'

/** Files are scored over four weeks, set beside the four weeks before; habits are read from both. */
const SCORE_DAYS = 28
const LOOK_BACK_DAYS = 56

/** How one provider's visit records come. */
export interface Feed extends FeedState {
  readonly providerName: string
  readonly expectation: FeedExpectation | undefined
  /** Who says what is expected: the council, the provider's own files, or nobody. */
  readonly expectedBy: 'set' | 'files' | 'nobody'
  /** By when the first missing day must come; undefined when nothing is expected or planned. */
  readonly dueAt: Temporal.Instant | undefined
  /** Whole hours since then; below nought before. */
  readonly hoursLate: number | undefined
  readonly files: number
  readonly counts: FeedCounts
  readonly score: number | null
  readonly scoreBefore: number | null
  readonly refusedRows: number
}

export interface FeedDetail {
  readonly feed: Feed
  readonly settings: FeedSettings
  readonly files: readonly (ScoredFile & { readonly score: number | null })[]
  /** Week by week, from Mondays. */
  readonly weeks: readonly { readonly weekOn: Temporal.PlainDate; readonly files: number; readonly score: number | null }[]
  readonly chases: Awaited<ReturnType<typeof listFeedChases>>
}

/** How every provider's visit records come, those that are latest first: of a provider its own. */
export async function seeFeeds(house: House, actor: Actor): Promise<{ readonly feeds: readonly Feed[]; readonly settings: FeedSettings; readonly source: string | undefined }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_VISITS)
    const set = await findFeedSettings(work.tx)
    return { feeds: (await feedsOf(work)).map((each) => each.feed), settings: set?.document ?? FEED_SETTINGS, source: set?.source }
  })
}

/** One provider's feed: score part by part, file by file and week by week, what is expected and who was told. Throws `NotFound`. */
export async function seeFeed(house: House, actor: Actor, providerId: string): Promise<FeedDetail> {
  return read(house, actor, async (work) => {
    need(actor, SEE_VISITS)
    const found = (await feedsOf(work, providerId))[0]
    if (found === undefined) throw new NotFound('The provider’s visit files')
    const settings = (await findFeedSettings(work.tx))?.document ?? FEED_SETTINGS
    const weekOf = (file: ScoredFile): string => firstOfWeek(londonDate(file.receivedAt)).toString()
    const byWeek = Map.groupBy(found.files, weekOf)
    const weeks = Array.from({ length: LOOK_BACK_DAYS / 7 }, (_, at) => firstOfWeek(work.today).subtract({ weeks: LOOK_BACK_DAYS / 7 - 1 - at }))
    return {
      feed: found.feed,
      settings,
      files: found.files.map((file) => ({ ...file, score: feedScore(file.counts, settings) })),
      weeks: weeks.map((weekOn) => ({ weekOn, files: byWeek.get(weekOn.toString())?.length ?? 0, score: feedScore(addFeedCounts((byWeek.get(weekOn.toString()) ?? []).map((file) => file.counts)), settings) })),
      chases: await listFeedChases(work.tx, providerId),
    }
  })
}

/** The feeds of all providers that are here, or of one, with the files of the last eight weeks. Asks no permission. */
export async function feedsOf(work: Work, providerId?: string): Promise<{ readonly feed: Feed; readonly files: readonly ScoredFile[] }[]> {
  const settings = (await findFeedSettings(work.tx))?.document ?? FEED_SETTINGS
  const own = work.actor.organisationId ?? providerId
  if (providerId !== undefined && own !== providerId) return []
  const providers = own === undefined ? await listPresentProviders(work) : [...(await providerNames(work, [own]))].map(([id, name]) => ({ id, name }))
  const names = new Map(providers.map((each) => [each.id, each.name]))
  const files = Map.groupBy(await listScoredFiles(work.tx, { since: work.now.subtract({ hours: 24 * LOOK_BACK_DAYS }), providerId: own, lateDays: settings.lateDays }), (file) => file.providerId)
  const set = await listSetExpectations(work.tx)
  const scoredSince = work.now.subtract({ hours: 24 * SCORE_DAYS })
  const states = await listFeedStates(work.tx, [...names.keys()])
  const feeds = states.map((state) => {
    const came = files.get(state.providerId) ?? []
    const expectation = set.has(state.providerId) ? (set.get(state.providerId) ?? undefined) : expectationFromFiles(came.flatMap((file) => (file.toOn === null ? [] : [{ on: londonDate(file.receivedAt), minute: londonClockMinute(file.receivedAt), toOn: Temporal.PlainDate.from(file.toOn) }])))
    const due = expectation === undefined || state.firstMissingOn === null ? undefined : dueBy(expectation, state.firstMissingOn)
    const dueAt = due === undefined ? undefined : londonInstant(due.on, due.minute)
    const recent = came.filter((file) => Temporal.Instant.compare(file.receivedAt, scoredSince) >= 0)
    const counts = addFeedCounts(recent.map((file) => file.counts))
    const feed: Feed = {
      ...state,
      providerName: names.get(state.providerId) ?? '',
      expectation,
      expectedBy: set.has(state.providerId) ? 'set' : expectation === undefined ? 'nobody' : 'files',
      dueAt,
      hoursLate: dueAt === undefined ? undefined : Math.floor((work.now.epochMilliseconds - dueAt.epochMilliseconds) / 3_600_000),
      files: recent.length,
      counts,
      score: feedScore(counts, settings),
      scoreBefore: feedScore(addFeedCounts(came.filter((file) => !recent.includes(file)).map((file) => file.counts)), settings),
      refusedRows: recent.reduce((sum, file) => sum + file.refused, 0),
    }
    return { feed, files: came }
  })
  return feeds.toSorted((a, b) => (b.feed.hoursLate ?? Number.NEGATIVE_INFINITY) - (a.feed.hoursLate ?? Number.NEGATIVE_INFINITY) || (a.feed.providerName < b.feed.providerName ? -1 : 1))
}

function firstOfWeek(on: Temporal.PlainDate): Temporal.PlainDate {
  return on.subtract({ days: on.dayOfWeek - 1 })
}
