import { randomUUID } from 'node:crypto'
import type { Placement } from '../../brokerage/terms.ts'
import { giveWay } from '../../platform/action/give-way.ts'
import type { Work } from '../../platform/action/work.ts'
import { visitsChangedSince, visitsReplannedSince, visitsToPay, type PaidScope } from '../../visits/public.ts'
import type { VisitToPay } from '../../visits/terms.ts'
import type { Missing } from '../rules/missing-words.ts'
import type { PaidLine } from '../rules/adjustment.ts'
import type { BackDated } from '../rules/back-dated.ts'
import { WEEKS_IN_PERIOD } from '../rules/payment-period.ts'
import { visitKey, type LinePricing, type PlacedFacts } from '../rules/provider-lines.ts'
import { statementParts } from '../rules/statement-parts.ts'
import { statementTotals } from '../rules/statement-totals.ts'
import { listPaidLines } from '../store/paid-line.read.ts'
import { insertPayLines, insertStatementParts, insertStatements } from '../store/pay-run.write.ts'
import type { PayRun } from '../terms.ts'
import type { NewPayLine, StatementTotals } from '../terms/statement.ts'
import { keepFeesApplied } from './fee-lines.ts'

/** A statement that a run made. */
export interface PaidProvider {
  readonly providerId: string
  readonly statementId: string
  readonly number: string
  readonly totals: StatementTotals
}

/** A provider of a run that is to be paid. */
export interface ProviderToPay {
  readonly run: PayRun
  readonly lastRun: PayRun | undefined
  /** First day that was ever paid here: visits before it are nobody's to pay. */
  readonly firstPaidOn: Temporal.PlainDate
  readonly providerId: string
  /** Its placements in this run. */
  readonly placed: readonly Placement[]
  readonly pricing: LinePricing
  /** With the first day that a placement's own price or payer, changed since the last run, reaches back to. */
  readonly placements: ReadonlyMap<string, PlacedFacts & { readonly changedFromOn: string | undefined }>
  /** Rates and rules that the last run did not know and that reach into what is paid. */
  readonly backDated: BackDated | undefined
  /** What the rules ask: more of each record, all visits of a period where any of it changed, and what only the contract says, which a changed plan may move from visit to visit. */
  readonly asked: { readonly details: boolean; readonly wholePeriods: boolean; readonly contract: boolean }
  /** Settled fees at risk of earlier periods that this run takes up. */
  readonly fees: readonly NewPayLine[]
}

/** Plans are told by their time, not by a number that grows in order: look back a little further than the last run. Pricing a visit again costs nothing. */
export const LOOK_BACK_HOURS = 24

/** What paying a provider looks at: its visits of the period and what has changed of earlier ones, with what was paid for these. */
export interface ReadProvider {
  readonly visits: readonly VisitToPay[]
  readonly paidBefore: ReadonlyMap<string, readonly PaidLine<number>[]>
}

/** Reads what paying a provider looks at; it writes nothing, so that the next ones can be read while earlier ones are written. */
export async function readProvider(work: Work, of: ProviderToPay): Promise<ReadProvider> {
  const visits = await visitsOf(work, of)
  return { visits, paidBefore: await paidBefore(work, of, visits) }
}

/** Visits priced at a stretch: half a millisecond. */
const PRICED_AT_ONCE = 100

/** The lines of a provider's statement, none where there is nothing to say, or what stands in the way of pricing them. Where the rules look at each visit alone, visits are priced in pieces, so that pages need not wait for all of them. */
export async function linesOfProvider(of: ProviderToPay, { visits, paidBefore }: ReadProvider): Promise<{ readonly lines: readonly NewPayLine[]; readonly missing: readonly Missing[] }> {
  const lines: NewPayLine[] = []
  const missing: Missing[] = []
  const atOnce = of.asked.wholePeriods ? visits.length : PRICED_AT_ONCE
  for (let from = 0; from < visits.length; from += atOnce) {
    const priced = of.pricing(visits.slice(from, from + atOnce), paidBefore)
    for (const line of priced.lines) lines.push(line)
    missing.push(...priced.missing)
    await giveWay()
  }
  return { lines: of.fees.length === 0 ? lines : [...lines, ...of.fees], missing }
}

/** Writes the statements of some providers with their lines; a provider without lines gets none. */
export async function writeStatements(work: Work, run: PayRun, providers: readonly { readonly of: ProviderToPay; readonly lines: readonly NewPayLine[] }[]): Promise<PaidProvider[]> {
  const made = providers.filter(({ lines }) => lines.length > 0).map(({ of, lines }) => ({ id: randomUUID(), payRunId: run.id, providerId: of.providerId, totals: statementTotals(lines), lines, fees: of.fees }))
  if (made.length === 0) return []
  const numbers = await insertStatements(work.tx, made.map((each) => ({ ...each.totals, id: each.id, payRunId: each.payRunId, providerId: each.providerId })))
  await insertPayLines(work.tx, made)
  await insertStatementParts(work.tx, made.flatMap(({ id, lines }) => statementParts(lines).map((part) => ({ ...part, statementId: id }))))
  for (const { id, providerId, fees } of made) await keepFeesApplied(work, { id, providerId }, fees)
  return made.map(({ id, providerId, totals }) => ({ providerId, statementId: id, number: numbers.get(id) ?? '', totals }))
}

