import { randomUUID } from 'node:crypto'
import { listPlacements } from '../../brokerage/public.ts'
import { SERVICE_LINE_NAMES } from '../../care/terms.ts'
import { getFramework, listRates, listZones, prepareRates } from '../../market/public.ts'
import { TIER_NAMES } from '../../market/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { newestChange } from '../../visits/public.ts'
import { asksContract, asksDetails } from '../rules/asked-of-records.ts'
import { backDatedTerms } from '../rules/back-dated.ts'
import { mayRun, type PeriodsRun } from '../rules/may-run.ts'
import { missingWords, type Missing } from '../rules/missing-words.ts'
import { paymentCalendar } from '../rules/payment-period.ts'
import { looksAcross } from '../rules/price-in-order.ts'
import { linePricing } from '../rules/provider-lines.ts'
import { listPayRuns, listPayRunSums, lockPayment } from '../store/pay-run.read.ts'
import { insertPayRun } from '../store/pay-run.write.ts'
import { listRuleSets } from '../store/rule-set.read.ts'
import { RUN_PAYMENT, type PayRun } from '../terms.ts'
import { CannotPrice } from './cannot-price.ts'
import { feeLinesDue } from './fee-lines.ts'
import { LOOK_BACK_HOURS, type PaidProvider } from './pay-provider.ts'
import { payProviders } from './pay-providers.ts'
import { placedFacts } from './placed-facts.ts'
import { tellHeld } from './tell-held.ts'

/** Which period to pay. */
export interface PeriodToPay {
  readonly frameworkId: string
  /** First day of the period. */
  readonly periodFromOn: Temporal.PlainDate
  /** Account of whoever asked for it, when a job runs it in their name. */
  readonly askedByAccount?: string | null
  /** Told after each provider, outside the transaction's knowledge; it must not write to payment's tables. */
  readonly onProgress?: (done: number, total: number) => void
}

/** What a run paid; of the earlier run when the period was already paid. */
export interface PaymentRun {
  readonly payRunId: string
  readonly statements: number
  /** Lines for visits; `adjustments` are counted apart. */
  readonly lines: number
  readonly adjustments: number
  readonly totalPence: number
  readonly already: boolean
}

/**
 * Runs payment for a period as a draft, which somebody else approves before a provider sees its statement: one statement for each provider with visits to pay or earlier ones to correct (late or corrected records, plans,
 * back-dated rates and rules), in one transaction.
 * The same period again answers `already` and changes nothing. Two runs at once: the second waits, then finds it done.
 * Throws `Refused` when the period has not ended or an earlier one waits, and when a visit has no rate or no rules: then
 * nothing is written, the message lists what is missing, and who must act and who must wait are told. Throws `NotFound` for the framework.
 */
export async function runPayment(house: House, actor: Actor, input: PeriodToPay): Promise<PaymentRun> {
  try {
    return await payInOne(house, actor, input)
  } catch (fault) {
    if (fault instanceof CannotPrice) await tellHeld(house, actor, input, fault)
    throw fault
  }
}

