import { randomUUID } from 'node:crypto'
import { leadAnswers, listPlacements } from '../../brokerage/public.ts'
import { countOf, wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { notifyEach } from '../../platform/notify/notify.ts'
import { countLateVisits } from '../../visits/public.ts'
import { feeAtRisk, type Counted } from '../rules/fee-at-risk.ts'
import { listFeeResults, listFeeTerms, listPaidInZones, type PaidInZone } from '../store/fee.read.ts'
import { insertFeeResult } from '../store/fee.write.ts'
import type { PayRun } from '../terms.ts'
import { SET_FEE_TERMS, type FeeMeasure } from '../terms/fee-at-risk.ts'
import { lockRun } from './record-run-event.ts'

/**
 * Measures the fee at risk of every lead of a framework's zones for a paid period, once, and tells the providers. Throws `Refused` while the run
 * is not approved, without terms for the period, and when it was measured; `NotFound`.
 */
export async function measureFees(house: House, actor: Actor, input: { readonly payRunId: string }): Promise<{ readonly results: number }> {
  return write(house, actor, async (work) => {
    need(actor, SET_FEE_TERMS)
    const { run, state } = await lockRun(work, input.payRunId)
    if (state === 'draft' || state === 'in-review') throw new Refused('not-approved', 'This period’s payment run is not approved yet. Providers are told of a fee at risk once they have their statements.', 'period')
    const terms = (await listFeeTerms(work.tx, run.frameworkId)).find((each) => Temporal.PlainDate.compare(each.fromOn, run.fromOn) <= 0)
    if (terms === undefined) throw new Refused('no-terms', `No terms of a fee at risk were in force on ${wordsForDate(run.fromOn)}. Set them first`, 'period')
    if ((await listFeeResults(work.tx, { payRunId: run.id })).length > 0) throw new Refused('measured', 'This period was measured already. A result is put right by a contest and its decision, never measured again', 'period')
    const paid = await listPaidInZones(work.tx, run.id)
    const leads = paid.filter((each) => each.tier === 'lead')
    const countedOf = await countsOf(work, run, paid)
    const told: { readonly organisationId: string; readonly fields: { readonly period: string; readonly link: string } }[] = []
    for (const lead of leads) {
      const id = randomUUID()
      const result = feeAtRisk(terms.document, lead.pence, countedOf(lead))
      await insertFeeResult(work.tx, { id, frameworkId: run.frameworkId, payRunId: run.id, providerId: lead.providerId, zoneId: lead.zoneId, termsId: terms.id, feePence: lead.pence, ...result, contestUntil: work.today.add({ days: terms.document.contestDays }), measuredAt: work.now, measuredBy: actor.name })
      work.audit({ kind: 'fee-measured', subjectKind: 'fee-result', subjectId: id, detail: { payRunId: run.id, providerId: lead.providerId, zoneId: lead.zoneId, feePence: lead.pence, atRiskPence: result.atRiskPence, pence: result.pence } })
      told.push({ organisationId: lead.providerId, fields: { period: `to ${wordsForDate(run.toOn)}`, link: `/fee-at-risk/${id}` } })
    }
    if (leads.length === 0) throw new Refused('no-leads', 'No lead was paid for visits of its zone in this period', 'period')
    await notifyEach(work, 'provider-finance', 'fee-at-risk-measured', told)
    return { results: leads.length }
  })
}

async function countsOf(work: Work, run: PayRun, paid: readonly PaidInZone[]): Promise<(lead: PaidInZone) => Readonly<Record<FeeMeasure, Counted>>> {
  const at = (day: Temporal.PlainDate): Temporal.Instant => day.toZonedDateTime('Europe/London').toInstant()
  const answers = await leadAnswers(work, { frameworkId: run.frameworkId, fromAt: at(run.fromOn), untilAt: at(run.toOn.add({ days: 1 })) })
  const late = await countLateVisits(work, run.fromOn, run.toOn)
  const lateIn = new Map<string, number>()
  for (const placement of await listPlacements(work, { frameworkId: run.frameworkId, fromOn: run.fromOn, toOn: run.toOn })) {
    const key = `${placement.zoneId} ${placement.providerId} ${placement.tier}`
    lateIn.set(key, (lateIn.get(key) ?? 0) + (late.get(placement.id) ?? 0))
  }
  return (lead) => {
    const offers = answers.find((each) => each.zoneId === lead.zoneId && each.providerId === lead.providerId) ?? { accepted: 0, declined: 0, lapsed: 0, withdrawn: 0 }
    const inZone = paid.filter((each) => each.zoneId === lead.zoneId)
    const minutes = (of: readonly PaidInZone[]): number => of.reduce((sum, each) => sum + each.minutes, 0)
    const lateHere = Math.min(lead.delivered, lateIn.get(`${lead.zoneId} ${lead.providerId} lead`) ?? 0)
    const notMade = lead.missed + lead.noRecord
    const left = (count: number, one: string, many: string): string[] => (count === 0 ? [] : [countOf(count, one, many)])
    return {
      acceptance: { numerator: offers.accepted, denominator: offers.accepted + offers.declined + offers.lapsed, exclusions: left(offers.withdrawn, 'offer that the council took back', 'offers that the council took back') },
      'zone-share': { numerator: minutes(inZone.filter((each) => each.providerId === lead.providerId)), denominator: minutes(inZone), exclusions: [] },
      'on-time': { numerator: lead.delivered - lateHere, denominator: lead.delivered, exclusions: left(notMade + lead.others, 'planned visit that was not delivered', 'planned visits that were not delivered') },
      missed: { numerator: notMade, denominator: lead.delivered + notMade, exclusions: left(lead.others, 'visit that was cancelled, refused or not required', 'visits that were cancelled, refused or not required') },
    }
  }
}
