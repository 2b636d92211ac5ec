import { nhsPence } from '../../care/terms/funding.ts'
import type { Pence } from '../../kernel/amounts.ts'
import { allow, type Decision } from '../../kernel/decision.ts'
import { isHeld, type VisitToPay } from '../../visits/terms.ts'
import type { PricedVisit, TraceStep, VisitFacts } from '../terms/priced-visit.ts'
import type { RuleSet } from '../terms/rule-set.ts'
import type { NewPayLine } from '../terms/statement.ts'
import { lineToMake, type PaidLine } from './adjustment.ts'
import type { Missing } from './missing-words.ts'
import { looksAcross } from './price-in-order.ts'
import { pricesAcross, type PriceableVisit } from './prices-across.ts'
import { priceAlike } from './price-alike.ts'
import { ruleSetOn } from './rule-set-on.ts'
import { factsOf, type ContractFacts } from './visits-in-order.ts'
import { recordedMinutes, visitOutcome } from './visit-outcome.ts'

/** What pricing asks of a placement. */
export interface PlacedFacts {
  readonly zoneId: string
  readonly serviceLine: string
  readonly tier: string
  /** Price agreed for this placement alone, as by a mini-competition; null when the framework's rates apply. */
  readonly agreedPencePerHour: Pence | null
  /** The same day by day, where it ever changed. */
  readonly priceOn?: (on: Temporal.PlainDate) => Pence | null
  /** What the week of a day comes to, where a price for the week is agreed; left out where none ever is. */
  readonly weekPenceOn?: (on: Temporal.PlainDate) => Pence | null
  /** The percent that the NHS bears, day by day; left out where it never bears any. */
  readonly nhsPercentOn?: (on: Temporal.PlainDate) => number
  /** Whether the register says that all hours of a day's week are passed on to subcontractors; left out where none ever are. */
  readonly isPassedOn?: (on: Temporal.PlainDate) => boolean
  /** The first planned visit of the package, and how soon it came; left out where no rule asks. */
  readonly start?: { readonly plannedVisitId: number } & NonNullable<VisitFacts['start']>
  /** From the nearest place that the framework measures from to the person's home; null when it is not known; left out where no rule asks. */
  readonly distanceMetres?: number | null
}

/** What the contract has to do with one visit of a placement: whether it was passed on, how far it is, and whether the package begins with it. */
export function contractFacts({ isPassedOn, start, distanceMetres }: PlacedFacts, { plannedVisitId }: Pick<VisitToPay, 'plannedVisitId'>, on: Temporal.PlainDate): ContractFacts {
  const isFirst = start !== undefined && start.plannedVisitId === plannedVisitId
  return { ...(distanceMetres !== undefined && { distanceMetres }), ...(isPassedOn?.(on) === true && { subcontracted: true }), ...(isFirst && { start: { on: start.on, days: start.days, urgency: start.urgency } }) }
}

/** What pricing asks of the framework's rates; `prepareRates` of market answers it. */
export type RateAt = (question: Pick<PlacedFacts, 'zoneId' | 'serviceLine' | 'tier'> & { readonly on: Temporal.PlainDate; readonly startMinute?: number | null | undefined }) => Decision<{ readonly id: string; readonly pencePerHour: number }>

/** What all providers of a run are priced by. */
export interface Terms {
  readonly placements: ReadonlyMap<string, PlacedFacts>
  readonly ruleSets: readonly Pick<RuleSet, 'id' | 'fromOn' | 'document'>[]
  readonly rateAt: RateAt
  /** First day of the run's period, from which four-week periods are counted both ways. */
  readonly periodFromOn: Temporal.PlainDate
}

type RuleSetInForce = Terms['ruleSets'][number]

/**
 * The key of a visit across runs: its planned visit, else the provider's reference. Lines and visits of one provider
 * that share it are about the same visit.
 */
export function visitKey(visit: { readonly plannedVisitId: number | null; readonly visitReference: string | null }): string {
  return visit.plannedVisitId === null ? `r${visit.visitReference ?? ''}` : `p${String(visit.plannedVisitId)}`
}

/** Answers the lines to make for a provider's visits, given what was paid for them before, and what stands in the way of pricing the rest. */
export type LinePricing = (visits: readonly VisitToPay[], paidByVisit: ReadonlyMap<string, readonly PaidLine<number>[]>) => { readonly lines: NewPayLine[]; readonly missing: Missing[] }

/** A visit with the terms it is priced by. */
interface Priceable extends PriceableVisit {
  readonly placed: PlacedFacts
  readonly ruleSet: RuleSetInForce
  readonly rateId: string | null
}