function payInOne(house: House, actor: Actor, input: PeriodToPay): Promise<PaymentRun> {
  return write(house, actor, async (work) => {
    need(actor, RUN_PAYMENT)
    const framework = await getFramework(work, input.frameworkId)
    await lockPayment(work.tx, framework.id)
    const runs = await listPayRuns(work.tx, framework.id)
    const earlier = runs.find((run) => run.fromOn.equals(input.periodFromOn))
    if (earlier !== undefined) return alreadyRun(work, earlier)
    const calendar = paymentCalendar(framework.paymentAnchorOn)
    const period = calendar.ok ? mayRun(calendar.value, input.periodFromOn, periodsRun(runs), work.today) : calendar
    if (!period.ok) throw new Refused(period.reasons[0]?.clause ?? 'refused', period.reasons.map((reason) => reason.words).join(' '), 'period')

    // Asked first: it holds off imports, so that what is read below and this number agree.
    const newest = await newestChange(work)
    const rates = await listRates(work, framework.id)
    const ruleSets = await listRuleSets(work.tx, framework.id)
    const run: PayRun = { id: randomUUID(), frameworkId: framework.id, fromOn: period.value.fromOn, toOn: period.value.toOn, runAt: work.now, runBy: actor.name, runByAccount: input.askedByAccount ?? actor.userId, needsApproval: true, newestRecordId: newest, rateIds: rates.map((rate) => rate.id), ruleSetIds: ruleSets.map((each) => each.id) }
    await insertPayRun(work.tx, run)
    const placements = await listPlacements(work, { frameworkId: framework.id, toOn: run.toOn })
    const contract = asksContract(ruleSets)
    const byId = await placedFacts(work, placements, runs[0]?.runAt.subtract({ hours: LOOK_BACK_HOURS }), { asked: contract, terms: framework.terms })
    const pricing = linePricing({ placements: byId, ruleSets, rateAt: prepareRates(rates), periodFromOn: run.fromOn })
    const backDated = runs[0] === undefined ? undefined : backDatedTerms(runs[0], { rates, ruleSets }, run.fromOn)
    const asked = { details: ruleSets.some((each) => asksDetails(each.document)), wholePeriods: ruleSets.some((each) => looksAcross(each.document)), contract: contract.subcontracted || contract.start }
    const fees = await feeLinesDue(work, run, ruleSets)
    const placed = Map.groupBy(placements, (placement) => placement.providerId)
    const providers = [...new Set([...placed.keys(), ...fees.keys()])].toSorted().map((providerId) => ({ run, lastRun: runs[0], firstPaidOn: runs.at(-1)?.fromOn ?? run.fromOn, providerId, placed: placed.get(providerId) ?? [], pricing, placements: byId, backDated, asked, fees: fees.get(providerId) ?? [] }))
    const { paid, missing, held } = await payProviders(work, run, providers, input.onProgress)
    if (missing.length > 0) throw await refusalFor(work, framework.id, missing, held)
    for (const each of paid) work.audit({ kind: 'statement-made', subjectKind: 'statement', subjectId: each.statementId, detail: { number: each.number, providerId: each.providerId, payRunId: run.id, ...each.totals } })
    const sum = (of: (each: PaidProvider) => number): number => paid.reduce((total, each) => total + of(each), 0)
    const made = { statements: paid.length, lines: sum((each) => each.totals.lineCount), adjustments: sum((each) => each.totals.adjustmentCount), totalPence: sum((each) => each.totals.totalPence) }
    work.audit({ kind: 'payment-run', subjectKind: 'pay-run', subjectId: run.id, detail: { frameworkId: framework.id, fromOn: run.fromOn.toString(), toOn: run.toOn.toString(), newestRecordId: newest, ...made } })
    return { payRunId: run.id, ...made, already: false }
  })
}

async function alreadyRun(work: Work, run: PayRun): Promise<PaymentRun> {
  const [sums] = await listPayRunSums(work.tx, { payRunId: run.id })
  work.audit({ kind: 'payment-run-repeated', subjectKind: 'pay-run', subjectId: run.id })
  return { payRunId: run.id, statements: sums?.statements ?? 0, lines: sums?.lines ?? 0, adjustments: sums?.adjustments ?? 0, totalPence: sums?.totalPence ?? 0, already: true }
}

function periodsRun(runs: readonly PayRun[]): PeriodsRun | undefined {
  const last = runs[0]
  const first = runs.at(-1)
  return last === undefined || first === undefined ? undefined : { firstFromOn: first.fromOn, lastFromOn: last.fromOn }
}

async function refusalFor(work: Work, frameworkId: string, missing: readonly Missing[], providerIds: readonly string[]): Promise<CannotPrice> {
  const zones = new Map((await listZones(work, frameworkId)).map((zone) => [zone.id, zone.name]))
  const sentences = missingWords(missing, {
    zone: (id) => zones.get(id) ?? 'A zone',
    serviceLine: (code) => (SERVICE_LINE_NAMES as Readonly<Record<string, string>>)[code] ?? code,
    tier: (code) => (TIER_NAMES as Readonly<Record<string, string>>)[code]?.toLowerCase() ?? code,
  })
  return new CannotPrice(`Nothing was paid, because some visits cannot be priced. ${sentences.join(' ')} Add the rates or rules, then run it again.`, providerIds)
}
