import { z } from 'zod'
import { listParts, seeTimeBands, setTimeBands } from '../../care/public.ts'
import { PART_KINDS, patternVisit } from '../../care/terms.ts'
import { SEE_TIME_BANDS, SET_TIME_BANDS, timeBand, timeBands } from '../../care/terms/time-band.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { decidePartialAnswer } from '../actions/decide-partial-answer.ts'
import { seePartialAnswers, type SeenPartialAnswer } from '../actions/see-partial-answers.ts'
import { splitPackage } from '../actions/split-package.ts'
import { AGREED_BY, PARTIAL_DECISIONS } from '../terms/partial-answer.ts'
import { SEE_BOARD, SEND_OFFERS } from '../terms.ts'
import { patternToJson } from './schemas.ts'

const params = z.object({ packageId: z.uuid() })
const words = z.string().trim().min(1).max(500)
const made = z.object({ packageId: z.uuid(), packageReference: z.string() })

const answerJson = z.object({
  offerId: z.uuid(),
  providerId: z.uuid(),
  providerName: z.string(),
  startsOn: z.iso.date(),
  startDaysLost: z.int(),
  metMinutes: z.int(),
  movedMinutes: z.int(),
  missingMinutes: z.int(),
  visits: z.array(z.object({ asked: patternVisit, offered: patternVisit.nullable(), kind: z.enum(['met', 'moved', 'missing']), movedMinutes: z.int(), workersMissing: z.int() })),
  note: z.string().nullable(),
  heldUntil: z.iso.datetime().nullable(),
  decision: z.object({ decision: z.enum(PARTIAL_DECISIONS), agreedBy: z.enum(AGREED_BY).nullable(), reason: z.string(), decidedBy: z.string() }).nullable(),
})

function answerToJson({ answer, providerName, difference, decision, heldUntil }: SeenPartialAnswer): z.output<typeof answerJson> {
  const { startDaysLost, metMinutes, movedMinutes, missingMinutes } = difference
  return {
    offerId: answer.offerId, providerId: answer.providerId, providerName, startsOn: answer.startsOn.toString(), startDaysLost, metMinutes, movedMinutes, missingMinutes,
    visits: difference.visits.map((each) => ({ ...each })), note: answer.note, heldUntil: heldUntil?.toString() ?? null,
    decision: decision === null ? null : { decision: decision.decision, agreedBy: decision.agreedBy, reason: decision.reason, decidedBy: decision.decidedBy },
  }
}

const seeAnswers = apiRoute({
  method: 'GET',
  url: '/api/v1/packages/:packageId/partial-answers',
  permission: SEE_BOARD,
  summary: 'List what providers can do of a package that they could not take whole, each with its difference from the need; minutes a week count each care worker',
  params,
  response: z.object({ answers: z.array(answerJson) }),
  handler: async (ctx) => ({ answers: (await seePartialAnswers(ctx.house, ctx.actor, ctx.params.packageId)).answers.map(answerToJson) }),
})

const decide = apiRoute({
  method: 'POST',
  url: '/api/v1/packages/:packageId/partial-answers',
  permission: SEND_OFFERS,
  summary: 'Accept an answer in part as the week of the placement, with who agreed; refuse it; or split the package by it',
  params,
  body: z.discriminatedUnion('decision', [
    z.object({ offerId: z.uuid(), decision: z.literal('accepted'), agreedBy: z.enum(AGREED_BY), reason: words }),
    z.object({ offerId: z.uuid(), decision: z.literal(['refused', 'split']), reason: words }),
  ]),
  response: z.object({ placementId: z.uuid().nullable(), parts: z.array(made) }),
  handler: async (ctx) => {
    const { placementId, parts } = await decidePartialAnswer(ctx.house, ctx.actor, ctx.body)
    return { placementId, parts: [...parts] }
  },
})

const split = apiRoute({
  method: 'POST',
  url: '/api/v1/packages/:packageId/split',
  permission: SEND_OFFERS,
  summary: 'Split a package into parts, each a package of its own; every care worker of every visit is in exactly one part',
  params,
  body: z.object({ reason: words, parts: z.array(z.array(z.object({ dayOfWeek: z.int().min(1).max(7), earliestMinute: z.int().min(0).max(1439), workers: z.union([z.literal(1), z.literal(2)]) }))) }),
  response: z.object({ parts: z.array(made) }),
  handler: async (ctx) => ({ parts: [...(await splitPackage(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body }))] }),
})

const parts = apiRoute({
  method: 'GET',
  url: '/api/v1/packages/:packageId/parts',
  permission: SEE_BOARD,
  summary: 'List the parts of a package that was split; none of one that is whole',
  params,
  response: z.object({ parts: z.array(made.extend({ number: z.int(), kind: z.enum(PART_KINDS), splitOn: z.iso.date(), weeklyMinutes: z.int(), pattern: z.array(patternVisit) })) }),
  handler: (ctx) =>
    read(ctx.house, ctx.actor, async (work) => {
      need(ctx.actor, SEE_BOARD)
      const found = await listParts(work, [ctx.params.packageId])
      return { parts: found.flatMap(({ id, reference, part, weeklyMinutes, pattern }) => (part === null ? [] : [{ packageId: id, packageReference: reference, number: part.number, kind: part.kind, splitOn: part.splitOn.toString(), weeklyMinutes, pattern: patternToJson(pattern) }])) }
    }),
})

const seeBands = apiRoute({
  method: 'GET',
  url: '/api/v1/time-bands',
  permission: SEE_TIME_BANDS,
  summary: 'List the parts of the day in which the council asks for visits; minutes count from midnight',
  response: z.object({ bands: z.array(timeBand) }),
  handler: async (ctx) => ({ bands: [...(await seeTimeBands(ctx.house, ctx.actor))] }),
})

const setBands = apiRoute({
  method: 'PUT',
  url: '/api/v1/time-bands',
  permission: SET_TIME_BANDS,
  summary: 'Set the parts of the day in which the council asks for visits',
  body: z.object({ bands: timeBands }),
  response: z.object({ bands: z.array(timeBand) }),
  handler: async (ctx) => {
    await setTimeBands(ctx.house, ctx.actor, ctx.body.bands)
    return { bands: [...(await seeTimeBands(ctx.house, ctx.actor))] }
  },
})

/** Answers in part, split packages and time bands as JSON. */
export const partialAnswerApi = [seeAnswers, decide, split, parts, seeBands, setBands] as const
