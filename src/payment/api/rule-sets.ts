import { z } from 'zod'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { adoptRuleSet } from '../actions/adopt-rule-set.ts'
import { ruleSetSentences } from '../rules/rule-set-sentences.ts'
import { listRuleSets } from '../store/rule-set.read.ts'
import { ADOPT_RULE_SETS, SEE_RULE_SETS } from '../terms.ts'
import { ruleSetDocument } from '../terms/rule-set.ts'
import { workedCases } from '../terms/worked-case.ts'
import { ruleSetJson, ruleSetShape } from './shapes.ts'

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/rule-sets',
  permission: SEE_RULE_SETS,
  summary: 'List payment rule sets, as settings and as sentences',
  query: z.object({ frameworkId: z.uuid().optional() }),
  response: z.object({ ruleSets: z.array(ruleSetShape) }),
  handler: (ctx) =>
    read(ctx.house, ctx.actor, async (work) => {
      need(ctx.actor, SEE_RULE_SETS)
      const ruleSets = await listRuleSets(work.tx, ctx.query.frameworkId)
      return { ruleSets: ruleSets.map((each) => ruleSetJson(each, ruleSetSentences(each.document))) }
    }),
})

const adopt = apiRoute({
  method: 'POST',
  url: '/api/v1/rule-sets',
  permission: ADOPT_RULE_SETS,
  summary: 'Adopt a payment rule set from a date, as the next version; its worked cases must pass. Visits already paid from that date on are adjusted by the next run',
  body: z.object({ frameworkId: z.uuid(), fromOn: z.iso.date(), document: ruleSetDocument, cases: workedCases.optional() }),
  response: z.object({ ruleSetId: z.uuid(), version: z.int(), adjustsPaidFromOn: z.iso.date().nullable() }),
  handler: async (ctx) => {
    const { adjustsPaidFromOn, ...adopted } = await adoptRuleSet(ctx.house, ctx.actor, { ...ctx.body, fromOn: Temporal.PlainDate.from(ctx.body.fromOn) })
    return { ...adopted, adjustsPaidFromOn: adjustsPaidFromOn?.toString() ?? null }
  },
})

export const ruleSetRoutes = [list, adopt]