function scopeOf({ run, providerId, placed, asked }: ProviderToPay): PaidScope {
  return { frameworkId: run.frameworkId, providerId, placements: placed, withDetails: asked.details }
}

/** Each visit once: a record whose date was corrected can be met both as an earlier visit that fell away and as one of this period. */
async function visitsOf(work: Work, of: ProviderToPay): Promise<VisitToPay[]> {
  const { run, lastRun, firstPaidOn, asked } = of
  const scope = scopeOf(of)
  const beforeOn = run.fromOn.toString()
  const byKey = new Map<string, VisitToPay>()
  if (lastRun !== undefined) {
    const sinceAt = lastRun.runAt.subtract({ hours: LOOK_BACK_HOURS })
    const replanned = await visitsReplannedSince(work, { ...scope, sinceAt, beforeOn })
    const changed = await visitsChangedSince(work, { ...scope, afterChange: lastRun.newestRecordId, beforeOn })
    const firstDay = firstPaidOn.toString()
    const moved = new Set(asked.contract ? replanned.map((visit) => visit.placementId) : [])
    for (const visit of [...(await visitsPricedAnew(work, of, moved)), ...replanned, ...changed]) if (visit.visitOn >= firstDay) byKey.set(visitKey(visit), visit)
    if (asked.wholePeriods) for (const visit of await restOfPeriods(work, of, [...byKey.values()])) if (!byKey.has(visitKey(visit))) byKey.set(visitKey(visit), visit)
  }
  for (const visit of await visitsToPay(work, { ...scope, fromOn: beforeOn, toOn: run.toOn.toString() })) byKey.set(visitKey(visit), visit)
  return [...byKey.values()].toSorted((a, b) => (a.visitOn < b.visitOn ? -1 : a.visitOn > b.visitOn ? 1 : 0))
}

/** Where rules look across visits, one that changed may price the others of its period otherwise: all visits from the first such period on. */
async function restOfPeriods(work: Work, of: ProviderToPay, changed: readonly VisitToPay[]): Promise<VisitToPay[]> {
  const { run, firstPaidOn } = of
  const [earliest] = changed.map((visit) => visit.visitOn).toSorted()
  if (earliest === undefined) return []
  const weeks = Math.ceil(Temporal.PlainDate.from(earliest).until(run.fromOn).days / 7)
  const from = run.fromOn.subtract({ weeks: Math.ceil(weeks / WEEKS_IN_PERIOD) * WEEKS_IN_PERIOD })
  const fromOn = Temporal.PlainDate.compare(from, firstPaidOn) < 0 ? firstPaidOn : from
  return visitsToPay(work, { ...scopeOf(of), fromOn: fromOn.toString(), toOn: run.fromOn.subtract({ days: 1 }).toString() })
}

/** The visits of paid periods that back-dated rates or rules, or another price, payer or plan of their placement, may price otherwise. */
async function visitsPricedAnew(work: Work, of: ProviderToPay, moved: ReadonlySet<string | null>): Promise<VisitToPay[]> {
  const { run, firstPaidOn, placements, backDated } = of
  const [earliest] = [moved.size === 0 ? undefined : firstPaidOn.toString(), backDated?.fromOn.toString(), ...[...placements.values()].map((placed) => placed.changedFromOn)].filter((day) => day !== undefined).toSorted()
  if (earliest === undefined || earliest >= run.fromOn.toString()) return []
  const fromOn = earliest < firstPaidOn.toString() ? firstPaidOn : Temporal.PlainDate.from(earliest)
  const visits = await visitsToPay(work, { ...scopeOf(of), fromOn: fromOn.toString(), toOn: run.fromOn.subtract({ days: 1 }).toString() })
  return visits.filter((visit) => {
    const placed = visit.placementId === null ? undefined : placements.get(visit.placementId)
    if (placed === undefined) return false
    return moved.has(visit.placementId) || (placed.changedFromOn !== undefined && placed.changedFromOn <= visit.visitOn) || (backDated?.mayTouch(placed, visit.visitOn) ?? false)
  })
}

async function paidBefore(work: Work, { run, lastRun, providerId }: ProviderToPay, visits: readonly VisitToPay[]): Promise<Map<string, PaidLine<number>[]>> {
  const paid = new Map<string, PaidLine<number>[]>()
  if (lastRun === undefined) return paid
  const beforeOn = run.fromOn.toString()
  const rows = await listPaidLines(work.tx, providerId, {
    plannedVisitIds: visits.flatMap((visit) => (visit.plannedVisitId !== null && visit.visitOn < beforeOn ? [visit.plannedVisitId] : [])),
    references: visits.flatMap((visit) => (visit.plannedVisitId === null ? (visit.visitReference ?? []) : [])),
  })
  for (const row of rows) {
    const key = visitKey(row)
    const lines = paid.get(key)
    if (lines === undefined) paid.set(key, [row])
    else lines.push(row)
  }
  return paid
}
