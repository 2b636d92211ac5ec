import { sql } from 'kysely'
import { systemActor } from '../../src/platform/access/actor.ts'
import { read } from '../../src/platform/action/transaction.ts'
import type { House } from '../../src/platform/action/work.ts'
import { seeObligations, type SeenObligations } from '../../src/brokerage/actions/see-obligations.ts'
import { hoursFigure, wordsForPence, withCommas } from '../../src/kernel/words.ts'
import type { CouncilPlan, Progress } from '../demo/council.ts'
import { makeCouncil } from '../demo/make-council.ts'
import { storyChecks, type StoryCheck } from './checks.ts'

/** A story told: what happened, in counts, and whether all that must be true is. */
export interface Story {
  readonly council: string
  readonly seconds: number
  readonly providersByRating: Readonly<Record<string, number>>
  readonly referrals: number
  readonly offers: number
  readonly placements: number
  readonly waiting: number
  readonly plannedVisits: number
  readonly records: { readonly read: number; readonly new: number; readonly changed: number; readonly repeated: number; readonly refused: number; readonly unallocated: number }
  readonly exceptions: Readonly<Record<string, number>>
  readonly statements: number
  readonly adjustments: number
  readonly pence: number
  /** What the framework asks of its providers, measured at the end: numerator, denominator and whether it is met. */
  readonly obligations: SeenObligations['obligations']
  readonly checks: readonly StoryCheck[]
  readonly allTrue: boolean
}

const teller = systemActor('Story')

/** Makes a council in an empty house, runs its weeks, and tells what came of it. */
export async function tellStory(house: House, plan: CouncilPlan, onProgress: Progress): Promise<Story> {
  const started = performance.now()
  const made = await makeCouncil(house, plan, onProgress)
  const checks = await storyChecks(house, plan, made)
  const count = async (text: ReturnType<typeof sql<{ n: number }>>): Promise<number> => read(house, teller, async (work) => (await text.execute(work.tx)).rows[0]?.n ?? 0)
  return {
    council: plan.framework.name,
    seconds: Math.round((performance.now() - started) / 100) / 10,
    providersByRating: await countsBy(house, sql`with latest as (
        select distinct on (l.provider_id) l.provider_id, r.rating as k from market.location l join market.rating r on r.location_id = l.id
        where l.home_care and r.domain = 'overall' and r.service_group = 'Overall' order by l.provider_id, r.published_on desc, r.id desc)
      select k, count(*)::int as n from latest group by k order by k`),
    referrals: await count(sql`select count(*)::int as n from care.referral`),
    offers: await count(sql`select count(*)::int as n from brokerage.offer`),
    placements: await count(sql`select count(*)::int as n from brokerage.placement`),
    waiting: await count(sql`select count(*)::int as n from care.package p where p.withdrawn_on is null and not exists (select from brokerage.placement b where b.package_id = p.id)`),
    plannedVisits: await count(sql`select count(*)::int as n from visits.planned_visit where withdrawn_at is null`),
    records: made.files,
    exceptions: await countsBy(house, sql`select kind as k, count(*)::int as n from visits.visit_exception where cleared_at is null group by kind order by kind`),
    statements: await count(sql`select count(*)::int as n from payment.statement`),
    adjustments: made.payRuns.reduce((sum, run) => sum + run.adjustments, 0),
    pence: made.payRuns.reduce((sum, run) => sum + run.totalPence, 0),
    obligations: (await seeObligations(house, teller, made.market.frameworkId)).obligations,
    checks,
    allTrue: checks.every((check) => check.holds),
  }
}

async function countsBy(house: House, text: ReturnType<typeof sql<{ k: string; n: number }>>): Promise<Record<string, number>> {
  const { rows } = await read(house, teller, (work) => text.execute(work.tx))
  return Object.fromEntries(rows.map((row) => [row.k, row.n]))
}

/** The story as a table for a terminal. */
export function storyTable(story: Story): string {
  const rows: [string, string][] = [
    ...Object.entries(story.providersByRating).map(([rating, n]): [string, string] => [`Providers rated ${rating.replaceAll('-', ' ')}`, withCommas(n)]),
    ['Referrals', withCommas(story.referrals)],
    ['Offers', withCommas(story.offers)],
    ['Placements', withCommas(story.placements)],
    ['Packages waiting', withCommas(story.waiting)],
    ['Planned visits', withCommas(story.plannedVisits)],
    ...Object.entries(story.records).map(([name, n]): [string, string] => [`Visit records ${name}`, withCommas(n)]),
    ...Object.entries(story.exceptions).map(([kind, n]): [string, string] => [`Exceptions: ${kind.replaceAll('-', ' ')}`, withCommas(n)]),
    ['Statements', withCommas(story.statements)],
    ['Adjustment lines', withCommas(story.adjustments)],
    ['Paid', wordsForPence(story.pence)],
  ]
  const width = Math.max(...rows.map(([label]) => label.length))
  const table = rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value.padStart(14)}`).join('\n')
  const checks = story.checks.map((check) => `  ${check.holds ? 'true ' : 'FALSE'}  ${check.name} (${check.detail})`).join('\n')
  return `${story.council}, told in ${String(story.seconds)} seconds\n\n${table}\n\nWhat the contracts ask for\n${obligationLines(story).join('\n')}\n\nMust be true\n${checks}`
}

const UNIT_WORDS = { minutes: 'hours a week', offers: 'offers', bids: 'mini-competitions', pence: 'an hour' } as const

/** Obligations of the whole framework and of its providers; those of single zones are in the JSON and on the page. */
function obligationLines({ obligations }: Story): string[] {
  const shown = obligations.filter((each) => each.clause !== 'lead-acceptance' && (!['tier-share', 'competition-bids', 'price-window'].includes(each.clause) || each.zoneId === null))
  if (shown.length === 0) return ['  Nothing that is measured: this model asks no share of anybody']
  return shown.map(({ what, providerName, zoneName, unit, share, lowPercent, highPercent, met }) => {
    const of = [providerName, zoneName].filter((name) => name !== null).join(', ')
    const figure = (n: number): string => (unit === 'minutes' ? hoursFigure(n) : unit === 'pence' ? wordsForPence(n) : String(n))
    const asked = lowPercent === null ? '' : highPercent === null ? `, asked for: ${String(lowPercent)}%` : `, asked for: ${String(lowPercent)} to ${String(highPercent)}%`
    const verdict = met === null ? '' : met ? ', met' : ', NOT MET'
    return `  ${what}${of === '' ? '' : ` (${of})`}: ${share.percent === null ? 'nothing to measure' : `${String(share.percent)}%`} (${figure(share.numerator)} of ${figure(share.denominator)} ${UNIT_WORDS[unit]})${asked}${verdict}`
  })
}
