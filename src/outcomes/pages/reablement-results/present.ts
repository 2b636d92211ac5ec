import { REABLEMENT_RESULT_NAMES } from '../../../brokerage/terms/reablement.ts'
import { REFERRAL_SOURCE_NAMES, type ReferralSource } from '../../../care/terms.ts'
import { countOf, hoursFigure, withCommas } from '../../../kernel/words.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import type { PeriodResults } from '../../reads/reablement-results.ts'
import type { ReablementResults, ResultSplit } from '../../terms.ts'

/** "41.7%"; a dash where nothing was completed. */
function shareWords(shareTenths: number | null): string {
  return shareTenths === null ? '–' : `${(shareTenths / 10).toFixed(1)}%`
}

/** The four results of the completed, each with its numerator, denominator and share. */
export function resultTable(all: ReablementResults, url: string): TableView {
  return dataTable<ReablementResults['results'][number]>({
    key: 'results',
    caption: 'Care needed after completed stays',
    noun: ['result', 'results'],
    url,
    rows: all.results,
    emptyWords: '',
    columns: [
      { key: 'result', heading: 'Care needed afterwards', value: (row) => REABLEMENT_RESULT_NAMES[row.result] },
      { key: 'count', heading: 'Stays', value: (row) => withCommas(row.count), numeric: true },
      { key: 'of', heading: 'Of completed', value: () => withCommas(all.completed), numeric: true },
      { key: 'share', heading: 'Share', value: (row) => shareWords(row.shareTenths), csv: (row) => (row.shareTenths === null ? '' : row.shareTenths / 10), numeric: true },
    ],
  })
}

/** The same by zone or source, a row each, with the hours avoided. */
export function splitTable(found: PeriodResults, by: ResultSplit, url: string): TableView {
  const name = (group: string | null): string => (group === null ? 'In no zone' : by === 'zone' ? (found.zones.get(group) ?? 'A zone that is no more') : REFERRAL_SOURCE_NAMES[group as ReferralSource])
  const count = (row: ReablementResults, at: number): number => row.results[at]?.count ?? 0
  return dataTable<ReablementResults>({
    key: 'by',
    caption: by === 'zone' ? 'By zone' : 'By source',
    noun: by === 'zone' ? ['zone', 'zones'] : ['source', 'sources'],
    url,
    rows: found.by,
    emptyWords: 'No reablement ended in these days.',
    columns: [
      { key: 'group', heading: by === 'zone' ? 'Zone' : 'Source', value: (row) => name(row.group), sort: (row) => name(row.group) },
      { key: 'ended', heading: 'Ended', value: (row) => withCommas(row.ended), sort: (row) => row.ended, numeric: true },
      { key: 'left', heading: 'Left out', value: (row) => withCommas(row.ended - row.completed), sort: (row) => row.ended - row.completed, numeric: true },
      { key: 'completed', heading: 'Completed', value: (row) => withCommas(row.completed), sort: (row) => row.completed, numeric: true },
      ...found.all.results.map((result, at) => ({ key: result.result, heading: REABLEMENT_RESULT_NAMES[result.result], value: (row: ReablementResults) => ({ text: withCommas(count(row, at)), hint: shareWords(row.results[at]?.shareTenths ?? null) }), sort: (row: ReablementResults) => count(row, at), numeric: true })),
      { key: 'avoided', heading: 'Hours a week avoided', value: (row) => hoursFigure(row.minutesAvoided), sort: (row) => row.minutesAvoided, csv: (row) => row.minutesAvoided / 60, numeric: true },
    ],
  })
}

/** Who is in no share, and how many of each. */
export function leftOutWords({ leftOut }: ReablementResults): string {
  return [`${countOf(leftOut.hospital, 'person', 'people')} went into hospital and did not come back to it`, `${String(leftOut.died)} died`, `${String(leftOut.declined)} declined it`, `${String(leftOut['not-begun'])} never began`].join(', ')
}
