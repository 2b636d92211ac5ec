import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { LINK_DAYS, makeCheckInLink, revokeCheckInLink, seeCheckInLinks } from '../actions/check-in-links.ts'
import { exchangeWithPhone } from '../actions/exchange-with-phone.ts'
import { makeHomeTag, revokeHomeTag, seeHomeTag, seeHomeTags } from '../actions/home-tags.ts'
import { putTimesRight, seeRoundVisit } from '../actions/round-visit.ts'
import { assignRounds, copyRounds, seeRounds } from '../actions/rounds.ts'
import { keepSignOff, keepVisitTasks, seeSignOff, seeVisitTasks } from '../actions/visit-tasks.ts'
import { KEEP_ROUNDS } from '../terms/check-in.ts'
import { roundShape, roundVisitShape, taskShape, shownRounds, shownRoundVisit } from './round-shapes.ts'

const instant = z.iso.datetime({ offset: true })
const done = z.object({ done: z.literal(true) })
const linkParams = z.object({ checkInLinkId: z.uuid() })
const tagParams = z.object({ homeTagId: z.uuid() })
const visitParams = z.object({ plannedVisitId: z.coerce.number().int().min(1) })

/** A phone's exchange: public, because the link's secret in the body is what lets in. */
export const phoneExchangeApi = apiRoute({
  method: 'POST',
  url: '/api/v1/check-in/exchange',
  permission: 'public',
  summary: 'Exchange with a care worker’s phone: it sends what was done, and is given its round (docs/check-in.md)',
  body: z.object({ token: z.string().min(1).max(100), phoneId: z.uuid().nullable(), phoneNowMs: z.int().min(0).nullable(), have: z.string().max(64).nullable(), events: z.array(z.unknown().meta({ description: 'an event as docs/check-in.md describes it' })).max(500) }),
  response: z.object({
    link: z.enum(['live', 'gone']),
    serverNow: instant,
    today: z.iso.date(),
    workerName: z.string().nullable(),
    round: z.object({ digest: z.string(), wipeAt: instant.nullable(), mustSign: z.boolean(), visits: z.array(z.object({ plannedVisitId: z.int(), startsAt: instant, startWords: z.string(), minutes: z.int(), workers: z.int(), isTimeCritical: z.boolean(), personName: z.string(), address: z.string(), tasks: z.array(z.string()) })) }).nullable(),
    standings: z.array(z.object({ plannedVisitId: z.int(), state: z.string(), checkedInAt: instant.nullable(), checkedOutAt: instant.nullable(), outcome: z.string().nullable(), tasks: z.array(taskShape), isSigned: z.boolean() })),
    answers: z.array(z.object({ id: z.string(), status: z.enum(['kept', 'repeated', 'refused']), reason: z.string().nullable() })),
  }),
  handler: async ({ house, body: { token, ...message } }) => {
    const answer = await exchangeWithPhone(house, { secret: token, ...message })
    return { ...answer, round: answer.round === null ? null : { ...answer.round, visits: answer.round.visits.map((visit) => ({ ...visit, tasks: [...visit.tasks] })) }, standings: answer.standings.map((standing) => ({ ...standing, tasks: [...standing.tasks] })), answers: [...answer.answers] }
  },
})

export const checkInLinksApi = apiRoute({
  method: 'GET',
  url: '/api/v1/check-in-links',
  permission: KEEP_ROUNDS,
  summary: 'List your care workers with their links to check in, and when these were last used',
  response: z.object({ mustSign: z.boolean(), workers: z.array(z.object({ reference: z.string(), name: z.string(), link: z.object({ id: z.uuid(), madeAt: instant, expiresAt: instant, phones: z.int(), lastUsedAt: instant.nullable() }).nullable() })) }),
  handler: async ({ house, actor }) => ({
    mustSign: await seeSignOff(house, actor),
    workers: (await seeCheckInLinks(house, actor)).map(({ reference, name, link }) => ({ reference, name, link: link === null ? null : { id: link.id, madeAt: link.madeAt.toString(), expiresAt: link.expiresAt.toString(), phones: link.phones, lastUsedAt: link.lastUsedAt?.toString() ?? null } })),
  }),
})

