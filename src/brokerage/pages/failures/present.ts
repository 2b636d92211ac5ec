import { countOf, hoursFigure, wordsForDate } from '../../../kernel/words.ts'
import { dataTable, type Column, type TableView, type TagColour } from '../../../platform/components/data-table.ts'
import { TIER_NAMES } from '../../../market/terms.ts'
import type { BatchPerson } from '../../actions/see-failure-batch.ts'
import type { SeenFailure } from '../../actions/see-failure.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import { FAILURE_STEP_NAMES, FAILURE_STEPS, type FailureDay, type FailurePerson, type FailureStep, type NextPart, type PlaceToGo, type RehearsedPerson, type Reserve } from '../../terms/failure.ts'

const COLOURS: Readonly<Record<FailureStep, TagColour>> = { 'with-provider': 'red', waiting: 'orange', searching: 'yellow', placed: 'blue', started: 'green', ended: 'grey' }

type Tile = { readonly figure: string; readonly label: string; readonly hint?: string; readonly tone?: 'attention' | 'quiet' }
const NEEDS_ACTION: readonly FailureStep[] = ['with-provider', 'waiting']

/** How many people stand at each step, every step named. */
export function stepTiles(people: readonly FailurePerson[]): Tile[] {
  return FAILURE_STEPS.map((step) => {
    const there = people.filter((each) => each.step === step)
    return { figure: String(there.length), label: FAILURE_STEP_NAMES[step].toLowerCase(), hint: `${hoursFigure(there.reduce((sum, each) => sum + each.weeklyMinutes, 0))} hours a week`, tone: there.length === 0 ? ('quiet' as const) : NEEDS_ACTION.includes(step) ? ('attention' as const) : undefined }
  }).map(({ tone, ...tile }) => (tone === undefined ? tile : { ...tile, tone }))
}

/** Where people would go: to declared hours, to the reserve of the providers of last resort, or by the ordinary order. */
export function placeTiles(people: readonly { readonly place: PlaceToGo; readonly weeklyMinutes: number }[], reserve: Reserve): Tile[] {
  const hours = (some: typeof people): string => `${hoursFigure(some.reduce((sum, each) => sum + each.weeklyMinutes, 0))} hours a week`
  const net = people.filter((each) => each.place.proposed?.tier === 'last-resort')
  const found = people.filter((each) => each.place.proposed !== null && !net.includes(each))
  const nobody = people.filter((each) => each.place.proposed === null)
  return [
    { figure: String(found.length), label: 'would go to providers with declared hours', hint: hours(found) },
    { figure: String(net.length), label: 'would go to the provider of last resort', hint: reserve.providerNames.length === 0 ? 'no provider of last resort has declared a reserve' : `${hoursFigure(reserve.used)} of the ${hoursFigure(reserve.declared)} hours that ${reserve.providerNames.join(' and ')} declared` },
    { figure: String(nobody.length), label: 'people for whom nobody has declared hours', hint: nobody.length === 0 ? 'none' : `${hours(nobody)}: asked in the ordinary order`, tone: nobody.length === 0 ? 'quiet' : 'attention' },
  ]
}

/** Why somebody is at risk, in a sentence each. */
export function riskWords({ risk: { reasons } }: Pick<FailurePerson, 'risk'>): string {
  return reasons.map((reason) => reason.words).join('. ')
}

/** The sheet is printed whole. */
const SHEET_ROWS = 500

const risk: Column<FailurePerson> = { key: 'risk', heading: 'Risk', numeric: true, value: (row) => String(row.risk.points), sort: (row) => row.risk.points }
const why: Column<FailurePerson> = { key: 'why', heading: 'Why', value: riskWords, csv: riskWords }
const person: Column<FailurePerson> = { key: 'person', heading: 'Person', value: (row) => ({ text: row.person.initials, href: `/people/${row.personId}`, hint: row.person.reference }), sort: (row) => row.person.reference, csv: (row) => row.person.reference }
const carePackage: Column<FailurePerson> = { key: 'package', heading: 'Package', value: (row) => ({ text: row.packageReference, href: `/placements/${row.placementId}`, hint: row.zoneName }), sort: (row) => row.packageReference, csv: (row) => row.packageReference }
const hours: Column<FailurePerson> = { key: 'hours', heading: 'Hours a week', numeric: true, value: (row) => hoursFigure(row.weeklyMinutes), sort: (row) => row.weeklyMinutes }

/** The daily progress sheet: everybody, at highest risk first, and how far each has come. */
export function progressTable(people: readonly FailurePerson[], url: string): TableView {
  return dataTable<FailurePerson>({
    key: 'people',
    caption: 'People and how far each has come',
    noun: ['person', 'people'],
    url,
    rows: people,
    pageSize: SHEET_ROWS,
    emptyWords: 'The provider cares for nobody.',
    columns: [
      risk,
      person,
      carePackage,
      hours,
      why,
      { key: 'step', heading: 'Where it stands', value: (row) => ({ text: '', tag: { text: FAILURE_STEP_NAMES[row.step], colour: COLOURS[row.step] } }), sort: (row) => row.step, csv: (row) => FAILURE_STEP_NAMES[row.step] },
      { key: 'next', heading: 'Goes on as', value: (row) => (row.next === null ? '' : { text: row.next.packageReference, href: `/packages/${row.next.packageId}`, hint: nextWords(row.next) }), csv: (row) => row.next?.packageReference ?? '' },
    ],
  })
}

