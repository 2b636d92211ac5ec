import { londonDate } from '../../../kernel/london.ts'
import { countOf, hoursFigure, withCommas, wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { barChart } from '../../../platform/components/charts/bar-chart.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import type { ScenarioAnswer, WhatIf, WhatIfResult } from '../../terms/what-if.ts'
import { periodWords } from '../words.ts'
import { differenceWords, percentWords, pounds } from './scenario-view.ts'

/** What was paid, or what a rule set would have paid: a row of the comparison. */
interface Compared {
  readonly name: string
  readonly href: string | undefined
  readonly payableMinutes: number
  readonly pence: number
  readonly answer: ScenarioAnswer | undefined
}

/** How far a what-if has come, for the pages that wait for it. */
export function waitingView(whatIf: Pick<WhatIf, 'refusedWords' | 'partsDone' | 'partsTotal'>, here: string) {
  return { refusedWords: whatIf.refusedWords, progress: whatIf.partsTotal === null ? 'Waiting to begin.' : `${withCommas(whatIf.partsDone)} of ${countOf(whatIf.partsTotal, 'part')} done; a part is one provider’s payment period.`, here }
}

/** The facts of a what-if. */
export function factRows(whatIf: WhatIf, frameworkName: string) {
  const { result } = whatIf
  return [
    { key: 'Framework', text: frameworkName },
    { key: 'Paid periods', text: periodWords(whatIf) },
    { key: 'Asked by', text: whatIf.askedBy, hint: wordsForDate(londonDate(whatIf.askedAt)) },
    ...(result === null
      ? []
      : [
          { key: 'Visits', text: withCommas(result.visits), hint: result.withoutRate === 0 ? '' : `${countOf(result.withoutRate, 'visit is', 'visits are')} left out, because no rate has begun for them` },
          { key: 'Paid for them', text: wordsForPence(result.paidPence), hint: result.paidElsewherePence === 0 ? 'Every adjustment so far included, and runs that wait for approval' : `Every adjustment so far included. ${wordsForPence(result.paidElsewherePence)} more was paid for visits that are no longer there, and is left out` },
          { key: 'How it was reckoned', text: pathWords(result) },
        ]),
  ]
}

/** How many prices were reckoned signature by signature, and that rules across visits are in. */
export function pathWords({ visits, scenarios }: WhatIfResult): string {
  const alone = scenarios.filter((each) => each.path === 'signature').length
  const share = scenarios.length === 0 ? 0 : Math.round((alone * 1000) / scenarios.length) / 10
  return `${withCommas(alone * visits)} of ${withCommas(scenarios.length * visits)} prices (${String(share)}%) by signature: each different visit is priced once. Rules that look across visits, such as caps on a week and overlaps, are included, priced visit by visit: ${alone === scenarios.length ? 'none of these rule sets has them' : `${countOf(scenarios.length - alone, 'rule set has', 'rule sets have')} them`}.`
}

/** Every rule set beside what was paid, as a table and as a picture. */
export function comparedView(whatIf: WhatIf, result: WhatIfResult, url: string) {
  const rows: Compared[] = [
    { name: 'What was paid', href: undefined, payableMinutes: result.paidMinutes, pence: result.paidPence, answer: undefined },
    ...result.scenarios.map((answer, at) => ({ name: nameWithRates(answer), href: `/what-ifs/${whatIf.id}?rules=${String(at)}#rules`, payableMinutes: answer.payableMinutes, pence: answer.pence, answer })),
  ]
  const table: TableView = dataTable({
    key: 'compared',
    caption: 'Rule sets compared',
    noun: ['row', 'rows'],
    rows,
    url,
    emptyWords: '',
    columns: [
      { key: 'name', heading: 'Rules', wide: true, value: (row) => (row.href === undefined ? row.name : { text: row.name, href: row.href }), csv: (row) => row.name },
      { key: 'hours', heading: 'Hours', numeric: true, value: (row) => hoursFigure(row.payableMinutes), csv: (row) => row.payableMinutes / 60 },
      { key: 'total', heading: 'Total', numeric: true, value: (row) => wordsForPence(row.pence), csv: (row) => pounds(row.pence) },
      { key: 'more', heading: 'Difference', numeric: true, value: ({ answer }) => (answer === undefined ? '' : { text: differenceWords(answer.penceMore), hint: percentWords(answer.penceMore, result.paidPence) }), csv: ({ answer }) => (answer === undefined ? '' : pounds(answer.penceMore)) },
      { key: 'up', heading: 'Visits paid more', numeric: true, value: ({ answer }) => (answer === undefined ? '' : withCommas(answer.visitsPaidMore)) },
      { key: 'down', heading: 'Visits paid less', numeric: true, value: ({ answer }) => (answer === undefined ? '' : withCommas(answer.visitsPaidLess)) },
      { key: 'path', heading: 'Priced', value: ({ answer }) => (answer === undefined ? '' : answer.path === 'signature' ? 'By signature' : { text: 'By visit', hint: 'Its rules look across visits' }) },
    ],
  })
  const svg = barChart({
    sentence: `What was paid: ${wordsForPence(result.paidPence)}. ${rows.slice(1).map((row) => `${row.name}: ${wordsForPence(row.pence)}.`).join(' ')}`,
    axisLabel: 'Pounds',
    bars: rows.map((row) => ({ label: row.name, value: row.pence / 100, text: wordsForPence(row.pence) })),
  })
  return { table, svg }
}

function nameWithRates({ name, ratesTenths }: ScenarioAnswer): string {
  return ratesTenths === 0 ? name : `${name}, rates ${ratesTenths > 0 ? '+' : '−'}${String(Math.abs(ratesTenths) / 10)}%`
}
