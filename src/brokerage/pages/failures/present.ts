import { countOf, hoursFigure, wordsForDate } from '../../../kernel/words.ts'
import { dataTable, type Column, type TableView, type TagColour } from '../../../platform/components/data-table.ts'
import { FAILURE_STEP_NAMES, FAILURE_STEPS, type FailurePerson, type FailureStep, type RehearsedPerson } from '../../terms/failure.ts'

const COLOURS: Readonly<Record<FailureStep, TagColour>> = { 'with-provider': 'red', waiting: 'orange', searching: 'yellow', placed: 'blue', started: 'green', ended: 'grey' }

/** How many people stand at each step, every step named. */
export function stepCounts(people: readonly FailurePerson[]): { readonly name: string; readonly count: number }[] {
  return FAILURE_STEPS.map((step) => ({ name: FAILURE_STEP_NAMES[step], count: people.filter((each) => each.step === step).length }))
}

/** The sheet is printed whole. */
const SHEET_ROWS = 500

const risk: Column<FailurePerson> = { key: 'risk', heading: 'Risk', numeric: true, value: (row) => String(row.risk.points), sort: (row) => row.risk.points }
const why: Column<FailurePerson> = { key: 'why', heading: 'Why', value: (row) => row.risk.reasons.map((reason) => reason.words).join('. '), csv: (row) => row.risk.reasons.map((reason) => reason.words).join('. ') }
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
  if (next.providerName === null) return 'No provider yet'
  if (next.startedOn !== null) return `${next.providerName}, began on ${wordsForDate(next.startedOn)}`
  return `${next.providerName}${next.startsOn === null ? '' : `, from ${wordsForDate(next.startsOn)}`}`
}

/** A rehearsal: everybody by risk, with whom the search would ask, step by step. */
export function rehearsalTable(people: readonly RehearsedPerson[], url: string): TableView {
  return dataTable<RehearsedPerson>({
    key: 'people',
    caption: 'People and whom the search would ask',
    noun: ['person', 'people'],
    url,
    rows: people,
    emptyWords: 'The provider cares for nobody who would have to move.',
    columns: [risk, person, carePackage, hours, why, { key: 'order', heading: 'Would be asked', value: (row) => orderWords(row), csv: (row) => orderWords(row) }],
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