function nextWords(next: NonNullable<FailurePerson['next']>): string {
  if (next.parts.length > 0) return next.parts.map((part) => `Part ${part.packageReference}: ${part.step === 'ended' ? 'no longer wanted' : wordsOf(part)}`).join('. ')
  return wordsOf(next)
}

function wordsOf(next: Pick<NextPart, 'providerName' | 'startsOn' | 'startedOn'>): string {
  if (next.providerName === null) return 'No provider yet'
  if (next.startedOn !== null) return `${next.providerName}, began on ${wordsForDate(next.startedOn)}`
  return `${next.providerName}${next.startsOn === null ? '' : `, from ${wordsForDate(next.startsOn)}`}`
}

/** What happened on each day, the latest first. */
export function daysTable(days: readonly FailureDay[], url: string): TableView {
  return dataTable<FailureDay>({
    key: 'days',
    caption: 'Day by day',
    noun: ['day', 'days'],
    url,
    rows: days,
    pageSize: SHEET_ROWS,
    emptyWords: 'Nobody has been moved yet.',
    columns: [
      { key: 'on', heading: 'Day', value: (row) => wordsForDate(row.on), sort: (row) => row.on.toString(), csv: (row) => row.on.toString() },
      { key: 'referred', heading: 'Referred again', numeric: true, value: (row) => String(row.referred) },
      { key: 'placed', heading: 'Placed', numeric: true, value: (row) => String(row.placed) },
      { key: 'started', heading: 'Starts confirmed', numeric: true, value: (row) => String(row.started) },
    ],
  })
}

/** Batches that were proposed, and how many people of each were moved. */
export function batchesTable(batches: SeenFailure['batches'], failureId: string, url: string): TableView {
  return dataTable<SeenFailure['batches'][number]>({
    key: 'batches',
    caption: 'Batches',
    noun: ['batch', 'batches'],
    url,
    rows: batches,
    emptyWords: 'No batch was proposed yet.',
    columns: [
      { key: 'made', heading: 'Proposed', value: (row) => ({ text: wordsForMoment(row.madeAt), href: `/failures/${failureId}/batches/${row.id}`, hint: row.madeBy }), csv: (row) => row.madeAt.toString() },
      { key: 'people', heading: 'People', numeric: true, value: (row) => String(row.people) },
      { key: 'moved', heading: 'Moved', numeric: true, value: (row) => (row.moved === 0 ? 'Not sent' : String(row.moved)) },
    ],
  })
}

/** The people of a batch that was sent, or that moved otherwise. */
export function sentTable(people: readonly BatchPerson[], url: string): TableView {
  return dataTable<BatchPerson>({
    key: 'sent',
    caption: 'Moved',
    noun: ['person', 'people'],
    url,
    rows: people,
    pageSize: SHEET_ROWS,
    emptyWords: 'Nobody of this batch has been moved yet.',
    columns: [
      risk,
      person,
      carePackage,
      { key: 'proposed', heading: 'Proposed', value: (row) => row.place.proposed?.providerName ?? 'Ordinary order' },
      { key: 'asked', heading: 'Asked first', value: (row) => (row.move === null ? 'Not moved by this batch' : { text: row.move.providerName ?? 'Ordinary order', hint: `${row.move.movedBy}, ${wordsForMoment(row.move.movedAt)}` }) },
      { key: 'step', heading: 'Where it stands', value: (row) => ({ text: '', tag: { text: FAILURE_STEP_NAMES[row.step], colour: COLOURS[row.step] } }), csv: (row) => FAILURE_STEP_NAMES[row.step] },
    ],
  })
}

/** A rehearsal: everybody by risk, where the best assignment would have them go, and whom the search would ask, step by step. */
export function rehearsalTable(people: readonly RehearsedPerson[], url: string): TableView {
  return dataTable<RehearsedPerson>({
    key: 'people',
    caption: 'People, where they would go and whom the search would ask',
    noun: ['person', 'people'],
    url,
    rows: people,
    pageSize: 100,
    emptyWords: 'The provider cares for nobody who would have to move.',
    columns: [
      risk, person, carePackage, hours, why,
      { key: 'place', heading: 'Would be asked first', value: (row) => (row.place.proposed === null ? { text: 'Ordinary order', hint: 'Nobody has declared the hours' } : { text: row.place.proposed.providerName, hint: TIER_NAMES[row.place.proposed.tier] }), sort: (row) => row.place.proposed?.providerName ?? '', csv: (row) => row.place.proposed?.providerName ?? '' },
      { key: 'order', heading: 'Ordinary order', value: (row) => orderWords(row), csv: (row) => orderWords(row) },
    ],
  })
}

const NAMES_SHOWN = 4

/** "1: Birch, Cedar. 2: Council team." */
function orderWords({ order }: Pick<RehearsedPerson, 'order'>): string {
  if (order.steps.length === 0) return 'Nobody could be asked'
  return order.steps.map((_, index) => {
    const names = order.places.filter((place) => place.step === index + 1).map((place) => place.providerName)
    const more = names.length - NAMES_SHOWN
    return `${String(index + 1)}: ${names.slice(0, NAMES_SHOWN).join(', ')}${more > 0 ? ` and ${countOf(more, 'other')}` : ''}.`
  }).join(' ')
}
