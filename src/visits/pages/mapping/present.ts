import { countOf, withCommas } from '../../../kernel/words.ts'
import type { Column } from '../../../platform/components/data-table.ts'
import type { Refusal } from '../../../platform/files/import-outcome.ts'
import type { OwnTable } from '../../../platform/files/own-table.ts'
import type { MappedView } from '../../actions/map-table.ts'
import { MAPPABLE_HEADINGS } from '../../files/map-row.ts'
import { isXmlTable } from '../../files/own-columns.ts'
import { countedTimes } from '../../rules/counted-times.ts'
import { headingOf } from '../../rules/row-element.ts'
import { OUTCOME_NAMES } from '../../terms.ts'
import { WORDED, type MappingDocument } from '../../terms/mapping.ts'
import { cellWords } from '../refusal-table.ts'
import { dateWords, spanWords } from '../clock.ts'
import { wordsIn } from './form.ts'

/** What each of our headings means, in words. */
export const HEADING_NAMES: Readonly<Record<string, string>> = {
  visit_reference: 'Your reference of the visit', sequence: 'Sequence of corrections', person_reference: 'Tendwell’s reference of the person', visit_date: 'Date of the visit', planned_start: 'Planned start',
  planned_minutes: 'Planned minutes', worker_reference: 'Reference of the care worker', second_worker: 'Second care worker (yes or no)', check_in: 'Check-in', check_in_method: 'Method of check-in', check_in_metres: 'Check-in, metres from home',
  check_out: 'Check-out', duration: 'Length of the visit', check_out_method: 'Method of check-out', check_out_metres: 'Check-out, metres from home', outcome: 'Outcome', notice_hours: 'Hours of notice', claimed_start: 'Claimed start', claimed_minutes: 'Claimed minutes',
  adjusted_in: 'Adjusted start', adjusted_out: 'Adjusted end', adjusted_by: 'Adjusted by', adjusted_at: 'Adjusted on', reason_code: 'Reason code', reason_note: 'Reason in words', verification: 'Verification',
  travel_minutes: 'Minutes of travel', travel_miles: 'Miles of travel', travel_mode: 'Mode of travel',
}
const MOST_ELEMENTS = 20
const NEEDED = new Set(['visit_reference', 'person_reference', 'visit_date', 'check_in', 'check_out', 'outcome'])
/** What is said of a heading that no column fills. */
const HINTS: Readonly<Record<string, string>> = { visit_reference: 'Without one, it is made of person, date and planned start', duration: 'Where no column has the check-out' }
const COMMON = new Set([...NEEDED, 'planned_start', 'planned_minutes', 'worker_reference', 'second_worker', 'check_in_method', 'check_out_method', 'duration'])

interface Choice {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly hint: string | undefined
  readonly items: readonly { readonly value: string; readonly text: string; readonly selected: boolean }[]
}

/** Of an XML file: which element is a row, likeliest first, with what speaks for the one that is shown. Null for a table. */
export function elementChoice(table: OwnTable): { readonly shown: string; readonly name: string; readonly items: readonly { readonly value: string; readonly text: string; readonly selected: boolean }[]; readonly several: readonly string[] } | null {
  if (!isXmlTable(table)) return null
  const root = table.element.split('/')[0] ?? ''
  const several = new Map<string, number>()
  for (const row of table.rows) for (const place of row.several ?? []) several.set(table.headings[place] ?? '', (several.get(table.headings[place] ?? '') ?? 0) + 1)
  return {
    shown: table.element,
    name: headingOf(table.element, root),
    items: table.elements.slice(0, MOST_ELEMENTS).map(({ path, count }) => ({ value: path, text: `${headingOf(path, root)} (${withCommas(count)} in the file)`, selected: path === table.element })),
    several: [...several].slice(0, 10).map(([heading, rows]) => `“${heading}” is there several times in ${countOf(rows, 'row')}`),
  }
}

/** One select for each of our columns: first what nearly every system has, then the rest. */
export function columnChoices(table: OwnTable, document: MappingDocument): { readonly common: Choice[]; readonly more: Choice[]; readonly moreUsed: boolean } {
  const choice = (heading: string): Choice => {
    const place = document.columns[heading]
    const constant = document.constants[heading]
    const sample = place === undefined ? '' : (table.rows.find((row) => (row.cells[place] ?? '') !== '')?.cells[place] ?? '')
    return {
      id: `column-${heading}`,
      name: `column-${heading}`,
      label: HEADING_NAMES[heading] ?? heading,
      hint: sample === '' ? (HINTS[heading] ?? (NEEDED.has(heading) ? 'Needed' : undefined)) : `First value: ${cellWords(sample)}`,
      items: [
        { value: '', text: heading === 'visit_reference' ? 'None: make one' : 'Not in this file', selected: place === undefined && constant === undefined },
        ...table.headings.map((text, at) => ({ value: String(at), text: text === '' ? `Column ${String(at + 1)}` : text, selected: place === at })),
        ...(heading in WORDED && heading !== 'verification' && heading !== 'travel_mode' ? (WORDED[heading] ?? []).map((word) => ({ value: `=${word}`, text: `Always: ${word}`, selected: constant === word })) : []),
      ],
    }
  }
  const more = MAPPABLE_HEADINGS.filter((heading) => !COMMON.has(heading))
  return { common: MAPPABLE_HEADINGS.filter((heading) => COMMON.has(heading)).map(choice), more: more.map(choice), moreUsed: more.some((heading) => document.columns[heading] !== undefined) }
}

