import { wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { explainTrace } from '../../rules/explain-trace.ts'
import { ruleSetSentences } from '../../rules/rule-set-sentences.ts'
import type { ExplainedLine } from '../../reads/one-line.ts'
import { LINE_OUTCOME_NAMES } from '../../terms/statement.ts'
import { periodWords, serviceLineWords, tierWords } from '../words.ts'
import { poundsFigure } from '../../rules/pounds-figure.ts'

/** A line's page: what it pays, step by step, and where each number came from. */
export function presentLine(found: ExplainedLine, options: { readonly url: string; readonly maySeeRules: boolean; readonly maySeeVisit: boolean; readonly mayHold: boolean }) {
  const { statement, line, person, ruleSet, lines } = found
  const isAdjustment = line.kind === 'adjustment'
  const first = lines[0]
  const owed = lines.reduce((sum, each) => sum + each.line.pence, 0)
  return {
    title: `${line.kind === 'fee' ? 'Fee at risk' : isAdjustment ? 'Adjustment' : 'Visit'} of ${wordsForDate(line.visitOn)}: ${wordsForPence(line.pence)}`,
    caption: `Statement ${statement.number}, line ${String(line.id)}`,
    breadcrumbs: [
      { text: 'Statements', href: '/statements' },
      { text: `Statement ${statement.number}`, href: `/statements/${statement.id}` },
    ],
    bar: {
      name: person === undefined ? found.providerName : `${person.reference} ${person.initials}`,
      facts: [
        ...(person === undefined ? [] : [{ term: 'Provider', text: found.providerName }]),
        { term: 'Period', text: periodWords(statement) },
        { term: 'Outcome', text: LINE_OUTCOME_NAMES[line.outcome] },
      ],
    },
    adjusts: isAdjustment && first !== undefined ? `This line corrects line ${String(first.line.id)} on statement ${first.statementNumber}. The visit was priced again as it is known now, and this line is the difference.` : undefined,
    holdHref: options.mayHold ? `/statements/${statement.id}/lines/${String(line.id)}/hold` : undefined,
    steps: explainTrace(line.trace),
    facts: [
      ...(line.kind === 'fee' ? [] : [{ key: 'Rate', text: `${wordsForPence(line.pencePerHour)} an hour for one care worker`, hint: rateWords(found) }]),
      { key: 'Payment rules', text: `Version ${String(ruleSet.version)}: ${ruleSet.document.name}`, hint: `For visits from ${wordsForDate(ruleSet.fromOn)}`, ...(options.maySeeRules ? { href: `/rule-sets/${ruleSet.id}` } : {}) },
      { key: 'Zone', text: zoneWords(found, line.zoneId) },
      { key: 'Service line', text: serviceLineWords(line.serviceLine) },
      { key: 'Tier', text: tierWords(line.tier) },
      line.kind === 'fee' ? { key: 'Fee at risk', text: 'How it was measured', href: `/fee-at-risk/${line.visitReference ?? ''}` } : visitFact(found, options.maySeeVisit),
      { key: 'Records used', text: line.recordIds.length === 0 ? 'None' : line.recordIds.map((id) => `Record ${String(id)}`).join(', ') },
    ],
    sentences: ruleSetSentences(ruleSet.document),
    rulesName: `Every rule of version ${String(ruleSet.version)}`,
    history: dataTable({
      key: 'history',
      caption: 'Every line of this visit',
      noun: ['line', 'lines'],
      rows: lines,
      url: options.url,
      emptyWords: 'There is no line.',
      columns: [
        { key: 'line', heading: 'Line', value: (each) => (each.line.id === line.id ? `${String(each.line.id)} (this one)` : { text: String(each.line.id), href: `/statements/${each.line.statementId}/lines/${String(each.line.id)}` }) },
        { key: 'statement', heading: 'Statement', value: (each) => ({ text: each.statementNumber, href: `/statements/${each.line.statementId}` }) },
        { key: 'kind', heading: 'Kind', value: (each) => ({ visit: 'Visit', adjustment: 'Adjustment', fee: 'Fee' })[each.line.kind] },
        { key: 'minutes', heading: 'Minutes', numeric: true, value: (each) => String(each.line.payableMinutes) },
        { key: 'pence', heading: 'Amount', numeric: true, value: (each) => wordsForPence(each.line.pence), csv: (each) => poundsFigure(each.line.pence) },
      ],
    }),
    owedWords: lines.length > 1 ? `Together they pay ${wordsForPence(owed)} for this visit.` : undefined,
  }
}

function rateWords({ line: { rateId }, rate, zones }: ExplainedLine): string {
  if (rateId === null) return 'The price agreed for this package when it was placed'
  if (rate === undefined) return 'The rate is no longer listed'
  const zone = rate.zoneId === null ? 'any zone' : (zones.find((each) => each.id === rate.zoneId)?.name ?? 'the zone')
  const line = serviceLineWords(rate.serviceLine)
  const tier = tierWords(rate.tier)
  return `The rate for ${zone}, ${rate.serviceLine === null ? line.toLowerCase() : line}, ${rate.tier === null ? 'any tier' : `tier ${tier.toLowerCase()}`}, from ${wordsForDate(rate.fromOn)}`
}

function zoneWords({ zones }: ExplainedLine, zoneId: string | null): string {
  return zones.find((each) => each.id === zoneId)?.name ?? 'None'
}

function visitFact({ line }: ExplainedLine, mayOpen: boolean) {
  if (line.plannedVisitId === null) return { key: 'Visit', text: `Not planned. The provider’s reference: ${line.visitReference ?? ''}` }
  const workers = line.plannedWorkers === 2 ? ', 2 care workers' : ''
  const text = line.plannedWorkers === 0 ? 'Was planned, and is no longer' : `Planned for ${String(line.plannedMinutes)} minutes${workers}`
  return { key: 'Visit', text, ...(mayOpen ? { href: `/visits/${String(line.plannedVisitId)}` } : {}) }
}
