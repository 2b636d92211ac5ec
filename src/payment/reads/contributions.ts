import { personLabels, personNames } from '../../care/public.ts'
import { getFramework, listFrameworks } from '../../market/public.ts'
import type { Framework } from '../../market/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { runState } from '../rules/run-state.ts'
import { listContributionLines, listContributionTerms, listReckonedRuns } from '../store/contribution.read.ts'
import { listRunEvents } from '../store/pay-run-event.read.ts'
import { listPayRuns } from '../store/pay-run.read.ts'
import type { PayRun } from '../terms.ts'
import { SEE_CONTRIBUTIONS, type ContributionLine, type ContributionTerms } from '../terms/contribution.ts'

/** Contributions reckoned with one payment run of a framework. */
export interface SeenContributions {
  readonly framework: Framework
  readonly frameworks: readonly Framework[]
  readonly terms: readonly ContributionTerms[]
  /** Approved runs, the latest first, and whether contributions were reckoned with each. */
  readonly runs: readonly (PayRun & { readonly isReckoned: boolean })[]
  /** The run that is shown; undefined when none is approved. */
  readonly run: PayRun | undefined
  readonly lines: readonly ContributionLine[]
  /** References by person. */
  readonly people: ReadonlyMap<string, string>
}

/** Contributions of a framework (the first when none is named) and an approved run (the latest when none is named). Undefined without a framework. Throws `Forbidden`, `NotFound`. */
export async function seeContributions(house: House, actor: Actor, asked: { readonly frameworkId?: string | undefined; readonly payRunId?: string | undefined }): Promise<SeenContributions | undefined> {
  return read(house, actor, async (work) => {
    need(actor, SEE_CONTRIBUTIONS)
    const frameworks = await listFrameworks(work)
    const framework = asked.frameworkId === undefined ? frameworks[0] : await getFramework(work, asked.frameworkId)
    if (framework === undefined) return undefined
    const all = await listPayRuns(work.tx, framework.id)
    const events = await listRunEvents(work.tx, all.map((run) => run.id))
    const reckoned = await listReckonedRuns(work.tx, framework.id)
    const runs = all.filter((run) => !['draft', 'in-review'].includes(runState(run, events.get(run.id) ?? []))).map((run) => ({ ...run, isReckoned: reckoned.has(run.id) }))
    const run = asked.payRunId === undefined ? (runs.find((each) => each.isReckoned) ?? runs[0]) : runs.find((each) => each.id === asked.payRunId)
    if (asked.payRunId !== undefined && run === undefined) throw new NotFound('The payment run')
    const lines = run === undefined ? [] : await listContributionLines(work.tx, { payRunId: run.id })
    const labels = await personLabels(work, [...new Set(lines.map((line) => line.personId))])
    return { framework, frameworks, terms: await listContributionTerms(work.tx, framework.id), runs, run, lines, people: new Map([...labels].map(([id, label]) => [id, label.reference])) }
  })
}

/** One line with its visits, every line of its package's week, and the person; audits that their record was read. Throws `Forbidden`, `NotFound`. */
export async function seeContribution(house: House, actor: Actor, contributionLineId: number): Promise<{ readonly line: ContributionLine; readonly week: readonly ContributionLine[]; readonly terms: ContributionTerms; readonly person: { readonly reference: string; readonly name: string } }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_CONTRIBUTIONS)
    const [line] = await listContributionLines(work.tx, { id: contributionLineId })
    if (line === undefined) throw new NotFound('The contribution')
    const terms = (await listContributionTerms(work.tx, line.frameworkId)).find((each) => each.id === line.termsId)
    const person = (await personNames(work, [line.personId])).get(line.personId)
    if (terms === undefined || person === undefined) throw new NotFound('The contribution')
    return { line, week: (await listContributionLines(work.tx, { packageId: line.packageId, weekOn: line.weekOn })).filter((each) => each.frameworkId === line.frameworkId), terms, person }
  })
}
