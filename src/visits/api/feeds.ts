import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { setFeedExpectation, setFeedSettings } from '../actions/keep-feeds.ts'
import { seeFeed, seeFeeds, type Feed } from '../actions/see-feeds.ts'
import { SEE_VISITS } from '../terms.ts'
import { feedSettings, KEEP_FEEDS, type FeedCounts } from '../terms/feed.ts'

const part = z.object({ bad: z.int(), of: z.int() })
const counts = z.object({ refused: part, contradictions: part, unallocated: part, corrections: part, late: part, manual: part, calls: part })
const expectation = z.object({ cadence: z.enum(['day', 'week']), weekday: z.int().min(1).max(7), byMinute: z.int().min(0).max(1439) })
const feed = z.object({
  providerId: z.uuid(), providerName: z.string(), lastFileId: z.uuid().nullable(), lastFileAt: z.string().nullable(), coveredUntil: z.string().nullable(), firstMissingOn: z.string().nullable(),
  expectation: expectation.nullable(), expectedBy: z.enum(['set', 'files', 'nobody']), dueAt: z.string().nullable(), hoursLate: z.int().nullable(), files: z.int(), refusedRows: z.int(), score: z.int().nullable(), scoreBefore: z.int().nullable(), counts,
})
const params = z.object({ providerId: z.uuid() })

export const feedsApi = apiRoute({
  method: 'GET',
  url: '/api/v1/feeds',
  permission: SEE_VISITS,
  summary: 'How each provider’s visit files come: the last one, what is expected, how late, and their quality score over four weeks part by part',
  response: z.object({ settings: feedSettings, feeds: z.array(feed) }),
  handler: async ({ house, actor }) => {
    const { feeds, settings } = await seeFeeds(house, actor)
    return { settings, feeds: feeds.map(shape) }
  },
})

export const feedApi = apiRoute({
  method: 'GET',
  url: '/api/v1/feeds/:providerId',
  permission: SEE_VISITS,
  summary: 'One provider’s feed: files of eight weeks with their scores, weeks, and who was told of late records',
  params,
  response: z.object({
    feed,
    files: z.array(z.object({ id: z.uuid(), name: z.string(), receivedAt: z.string(), score: z.int().nullable(), counts })),
    weeks: z.array(z.object({ weekOn: z.string(), files: z.int(), score: z.int().nullable() })),
    chases: z.array(z.object({ missingOn: z.string(), kind: z.enum(['reminder', 'escalation']), toldAt: z.string() })),
  }),
  handler: async ({ house, actor, params: { providerId } }) => {
    const seen = await seeFeed(house, actor, providerId)
    return {
      feed: shape(seen.feed),
      files: seen.files.map((file) => ({ id: file.id, name: file.name, receivedAt: file.receivedAt.toString(), score: file.score, counts: countsOf(file.counts) })),
      weeks: seen.weeks.map((week) => ({ weekOn: week.weekOn.toString(), files: week.files, score: week.score })),
      chases: seen.chases.map(({ missingOn, kind, toldAt }) => ({ missingOn, kind, toldAt: toldAt.toString() })),
    }
  },
})

export const setFeedExpectationApi = apiRoute({
  method: 'POST',
  url: '/api/v1/feeds/:providerId',
  permission: KEEP_FEEDS,
  summary: 'Set when a provider’s visit files are expected; null for never',
  params,
  body: z.object({ expectation: expectation.nullable() }),
  response: z.object({ providerId: z.uuid() }),
  handler: async ({ house, actor, params: { providerId }, body }) => {
    await setFeedExpectation(house, actor, { providerId, expectation: body.expectation })
    return { providerId }
  },
})

export const feedSettingsApi = apiRoute({
  method: 'GET',
  url: '/api/v1/feeds/settings',
  permission: SEE_VISITS,
  summary: 'Weights of the quality score of visit files, and when late ones are chased',
  response: z.object({ settings: feedSettings, source: z.string().nullable() }),
  handler: async ({ house, actor }) => {
    const { settings, source } = await seeFeeds(house, actor)
    return { settings, source: source ?? null }
  },
})

export const setFeedSettingsApi = apiRoute({
  method: 'POST',
  url: '/api/v1/feeds/settings',
  permission: KEEP_FEEDS,
  summary: 'Set the weights of the quality score of visit files, and when late ones are chased',
  body: z.object({ settings: feedSettings, source: z.string().min(1).max(500) }),
  response: z.object({ settings: feedSettings }),
  handler: async ({ house, actor, body: { settings, source } }) => {
    await setFeedSettings(house, actor, { document: settings, source })
    return { settings }
  },
})

function shape(each: Feed): z.output<typeof feed> {
  const { providerId, providerName, lastFileId, expectedBy, files, refusedRows, score, scoreBefore } = each
  return {
    providerId, providerName, lastFileId, expectedBy, files, refusedRows, score, scoreBefore,
    lastFileAt: each.lastAt?.toString() ?? null,
    coveredUntil: each.coveredUntil?.toString() ?? null,
    firstMissingOn: each.firstMissingOn?.toString() ?? null,
    expectation: each.expectation === undefined ? null : { ...each.expectation },
    dueAt: each.dueAt?.toString() ?? null,
    hoursLate: each.hoursLate ?? null,
    counts: countsOf(each.counts),
  }
}

function countsOf(said: FeedCounts): z.output<typeof counts> {
  return counts.parse(said)
}