export const makeCheckInLinkApi = apiRoute({
  method: 'POST',
  url: '/api/v1/check-in-links',
  permission: KEEP_ROUNDS,
  summary: 'Make a care worker’s link; the one before ends. Its path holds the secret and is told only here',
  body: z.object({ workerReference: z.string(), workerName: z.string(), days: z.int().default(LINK_DAYS.usual) }),
  response: z.object({ checkInLinkId: z.uuid(), path: z.string(), expiresAt: instant }),
  handler: async ({ house, actor, body }) => {
    const { checkInLinkId, secret, expiresAt } = await makeCheckInLink(house, actor, body)
    return { checkInLinkId, path: `/check-in/${secret}`, expiresAt: expiresAt.toString() }
  },
})

export const revokeCheckInLinkApi = apiRoute({
  method: 'POST',
  url: '/api/v1/check-in-links/:checkInLinkId/revoke',
  permission: KEEP_ROUNDS,
  summary: 'End a care worker’s link at once',
  params: linkParams,
  response: done,
  handler: async ({ house, actor, params }) => {
    await revokeCheckInLink(house, actor, params)
    return { done: true as const }
  },
})

const tagShape = z.object({ id: z.uuid(), code: z.string(), madeAt: instant })

export const homeTagsApi = apiRoute({
  method: 'GET',
  url: '/api/v1/home-tags',
  permission: KEEP_ROUNDS,
  summary: 'List the people you care for with the tags at their homes',
  response: z.object({ homes: z.array(z.object({ personId: z.uuid(), reference: z.string(), initials: z.string(), tags: z.array(tagShape) })) }),
  handler: async ({ house, actor }) => ({ homes: (await seeHomeTags(house, actor)).map((home) => ({ ...home, tags: home.tags.map((tag) => ({ id: tag.id, code: tag.code, madeAt: tag.madeAt.toString() })) })) }),
})

export const homeTagApi = apiRoute({
  method: 'GET',
  url: '/api/v1/home-tags/:homeTagId',
  permission: KEEP_ROUNDS,
  summary: 'One tag, with whose home it is at',
  params: tagParams,
  response: tagShape.extend({ reference: z.string(), initials: z.string(), revokedAt: instant.nullable() }),
  handler: async ({ house, actor, params }) => {
    const { tag, reference, initials } = await seeHomeTag(house, actor, params.homeTagId)
    return { id: tag.id, code: tag.code, madeAt: tag.madeAt.toString(), revokedAt: tag.revokedAt?.toString() ?? null, reference, initials }
  },
})

export const makeHomeTagApi = apiRoute({
  method: 'POST',
  url: '/api/v1/home-tags',
  permission: KEEP_ROUNDS,
  summary: 'Make a tag for the home of somebody you care for',
  body: z.object({ personId: z.uuid() }),
  response: z.object({ homeTagId: z.uuid(), code: z.string() }),
  handler: ({ house, actor, body }) => makeHomeTag(house, actor, body),
})

export const revokeHomeTagApi = apiRoute({
  method: 'POST',
  url: '/api/v1/home-tags/:homeTagId/revoke',
  permission: KEEP_ROUNDS,
  summary: 'End a tag: its code proves nothing any more',
  params: tagParams,
  response: done,
  handler: async ({ house, actor, params }) => {
    await revokeHomeTag(house, actor, params)
    return { done: true as const }
  },
})

export const roundsApi = apiRoute({
  method: 'GET',
  url: '/api/v1/rounds',
  permission: KEEP_ROUNDS,
  summary: 'A day’s planned visits with who goes to each, and how far they have come',
  query: z.object({ on: z.iso.date().optional() }),
  response: roundShape,
  handler: async ({ house, actor, query }) => shownRounds(await seeRounds(house, actor, { on: query.on === undefined ? undefined : Temporal.PlainDate.from(query.on) })),
})

