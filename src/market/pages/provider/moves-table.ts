import { wordsForDate } from '../../../kernel/words.ts'
import { dataTable, type Cell, type TableView } from '../../../platform/components/data-table.ts'
import type { ProviderRecord } from '../../reads/provider-record.ts'
import { LEAVING_REASON_NAMES } from '../../terms.ts'

interface Move {
  readonly on: Temporal.PlainDate
  readonly what: string
  readonly why: Cell | string
  readonly by: string
}

/** When the provider joined and withdrew, with the reason, and who took over from whom: the newest first. */
export function movesTable(record: ProviderRecord, url: string): TableView {
  return dataTable<Move>({
    key: 'moves',
    caption: 'Joins and withdrawals',
    noun: ['event', 'events'],
    url,
    rows: [...joins(record), ...withdrawals(record)].toSorted((a, b) => Temporal.PlainDate.compare(b.on, a.on)),
    emptyWords: 'This provider has joined no framework.',
    columns: [
      { key: 'on', heading: 'Day', value: (each) => wordsForDate(each.on), sort: (each) => each.on.toString() },
      { key: 'what', heading: 'What', value: (each) => each.what },
      { key: 'why', heading: 'Why', value: (each) => each.why },
      { key: 'by', heading: 'Recorded by', value: (each) => each.by },
    ],
  })
}

/** The first day of its first standing on each framework; a standing that ended before it began never was. */
function joins({ standings }: ProviderRecord): Move[] {
  const held = standings.filter((each) => each.toOn === null || Temporal.PlainDate.compare(each.toOn, each.fromOn) >= 0)
  return [...Map.groupBy(held, (each) => each.frameworkId).values()].flatMap((all) => {
    const [first] = all.toSorted((a, b) => Temporal.PlainDate.compare(a.fromOn, b.fromOn))
    return first === undefined ? [] : [{ on: first.fromOn, what: `Joined ${first.frameworkName}`, why: '', by: '' }]
  })
}

function withdrawals({ leavings, provider }: ProviderRecord): Move[] {
  return leavings.map(({ leftOn, reason, note, recordedBy, frameworkName, providerId, providerName, successorId, successorName }) => {
    if (providerId !== provider.id) return { on: leftOn.add({ days: 1 }), what: `Takes the packages of ${providerName}`, why: { text: LEAVING_REASON_NAMES[reason], href: `/providers/${providerId}` }, by: recordedBy }
    const text = `${LEAVING_REASON_NAMES[reason]}${note === null ? '' : `: ${note}`}`
    const what = frameworkName === null ? 'Last day for the council' : `Last day on ${frameworkName}`
    return { on: leftOn, what, why: successorId === null ? text : { text, href: `/providers/${successorId}`, hint: `Packages pass to ${successorName ?? ''} the day after` }, by: recordedBy }
  })
}