/** Prepares pricing under one framework's terms. It remembers each date's rule set, so that a run asks once for each. */
export function linePricing(terms: Terms): LinePricing {
  const days = new Map<string, { readonly on: Temporal.PlainDate; readonly ruleSet: RuleSetInForce | undefined }>()
  const dayOf = (visitOn: string) => {
    let day = days.get(visitOn)
    if (day === undefined) {
      const on = Temporal.PlainDate.from(visitOn)
      day = { on, ruleSet: ruleSetOn(terms.ruleSets, on) }
      days.set(visitOn, day)
    }
    return day
  }
  const price = priceAlike()
  const isAcross = terms.ruleSets.some((each) => looksAcross(each.document))
  return (visits, paidByVisit) => {
    const priceable: Priceable[] = []
    const missing: Missing[] = []
    for (const visit of visits) {
      const placed = visit.placementId === null ? undefined : terms.placements.get(visit.placementId)
      if (visit.placementId === null || placed === undefined) continue // not this framework's to pay
      // It fell away before it was ever paid: there is nothing to pay and nothing to take back.
      if (!paidByVisit.has(visitKey(visit)) && visit.records.length === 0 && visit.plannedMinutes === null && !isHeld(visit)) continue
      const { on, ruleSet } = dayOf(visit.visitOn)
      const agreed = placed.priceOn === undefined ? placed.agreedPencePerHour : placed.priceOn(on)
      const rate = agreed === null ? terms.rateAt({ ...placed, on, startMinute: visit.startMinute }) : allow({ id: null, pencePerHour: agreed })
      if (ruleSet === undefined) missing.push({ ...placed, visitOn: visit.visitOn, words: 'no payment rule set has begun' })
      const weekPence = placed.weekPenceOn?.(on) ?? null
      if (weekPence !== null && ruleSet !== undefined && ruleSet.document.packagePrice === undefined) missing.push({ ...placed, visitOn: visit.visitOn, words: 'a price for the week is agreed, and the payment rules pay no package by the week' })
      if (!rate.ok) missing.push({ ...placed, visitOn: visit.visitOn, words: rate.reasons[0]?.clause === 'two-rates' ? 'two rates begin on the same date' : 'no rate has begun' })
      if (ruleSet !== undefined && rate.ok) priceable.push({ visit, placementId: visit.placementId, placed, on, ruleSet, rateId: rate.value.id, pencePerHour: rate.value.pencePerHour, contract: contractFacts(placed, visit, on), weekPence })
    }
    const prices = isAcross ? pricesAcross(priceable, terms.periodFromOn) : undefined
    const lines = priceable.flatMap((each, at) => lineOf(each, prices?.[at] ?? price(each.ruleSet.document, factsOf(each)), paidByVisit.get(visitKey(each.visit)) ?? []) ?? [])
    return { lines, missing }
  }
}

function lineOf({ visit, placementId, placed, on, ruleSet, rateId, pencePerHour }: Priceable, priced: PricedVisit, paid: readonly PaidLine<number>[]): NewPayLine | undefined {
  const nhsPercent = placed.nhsPercentOn?.(on) ?? 0
  const nhs = nhsPence(priced.pence, nhsPercent)
  const line = lineToMake(paid, { ...priced, nhsPence: nhs })
  if (line.kind === 'nothing' || (line.kind === 'first' && isHeld(visit) && line.payableMinutes === 0)) return undefined
  const borne: readonly TraceStep[] = nhsPercent === 0 ? priced.trace : [...priced.trace, ['funder', nhsPercent, nhs]]
  const trace: readonly TraceStep[] = line.kind === 'adjustment' ? [...borne, line.step] : borne
  return {
    kind: line.kind === 'adjustment' ? 'adjustment' : 'visit',
    adjustsLineId: line.kind === 'adjustment' ? line.adjustsLineId : null,
    placementId,
    personId: visit.personId,
    zoneId: placed.zoneId,
    serviceLine: placed.serviceLine,
    tier: placed.tier,
    visitOn: visit.visitOn,
    plannedVisitId: visit.plannedVisitId,
    visitReference: visit.visitReference,
    plannedMinutes: visit.plannedMinutes ?? 0,
    plannedWorkers: visit.plannedMinutes === null ? 0 : (visit.plannedWorkers ?? 1),
    actualMinutes: recordedMinutes(visit),
    countedMinutes: priced.countedMinutes,
    payableMinutes: line.payableMinutes,
    pencePerHour,
    pence: line.pence,
    nhsPence: line.nhsPence ?? 0,
    outcome: visitOutcome(visit),
    ruleSetId: ruleSet.id,
    rateId,
    recordIds: visit.records.map((record) => record.recordId),
    trace,
  }
}
