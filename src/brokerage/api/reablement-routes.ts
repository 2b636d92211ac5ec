import { z } from 'zod'
import { patternVisit, REFERRAL_SOURCES } from '../../care/terms.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { endReablement, sendToReablement, startReablement } from '../actions/run-reablement.ts'
import { seeOneReablement, seeReablement, seeReablementRules, type SeenReablement } from '../actions/see-reablement.ts'
import { declareReablement, setReablementRule } from '../actions/set-reablement.ts'
import { DECLARE_REABLEMENT, reablementRuleDocument, REABLEMENT_ENDINGS, REABLEMENT_RESULTS, RUN_REABLEMENT, SEE_REABLEMENT, SET_REABLEMENT_RULE } from '../terms/reablement.ts'
import { reasonsShape } from '../terms/reasons.ts'

const params = z.object({ reablementId: z.uuid() })
const words = z.string().trim().min(1).max(500)
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

const reablementJson = z.object({
  reablementId: z.uuid(),
  packageId: z.uuid(),
  packageReference: z.string(),
  personReference: z.string(),
  zoneName: z.string().nullable(),
  source: z.enum(REFERRAL_SOURCES),
  referredOn: z.iso.date(),
  minutesBefore: z.int(),
  start: z.object({ startsOn: z.iso.date(), plannedEndOn: z.iso.date(), weeklyMinutes: z.int(), team: z.string() }).nullable(),
  exit: z.object({ exitOn: z.iso.date(), ending: z.enum(REABLEMENT_ENDINGS), result: z.enum(REABLEMENT_RESULTS).nullable(), minutesAfter: z.int().nullable(), nextPackageId: z.uuid().nullable() }).nullable(),
})

function toJson(row: SeenReablement): z.output<typeof reablementJson> {
  const { start, exit } = row
  return {
    reablementId: row.id,
    packageId: row.packageId,
    packageReference: row.packageReference,
    personReference: row.person.reference,
    zoneName: row.zoneName,
    source: row.source,
    referredOn: row.referredOn.toString(),
    minutesBefore: row.minutesBefore,
    start: start === null ? null : { startsOn: start.startsOn.toString(), plannedEndOn: start.plannedEndOn.toString(), weeklyMinutes: start.weeklyMinutes, team: start.team },
    exit: exit === null ? null : { exitOn: exit.exitOn.toString(), ending: exit.ending, result: exit.result, minutesAfter: exit.minutesAfter, nextPackageId: exit.nextPackageId },
  }
}

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/reablement',
  permission: SEE_REABLEMENT,
  summary: 'List who waits for reablement or is in it, and the room of each zone today',
  response: z.object({ reablements: z.array(reablementJson), rooms: z.array(z.object({ zoneId: z.uuid(), zoneName: z.string(), unit: z.enum(['places', 'minutes']), size: z.int(), taken: z.int(), free: z.int() })) }),
  handler: async (ctx) => {
    const { rows, rooms } = await seeReablement(ctx.house, ctx.actor)
    return { reablements: rows.map(toJson), rooms: [...rooms] }
  },
})

const one = apiRoute({
  method: 'GET',
  url: '/api/v1/reablement/:reablementId',
  permission: SEE_REABLEMENT,
  summary: 'Get one reablement with the reasons why it came first',
  params,
  response: reablementJson.extend({ reasons: reasonsShape }),
  handler: async (ctx) => {
    const seen = await seeOneReablement(ctx.house, ctx.actor, ctx.params.reablementId)
    return { ...toJson(seen), reasons: [...(seen.decision?.reasons ?? [])] }
  },
})

const send = apiRoute({
  method: 'POST',
  url: '/api/v1/packages/:packageId/reablement',
  permission: RUN_REABLEMENT,
  summary: 'Send a person who waits for a provider to reablement first',
  params: z.object({ packageId: z.uuid() }),
  body: z.object({ reason: words }),
  response: z.object({ reablementId: z.uuid() }),
  handler: (ctx) => sendToReablement(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body }),
})

const start = apiRoute({
  method: 'POST',
  url: '/api/v1/reablement/:reablementId/start',
  permission: RUN_REABLEMENT,
  summary: 'Give a person a place in reablement',
  params,
  body: z.object({ startsOn: z.iso.date(), plannedEndOn: z.iso.date(), weeklyMinutes: z.int(), team: words }),
  response: params,
  handler: async (ctx) => {
    await startReablement(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body, startsOn: day(ctx.body.startsOn), plannedEndOn: day(ctx.body.plannedEndOn) })
    return ctx.params
  },
})

const exit = apiRoute({
  method: 'POST',
  url: '/api/v1/reablement/:reablementId/exit',
  permission: RUN_REABLEMENT,
  summary: 'Record how reablement ended; care that is needed goes out as a new package',
  params,
  body: z.object({ exitOn: z.iso.date(), ending: z.enum(REABLEMENT_ENDINGS), care: z.union([z.enum(['none', 'same', 'unknown']), z.array(patternVisit).min(1)]), note: words.nullable().default(null) }),
  response: z.object({ packageId: z.uuid().nullable(), packageReference: z.string().nullable() }),
  handler: (ctx) => endReablement(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body, exitOn: day(ctx.body.exitOn) }),
})

const rules = apiRoute({
  method: 'GET',
  url: '/api/v1/reablement/rule',
  permission: SEE_REABLEMENT,
  summary: 'Get who goes through reablement first, with every rule before, the newest first',
  response: z.object({ rules: z.array(z.object({ document: reablementRuleDocument, note: z.string().nullable(), setAt: z.string(), setBy: z.string() })) }),
  handler: async (ctx) => ({ rules: (await seeReablementRules(ctx.house, ctx.actor)).map((rule) => ({ document: rule.document, note: rule.note, setAt: rule.setAt.toString(), setBy: rule.setBy })) }),
})

const setRule = apiRoute({
  method: 'PUT',
  url: '/api/v1/reablement/rule',
  permission: SET_REABLEMENT_RULE,
  summary: 'Set who goes through reablement first, from now on',
  body: z.object({ document: reablementRuleDocument, note: words.nullable().default(null) }),
  response: z.object({ isSet: z.literal(true) }),
  handler: async (ctx) => {
    await setReablementRule(ctx.house, ctx.actor, ctx.body)
    return { isSet: true as const }
  },
})

const declare = apiRoute({
  method: 'POST',
  url: '/api/v1/reablement/capacity',
  permission: DECLARE_REABLEMENT,
  summary: 'Declare how much reablement a zone has from a day on: people at once, or minutes a week',
  body: z.object({ zoneId: z.uuid(), fromOn: z.iso.date(), unit: z.enum(['places', 'minutes']), size: z.int().min(0), note: words.nullable().default(null) }),
  response: z.object({ zoneId: z.uuid() }),
  handler: async (ctx) => {
    await declareReablement(ctx.house, ctx.actor, { ...ctx.body, fromOn: day(ctx.body.fromOn) })
    return { zoneId: ctx.body.zoneId }
  },
})

/** Reablement as JSON. */
export const reablementApi = [list, rules, setRule, declare, one, send, start, exit] as const
