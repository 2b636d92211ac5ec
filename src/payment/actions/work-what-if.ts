import { listPlacements } from '../../brokerage/public.ts'
import { getFramework, listRates, listZones, prepareRates, providerNames } from '../../market/public.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { asksContract } from '../rules/asked-of-records.ts'
import { explainTrace } from '../rules/explain-trace.ts'
import { addNames, type ResultNames } from '../rules/what-if/result-of.ts'
import { beginWhatIf, type RunningWhatIf } from '../rules/what-if/add-stretches.ts'
import { findTraces } from '../store/paid-trace.read.ts'
import { listPayRuns } from '../store/pay-run.read.ts'
import { findWhatIf, sumPaidBetween } from '../store/what-if.read.ts'
import { endWhatIf, updateWhatIfProgress } from '../store/what-if.write.ts'
import type { WhatIf, WhatIfResult } from '../terms/what-if.ts'
import { placedFacts } from './placed-facts.ts'
import { priceStretch, type Stretch } from './price-stretch.ts'

const WORKER = systemActor('what-if')

/** A note of progress is a transaction: not more often than this many parts. */
const NOTED_EACH = 5

/**
 * Reckons a what-if that somebody asked for, provider by provider and period by period, each in a read of its own, so that a year of a county
 * needs the room of its largest part. Safe to run twice: one that has ended stays as it is, and one that is cancelled or deleted meanwhile is left within a few parts. A visit that changes meanwhile is told as it was when its part was read.
 */
export async function workWhatIf(house: House, whatIfId: string): Promise<void> {
  const asked = await read(house, WORKER, (work) => findWhatIf(work.tx, whatIfId))
  if (asked === undefined || asked.endedAt !== null) return
  try {
    const { stretches, names } = await read(house, WORKER, (work) => stretchesOf(work, asked))
    const so = beginWhatIf(asked.scenarios)
    let withoutRate = 0
    for (const [at, stretch] of stretches.entries()) {
      const left = await read(house, WORKER, async (work) => {
        const goesOn = at % NOTED_EACH !== 0 || (await updateWhatIfProgress(work.tx, whatIfId, at, stretches.length))
        return goesOn ? priceStretch(work, stretch, so) : undefined
      })
      if (left === undefined) return
      withoutRate += left
    }
    await read(house, WORKER, async (work) => endWhatIf(work.tx, whatIfId, work.now, { result: await resultOf(work, asked, so, withoutRate, names) }))
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    await read(house, WORKER, (work) => endWhatIf(work.tx, whatIfId, work.now, { refusedWords: fault.message }))
  }
}

async function stretchesOf(work: Work, { frameworkId, fromOn, toOn, scenarios }: WhatIf): Promise<{ readonly stretches: readonly Stretch[]; readonly names: ResultNames }> {
  const placements = await listPlacements(work, { frameworkId, toOn })
  const byId = await placedFacts(work, placements, undefined, { asked: asksContract(scenarios), terms: (await getFramework(work, frameworkId)).terms })
  const rateAt = prepareRates(await listRates(work, frameworkId))
  const runs = (await listPayRuns(work.tx, frameworkId)).filter((run) => Temporal.PlainDate.compare(run.fromOn, fromOn) >= 0 && Temporal.PlainDate.compare(run.toOn, toOn) <= 0)
  const providerIds = [...new Set(placements.map((placement) => placement.providerId))].toSorted()
  const stretches = providerIds.flatMap((providerId) => runs.toReversed().map((run) => ({ frameworkId, providerId, fromOn: run.fromOn, toOn: run.toOn, placements: byId, rateAt })))
  const zones = new Map((await listZones(work, frameworkId)).map((zone) => [zone.id, zone.name]))
  return { stretches, names: { provider: await providerNames(work, providerIds), zone: zones } }
}

async function resultOf(work: Work, { frameworkId, fromOn, toOn }: WhatIf, so: RunningWhatIf, withoutRate: number, names: ResultNames): Promise<WhatIfResult> {
  const traces = await findTraces(work.tx, [...new Set(so.comparisons.flatMap((each) => each.mostDifferent.flatMap(({ visit }) => visit.paid.payLineId ?? [])))])
  const paidElsewherePence = (await sumPaidBetween(work.tx, frameworkId, fromOn, toOn)) - so.paidPence
  const scenarios = so.comparisons.map((running) => {
    const named = addNames(running, so, names)
    return {
      ...named,
      mostDifferent: running.mostDifferent.map(({ visit, tried }) => {
        const paid = visit.paid.payLineId === null ? undefined : traces.get(visit.paid.payLineId)
        return {
          visitOn: visit.visitOn,
          provider: names.provider.get(visit.provider) ?? '',
          zone: visit.place.zone === null ? null : (names.zone.get(visit.place.zone) ?? null),
          planned: visit.planned,
          statementId: paid?.statementId ?? null,
          payLineId: visit.paid.payLineId,
          paid: { minutes: visit.paid.minutes, pence: visit.paid.pence, steps: paid === undefined ? [] : explainTrace(paid.trace) },
          tried: { minutes: tried.payableMinutes, pence: tried.pence, steps: explainTrace(tried.trace) },
        }
      }),
    }
  })
  return { visits: so.visits, paidMinutes: so.paidMinutes, paidPence: so.paidPence, withoutRate, paidElsewherePence, scenarios }
}