/** For each column of words: the provider's words that are not ours, each with a select of ours. */
export function wordChoices(table: OwnTable, document: MappingDocument): { readonly heading: string; readonly name: string; readonly words: readonly { readonly theirs: string; readonly items: Choice['items'] }[] }[] {
  return Object.entries(WORDED).flatMap(([heading, ours]) => {
    const place = document.columns[heading]
    if (place === undefined) return []
    const words = wordsIn(table, place).filter((word) => !ours.includes(word)).map((theirs) => ({
      theirs,
      items: [{ value: '', text: 'Not understood', selected: document.words[heading]?.[theirs] === undefined }, ...ours.map((word) => ({ value: word, text: word, selected: document.words[heading]?.[theirs] === word }))],
    }))
    return words.length === 0 ? [] : [{ heading, name: HEADING_NAMES[heading] ?? heading, words }]
  })
}

/** What the dates of the file say about their order, and what is asked. */
export function dateWordsOf({ dates }: MappedView): { readonly words: string; readonly ask: boolean; readonly rows: readonly string[] } {
  const rows = [...dates.dayFirst.rows.map((cell) => `Row ${String(cell.row)}: ${cellWords(cell.text)} can only be day first`), ...dates.monthFirst.rows.map((cell) => `Row ${String(cell.row)}: ${cellWords(cell.text)} can only be month first`)]
  if (dates.why === 'plain') return { words: 'Every date names its own order, with the year first or the month in letters.', ask: false, rows }
  if (dates.why === 'contradictory') return { words: `Some dates can only be day first (${withCommas(dates.dayFirst.count)}), others only month first (${withCommas(dates.monthFirst.count)}). One of the two orders was written wrong: say which is right, and the others are refused.`, ask: true, rows }
  if (dates.why === 'ambiguous') return { words: 'No row decides whether day or month comes first: every date could be either. Say which it is.', ask: true, rows }
  const [count, order] = dates.format === 'mm/dd/yyyy' ? [dates.monthFirst.count, 'month'] : [dates.dayFirst.count, 'day']
  return { words: `${countOf(count, 'date')} can only be ${order} first, and none the other way round.`, ask: false, rows }
}

/** What the times of the file say about their clock. */
export function zoneWordsOf({ zone }: MappedView): { readonly words: string; readonly ask: boolean; readonly rows: readonly string[] } {
  const rows = zone.rows.map((each) => `Row ${String(each.row)}: ${cellWords(each.text)}`)
  if (zone.why === 'same') return { words: 'On all days of this file England’s clock and UTC agree, so it does not show which one your system writes. Say which it is: it matters from the last Sunday of March on.', ask: true, rows }
  if (zone.why === 'undecided') return { words: `The times do not settle it: ${countOf(zone.london, 'row fits', 'rows fit')} the plan better as time in England, ${withCommas(zone.utc)} as UTC. Say which it is.`, ask: true, rows }
  const name = zone.zone === 'utc' ? 'UTC' : 'time in England'
  return { words: `${countOf(zone.zone === 'utc' ? zone.utc : zone.london, 'start lies', 'starts lie')} nearer to the planned visits as ${name}; ${countOf(zone.zone === 'utc' ? zone.london : zone.utc, 'lies', 'lie')} nearer the other way.`, ask: false, rows }
}

/** What is wrong with a cell, by the name that the page has for it and with what the file says there. */
function refusalWords({ column, value, reason }: Refusal): string {
  return `${column === null ? 'Row' : (HEADING_NAMES[column] ?? column)}${value === null || value === '' ? '' : `, ${cellWords(value)}`}: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}.`
}

/** Columns of the ten rows as understood. */
export const triedColumns: Column<MappedView['rows'][number]>[] = [
  { key: 'row', heading: 'Row', numeric: true, value: ({ row }) => String(row) },
  { key: 'visit', heading: 'Visit', value: ({ record, refusals }) => (record === null ? { text: refusals.length === 0 ? 'Not understood' : refusals.map(refusalWords).join(' '), hint: [...new Set(refusals.map((each) => `${each.fix}.`))].join(' '), tag: { text: 'Refused', colour: 'red' } } : record.visitReference) },
  { key: 'person', heading: 'Person', value: ({ record }) => record?.personReference ?? '–' },
  { key: 'date', heading: 'Date', value: ({ record }) => (record === null ? '–' : dateWords(record.visitOn)) },
  {
    key: 'times',
    heading: 'From and to',
    value: ({ record }) => {
      if (record === null) return '–'
      const { startSecond, endSecond, actualMinutes } = countedTimes(record)
      return { text: spanWords(startSecond, endSecond), ...(actualMinutes === null ? {} : { hint: countOf(actualMinutes, 'minute') }) }
    },
  },
  { key: 'worker', heading: 'Care worker', value: ({ record }) => record?.workerReference ?? '–' },
  { key: 'outcome', heading: 'Outcome', value: ({ record }) => (record === null ? '–' : OUTCOME_NAMES[record.outcome]) },
]