export const assignRoundsApi = apiRoute({
  method: 'POST',
  url: '/api/v1/rounds',
  permission: KEEP_ROUNDS,
  summary: 'Say who goes to planned visits of a day, or fill its empty places as a week before',
  body: z.object({ on: z.iso.date(), asWeekBefore: z.boolean().default(false), seats: z.array(z.object({ plannedVisitId: z.int().min(1), seat: z.union([z.literal(1), z.literal(2)]), workerReference: z.string().nullable() })).max(2000).default([]) }),
  response: z.object({ changed: z.int() }),
  handler: ({ house, actor, body }) => {
    const on = Temporal.PlainDate.from(body.on)
    return body.asWeekBefore ? copyRounds(house, actor, { on }) : assignRounds(house, actor, { on, seats: body.seats })
  },
})

export const roundVisitApi = apiRoute({
  method: 'GET',
  url: '/api/v1/rounds/visits/:plannedVisitId',
  permission: KEEP_ROUNDS,
  summary: 'A planned visit with everything that phones sent of it, by both clocks',
  params: visitParams,
  response: roundVisitShape,
  handler: async ({ house, actor, params }) => shownRoundVisit(await seeRoundVisit(house, actor, params.plannedVisitId)),
})

export const putTimesRightApi = apiRoute({
  method: 'POST',
  url: '/api/v1/rounds/visits/:plannedVisitId',
  permission: KEEP_ROUNDS,
  summary: 'Put the times of a visit right, with the reason; what the phone sent stays beside it',
  params: visitParams,
  body: z.object({ workerReference: z.string(), start: z.string(), end: z.string(), reasonCode: z.string(), note: z.string().max(500).nullable().default(null) }),
  response: done,
  handler: async ({ house, actor, params, body }) => {
    await putTimesRight(house, actor, { ...params, ...body })
    return { done: true as const }
  },
})

export const signOffApi = apiRoute({
  method: 'POST',
  url: '/api/v1/check-in-links/sign-off',
  permission: KEEP_ROUNDS,
  summary: 'Say whether a visit is to be signed off before its check-out; a check-out without it is never refused',
  body: z.object({ isRequired: z.boolean() }),
  response: done,
  handler: async ({ house, actor, body }) => {
    await keepSignOff(house, actor, body)
    return { done: true as const }
  },
})

export const visitTasksApi = apiRoute({
  method: 'GET',
  url: '/api/v1/rounds/visits/:plannedVisitId/tasks',
  permission: KEEP_ROUNDS,
  summary: 'What is to be done at visits of the same placement in the same part of the day, newest version first',
  params: visitParams,
  response: z.object({ dayPart: z.string(), versions: z.array(z.object({ tasks: z.array(z.string()), saidAt: instant, saidBy: z.string() })) }),
  handler: async ({ house, actor, params }) => {
    const { dayPart, versions } = await seeVisitTasks(house, actor, params.plannedVisitId)
    return { dayPart, versions: versions.map(({ tasks, saidAt, saidBy }) => ({ tasks: [...tasks], saidAt: saidAt.toString(), saidBy })) }
  },
})

export const keepVisitTasksApi = apiRoute({
  method: 'POST',
  url: '/api/v1/rounds/visits/:plannedVisitId/tasks',
  permission: KEEP_ROUNDS,
  summary: 'Say what is to be done at visits of the same placement in the same part of the day, from now on',
  params: visitParams,
  body: z.object({ tasks: z.array(z.string().trim().min(1)).max(100) }),
  response: done,
  handler: async ({ house, actor, params, body }) => {
    await keepVisitTasks(house, actor, { ...params, ...body })
    return { done: true as const }
  },
})
