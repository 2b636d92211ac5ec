import { getFramework, listFrameworks, listZones, providerNames } from '../../market/public.ts'
import type { Framework } from '../../market/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { getFeeResult } from '../actions/contest-fee.ts'
import { feeState, type FeeState } from '../rules/fee-at-risk.ts'
import { runState } from '../rules/run-state.ts'
import { listFeeResults, listFeeTerms } from '../store/fee.read.ts'
import { listRunEvents } from '../store/pay-run-event.read.ts'
import { listPayRuns } from '../store/pay-run.read.ts'
import type { PayRun } from '../terms.ts'
import { SEE_FEES, type FeeResult, type FeeTerms } from '../terms/fee-at-risk.ts'

/** A result with the names a table shows and where it stands. */
export type NamedFee = FeeResult & { readonly providerName: string; readonly zoneName: string; readonly state: FeeState }

/** The fees at risk of a framework. */
export interface SeenFees {
  readonly framework: Framework
  readonly frameworks: readonly Framework[]
  readonly terms: readonly FeeTerms[]
  readonly results: readonly NamedFee[]
  /** Approved runs for which terms were in force and that were not measured, the latest first. */
  readonly toMeasure: readonly PayRun[]
}

/** The fees at risk of a framework, of the first one when none is named; a provider sees its own results. Undefined without a framework. Throws `Forbidden`, `NotFound`. */
export async function seeFees(house: House, actor: Actor, frameworkId: string | undefined): Promise<SeenFees | undefined> {
  return read(house, actor, async (work) => {
    need(actor, SEE_FEES)
    const frameworks = await listFrameworks(work)
    const framework = frameworkId === undefined ? frameworks[0] : await getFramework(work, frameworkId)
    if (framework === undefined) return undefined
    const terms = await listFeeTerms(work.tx, framework.id)
    const results = (await listFeeResults(work.tx, { frameworkId: framework.id })).filter((each) => isOwnOrganisation(actor, each.providerId))
    return { framework, frameworks, terms, results: await named(work, results), toMeasure: actor.organisationId === null ? await unmeasured(work, framework.id, terms, results) : [] }
  })
}

/** One result. Throws `Forbidden`, and `NotFound`, also for another provider's. */
export async function seeFee(house: House, actor: Actor, feeResultId: string): Promise<NamedFee> {
  return read(house, actor, async (work) => {
    need(actor, SEE_FEES)
    const [result] = await named(work, [await getFeeResult(work, feeResultId)])
    if (result === undefined) throw new Error('a result was read and is gone')
    return result
  })
}

async function unmeasured(work: Work, frameworkId: string, terms: readonly FeeTerms[], results: readonly FeeResult[]): Promise<PayRun[]> {
  const first = terms.at(-1)
  if (first === undefined) return []
  const runs = (await listPayRuns(work.tx, frameworkId)).filter((run) => Temporal.PlainDate.compare(first.fromOn, run.fromOn) <= 0 && results.every((each) => each.payRunId !== run.id))
  const events = await listRunEvents(work.tx, runs.map((run) => run.id))
  return runs.filter((run) => !['draft', 'in-review'].includes(runState(run, events.get(run.id) ?? [])))
}

async function named(work: Work, results: readonly FeeResult[]): Promise<NamedFee[]> {
  const names = await providerNames(work, [...new Set(results.map((each) => each.providerId))])
  const zones = new Map<string, string>()
  for (const frameworkId of new Set(results.map((each) => each.frameworkId))) for (const zone of await listZones(work, frameworkId)) zones.set(zone.id, zone.name)
  return results.map((each) => ({ ...each, providerName: names.get(each.providerId) ?? 'Provider', zoneName: zones.get(each.zoneId) ?? '', state: feeState(each, work.today) }))
}
