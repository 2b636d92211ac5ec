import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { setContributionTerms } from '../actions/contribution-terms.ts'
import { reckonContributions } from '../actions/reckon-contributions.ts'
import { seeContribution, seeContributions } from '../reads/contributions.ts'
import { CARE_LOSSES, contributionTermsDocument, RECKON_CONTRIBUTIONS, reckonedVisit, SEE_CONTRIBUTIONS, type ContributionLine } from '../terms/contribution.ts'

const lineShape = z.object({ id: z.int(), frameworkId: z.uuid(), payRunId: z.uuid(), packageId: z.uuid(), person: z.string(), weekOn: z.iso.date(), nr: z.int(), contributionPence: z.int(), duePence: z.int(), plannedMinutes: z.int(), givenMinutes: z.int(), lostMinutes: z.int(), refundPence: z.int(), pence: z.int(), reasons: z.array(z.enum(CARE_LOSSES)) })

function lineJson(line: ContributionLine, person: string): z.output<typeof lineShape> {
  const { id, frameworkId, payRunId, packageId, nr, contributionPence, duePence, plannedMinutes, givenMinutes, lostMinutes, refundPence, pence } = line
  return { id, frameworkId, payRunId, packageId, person, weekOn: line.weekOn.toString(), nr, contributionPence, duePence, plannedMinutes, givenMinutes, lostMinutes, refundPence, pence, reasons: [...new Set(line.visits.flatMap((visit) => (visit.loss === null || visit.lostMinutes === 0 ? [] : visit.loss)))] }
}

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/contributions',
  permission: SEE_CONTRIBUTIONS,
  summary: 'List people’s contributions and refunds reckoned with a payment run (the latest when none is named), by person reference, with the terms of the framework',
  query: z.object({ frameworkId: z.uuid().optional(), payRunId: z.uuid().optional() }),
  response: z.object({ payRunId: z.uuid().nullable(), terms: z.array(z.object({ id: z.uuid(), fromOn: z.iso.date(), document: contributionTermsDocument })), lines: z.array(lineShape) }),
  handler: async (ctx) => {
    const seen = await seeContributions(ctx.house, ctx.actor, ctx.query)
    return { payRunId: seen?.run?.id ?? null, terms: (seen?.terms ?? []).map((each) => ({ id: each.id, fromOn: each.fromOn.toString(), document: each.document })), lines: (seen?.lines ?? []).map((line) => lineJson(line, seen?.people.get(line.personId) ?? '')) }
  },
})

const one = apiRoute({
  method: 'GET',
  url: '/api/v1/contributions/:contributionLineId',
  permission: SEE_CONTRIBUTIONS,
  summary: 'Get one line of a contribution with each planned visit of its week',
  params: z.object({ contributionLineId: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
  response: lineShape.extend({ visits: z.array(reckonedVisit) }),
  handler: async (ctx) => {
    const { line, person } = await seeContribution(ctx.house, ctx.actor, ctx.params.contributionLineId)
    return { ...lineJson(line, person.reference), visits: [...line.visits] }
  },
})

const reckon = apiRoute({ method: 'POST', url: '/api/v1/contributions', permission: RECKON_CONTRIBUTIONS, summary: 'Reckon the contributions of an approved payment run; asked again it adds lines with the differences only', body: z.object({ payRunId: z.uuid() }), response: z.object({ lines: z.int(), pence: z.int() }), handler: (ctx) => reckonContributions(ctx.house, ctx.actor, ctx.body) })

const terms = apiRoute({
  method: 'POST',
  url: '/api/v1/contributions/terms',
  permission: RECKON_CONTRIBUTIONS,
  summary: 'Set which care that was not given lowers a contribution, for weeks from a Monday on',
  body: z.object({ frameworkId: z.uuid(), fromOn: z.iso.date(), document: contributionTermsDocument }),
  response: z.object({ contributionTermsId: z.uuid() }),
  handler: (ctx) => setContributionTerms(ctx.house, ctx.actor, { ...ctx.body, fromOn: Temporal.PlainDate.from(ctx.body.fromOn) }),
})

export const contributionRoutes = [list, reckon, terms, one]
