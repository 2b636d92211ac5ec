import { hoursFigure, wordsForDate, wordsForHours, wordsForPence } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import type { SeenContributions } from '../../reads/contributions.ts'
import { lossesOf } from '../../rules/contribution-refund.ts'
import { poundsFigure } from '../../rules/pounds-figure.ts'
import { CARE_LOSS_NAMES, type ContributionLine, type ContributionTermsDocument } from '../../terms/contribution.ts'

interface PersonSum {
  readonly reference: string
  readonly weeks: number
  readonly duePence: number
  readonly plannedMinutes: number
  readonly lostMinutes: number
  readonly pence: number
}

/** "Missed, Cancelled. Ended early from 10 minutes missing". */
export function termsWords(document: ContributionTermsDocument): string {
  const names = document.counts.filter((loss) => loss !== 'short').map((loss) => CARE_LOSS_NAMES[loss].toLowerCase())
  if (document.counts.includes('short')) names.push(`ended early by ${String(document.shortFromMinutes)} minutes or more`)
  return `Counts: ${names.join(', ')}`
}

/** What a line refunds, in words: of a line that takes back with a minus sign. */
export function refundReasons(line: Pick<ContributionLine, 'visits'>): string {
  const words = lossesOf(line.visits).filter((each) => each.counts).map((each) => `${CARE_LOSS_NAMES[each.loss]} ${wordsForHours(each.minutes)}`)
  return words.length === 0 ? 'Nothing that counts' : words.join(', ')
}

/** One row a person: the weeks of the period and what is refunded, adjustments of earlier weeks among it. */
export function peopleTable(seen: SeenContributions, url: string) {
  const rows = [...Map.groupBy(seen.lines, (line) => line.personId)].map(([personId, lines]): PersonSum => {
    const first = lines.filter((line) => line.nr === 1)
    const sum = (of: readonly ContributionLine[], by: (line: ContributionLine) => number): number => of.reduce((total, line) => total + by(line), 0)
    return { reference: seen.people.get(personId) ?? '', weeks: new Set(first.map((line) => line.weekOn.toString())).size, duePence: sum(first, (line) => line.duePence), plannedMinutes: sum(first, (line) => line.plannedMinutes), lostMinutes: sum(first, (line) => line.lostMinutes), pence: sum(lines, (line) => line.pence) }
  })
  return dataTable<PersonSum>({
    key: 'people',
    caption: 'People',
    noun: ['person', 'people'],
    url,
    rows: rows.toSorted((a, b) => (a.reference < b.reference ? -1 : 1)),
    emptyWords: 'No contribution has been reckoned for this period.',
    columns: [
      { key: 'person', heading: 'Person', value: (row) => row.reference, sort: (row) => row.reference },
      { key: 'weeks', heading: 'Weeks', numeric: true, value: (row) => String(row.weeks) },
      { key: 'planned', heading: 'Planned', numeric: true, value: (row) => wordsForHours(row.plannedMinutes), csv: (row) => hoursFigure(row.plannedMinutes), sort: (row) => row.plannedMinutes },
      { key: 'lost', heading: 'Not given, counts', numeric: true, value: (row) => wordsForHours(row.lostMinutes), csv: (row) => hoursFigure(row.lostMinutes), sort: (row) => row.lostMinutes },
      { key: 'due', heading: 'Due', numeric: true, value: (row) => wordsForPence(row.duePence), csv: (row) => poundsFigure(row.duePence), sort: (row) => row.duePence },
      { key: 'refund', heading: 'Refund', numeric: true, value: (row) => wordsForPence(row.pence), csv: (row) => poundsFigure(row.pence), sort: (row) => row.pence },
    ],
  })
}

/** One row a line, each with its way to the visits. */
export function weeksTable(seen: SeenContributions, url: string) {
  return dataTable<ContributionLine>({
    key: 'weeks',
    caption: 'Weeks',
    noun: ['line', 'lines'],
    url,
    rows: seen.lines,
    emptyWords: 'No contribution has been reckoned for this period.',
    columns: [
      { key: 'week', heading: 'Week from', value: (line) => ({ text: wordsForDate(line.weekOn), href: `/contributions/${String(line.id)}`, ...(line.nr === 1 ? {} : { hint: 'Adjusts an earlier line' }) }), csv: (line) => line.weekOn.toString(), sort: (line) => line.weekOn.toString() },
      { key: 'person', heading: 'Person', value: (line) => seen.people.get(line.personId) ?? '', sort: (line) => seen.people.get(line.personId) ?? '' },
      { key: 'why', heading: 'Not given, counts', value: (line) => refundReasons(line) },
      { key: 'contribution', heading: 'Contribution', numeric: true, value: (line) => wordsForPence(line.contributionPence), csv: (line) => poundsFigure(line.contributionPence), sort: (line) => line.contributionPence },
      { key: 'due', heading: 'Due', numeric: true, value: (line) => wordsForPence(line.duePence), csv: (line) => poundsFigure(line.duePence), sort: (line) => line.duePence },
      { key: 'refund', heading: 'Refund', numeric: true, value: (line) => wordsForPence(line.pence), csv: (line) => poundsFigure(line.pence), sort: (line) => line.pence },
    ],
  })
}
