import { REFERRAL_SOURCE_NAMES } from '../../../care/terms.ts'
import { hoursFigure, wordsForDate, wordsForHours } from '../../../kernel/words.ts'
import { dataTable, type Cell, type TableView, type TagColour } from '../../../platform/components/data-table.ts'
import type { SeenReablement, SeenRoom, WholeReablement } from '../../actions/see-reablement.ts'
import { REABLEMENT_ENDING_NAMES, REABLEMENT_RESULT_NAMES, type Reablement } from '../../terms/reablement.ts'

/** Where a reablement stands on a day. */
export function standing(of: Pick<Reablement, 'start' | 'exit'>, today: Temporal.PlainDate): { readonly text: string; readonly colour: TagColour } {
  if (of.exit !== null) return { text: 'Ended', colour: 'grey' }
  if (of.start === null) return { text: 'Waiting for a place', colour: 'yellow' }
  if (Temporal.PlainDate.compare(today, of.start.startsOn) < 0) return { text: 'To start', colour: 'blue' }
  return Temporal.PlainDate.compare(of.start.plannedEndOn, today) < 0 ? { text: 'Past its planned end', colour: 'orange' } : { text: 'In reablement', colour: 'green' }
}

const packageCell = (row: SeenReablement): Cell => ({ text: row.packageReference, href: `/reablement/${row.id}`, hint: REFERRAL_SOURCE_NAMES[row.source] })
const daysSince = (row: SeenReablement, today: Temporal.PlainDate): number => row.referredOn.until(today, { largestUnit: 'days' }).days

/** Who waits for a place, those referred first on top. */
export function waitingTable(rows: readonly SeenReablement[], today: Temporal.PlainDate, url: string): TableView {
  return dataTable<SeenReablement>({
    key: 'waiting',
    caption: 'Waiting for a place',
    noun: ['person', 'people'],
    url,
    rows: rows.filter((row) => row.start === null),
    emptyWords: 'Nobody waits. A person appears here when the rule, or a practitioner, sends them to reablement first.',
    columns: [
      { key: 'package', heading: 'Package', value: packageCell, sort: (row) => row.packageReference },
      { key: 'person', heading: 'Person', value: (row) => ({ text: row.person.initials, href: `/people/${row.personId}`, hint: row.person.reference }) },
      { key: 'zone', heading: 'Zone', value: (row) => row.zoneName ?? 'In no zone', sort: (row) => row.zoneName ?? '' },
      { key: 'hours', heading: 'Hours a week referred for', value: (row) => hoursFigure(row.minutesBefore), sort: (row) => row.minutesBefore, numeric: true },
      { key: 'days', heading: 'Days waiting', value: (row) => String(daysSince(row, today)), sort: (row) => daysSince(row, today), numeric: true },
    ],
  })
}

/** Who has a place. */
export function runningTable(rows: readonly SeenReablement[], today: Temporal.PlainDate, url: string): TableView {
  return dataTable<SeenReablement>({
    key: 'running',
    caption: 'In reablement',
    noun: ['person', 'people'],
    url,
    rows: rows.filter((row) => row.start !== null),
    emptyWords: 'Nobody is in reablement. Give somebody who waits a place.',
    columns: [
      { key: 'package', heading: 'Package', value: packageCell, sort: (row) => row.packageReference },
      { key: 'person', heading: 'Person', value: (row) => ({ text: row.person.initials, href: `/people/${row.personId}`, hint: row.person.reference }) },
      { key: 'zone', heading: 'Zone', value: (row) => ({ text: row.zoneName ?? 'In no zone', hint: row.start?.team ?? '' }), sort: (row) => row.zoneName ?? '' },
      { key: 'hours', heading: 'Hours a week', value: (row) => ({ text: hoursFigure(row.start?.weeklyMinutes ?? 0), hint: `${hoursFigure(row.minutesBefore)} referred for` }), sort: (row) => row.start?.weeklyMinutes ?? 0, numeric: true },
      { key: 'from', heading: 'First day', value: (row) => (row.start === null ? '' : wordsForDate(row.start.startsOn)), sort: (row) => row.start?.startsOn.toString() ?? '' },
      { key: 'to', heading: 'Planned last day', value: (row) => (row.start === null ? '' : wordsForDate(row.start.plannedEndOn)), sort: (row) => row.start?.plannedEndOn.toString() ?? '' },
      { key: 'status', heading: 'Status', value: (row) => ({ text: '', tag: standing(row, today) }) },
    ],
  })
}

/** The room of each zone today. */
export function roomTable(rooms: readonly SeenRoom[], url: string): TableView {
  const size = (room: SeenRoom, count: number): string => (room.unit === 'places' ? String(count) : hoursFigure(count))
  return dataTable<SeenRoom>({
    key: 'room',
    caption: 'Room today',
    noun: ['zone', 'zones'],
    url,
    rows: rooms,
    emptyWords: 'No zone has declared what it has. Nobody can be given a place until one does.',
    columns: [
      { key: 'zone', heading: 'Zone', value: (room) => room.zoneName, sort: (room) => room.zoneName },
      { key: 'unit', heading: 'Counted in', value: (room) => (room.unit === 'places' ? 'People at once' : 'Hours a week') },
      { key: 'size', heading: 'Declared', value: (room) => size(room, room.size), sort: (room) => room.size, numeric: true },
      { key: 'taken', heading: 'Taken', value: (room) => size(room, room.taken), sort: (room) => room.taken, numeric: true },
      { key: 'free', heading: 'Free', value: (room) => size(room, room.free), sort: (room) => room.free, numeric: true },
    ],
  })
}

interface SummaryRow {
  readonly key: string
  readonly text: string
  readonly hint?: string
  readonly href?: string
}

/** The facts of one reablement. */
export function factRows(seen: WholeReablement): readonly SummaryRow[] {
  const { start, exit } = seen
  return [
    { key: 'Package', text: seen.packageReference, href: `/packages/${seen.packageId}`, hint: `${REFERRAL_SOURCE_NAMES[seen.source]}. ${wordsForHours(seen.minutesBefore)} a week referred for` },
    { key: 'Referred', text: wordsForDate(seen.referredOn), hint: `By ${seen.referredBy}` },
    ...(start === null ? [] : [
      { key: 'In reablement', text: `${wordsForDate(start.startsOn)} to ${wordsForDate(start.plannedEndOn)}, as planned`, hint: `Given by ${start.recordedBy}` },
      { key: 'Hours a week', text: hoursFigure(start.weeklyMinutes), hint: start.team },
    ]),
    ...(exit === null ? [] : [
      { key: 'Ended', text: `${wordsForDate(exit.exitOn)}: ${exit.result === null ? REABLEMENT_ENDING_NAMES[exit.ending] : REABLEMENT_RESULT_NAMES[exit.result]}`, hint: `Recorded by ${exit.recordedBy}` },
      { key: 'Care needed afterwards', text: exit.minutesAfter === null ? 'Not known' : exit.minutesAfter === 0 ? 'None' : `${wordsForHours(exit.minutesAfter)} a week`, hint: `${wordsForHours(exit.minutesBefore)} a week referred for` },
      ...(exit.note === null ? [] : [{ key: 'Note', text: exit.note }]),
      ...(seen.next === null ? [] : [{ key: 'Goes on as', text: `Package ${seen.next.reference}`, href: `/packages/${seen.next.id}` }]),
    ]),
  ]
}
