import { countOf } from '../../../../kernel/words.ts'
import type { Cell, Column, TagColour } from '../../../components/data-table.ts'
import { wordsForInstant } from '../../../web/word-filters.ts'
import { deliveryState, secondsToNext, type DeliveryState } from '../../delivery-rules.ts'
import type { Delivery, Endpoint } from '../../terms.ts'

const STATES: Readonly<Record<DeliveryState, { readonly text: string; readonly colour: TagColour }>> = {
  taken: { text: 'Taken', colour: 'green' },
  waiting: { text: 'Waiting', colour: 'blue' },
  'given-up': { text: 'Given up', colour: 'red' },
}

/** Why an endpoint is told nothing, and what to do about it; empty when it is told. */
export function pauseWords({ pause }: Endpoint): string {
  if (pause === null) return ''
  const since = wordsForInstant(pause.pausedAt)
  if (pause.reason === 'asked') return `Paused since ${since} by ${pause.pausedBy}. News of that time is not kept for it.`
  const why = pause.reason === 'gone' ? 'the server answered that the address is gone for good (410)' : 'every request of three days failed'
  return `Paused since ${since}, because ${why}. News since then is not kept for it: mend the server, resume, and ask the API for what was missed.`
}

/** The columns of the log of a webhook. */
export function deliveryColumns(maySend: boolean): readonly Column<Delivery>[] {
  return [
    { key: 'news', heading: 'News', value: ({ topic, id }) => ({ text: topic, hint: id }), sort: ({ topic }) => topic },
    { key: 'made', heading: 'Happened', value: ({ madeAt }) => wordsForInstant(madeAt), sort: ({ madeAt }) => madeAt.epochMilliseconds, csv: ({ madeAt }) => madeAt.toString() },
    { key: 'state', heading: 'State', value: stateCell, sort: ({ attempts }) => deliveryState(attempts) },
    { key: 'last', heading: 'Last attempt', value: lastCell },
    ...(maySend ? [{ key: 'again', heading: 'Send again', value: againCell }] : []),
  ]
}

function stateCell({ attempts }: Delivery): Cell {
  const last = attempts.at(-1)
  const seconds = last === undefined ? undefined : secondsToNext(last.number)
  const next = deliveryState(attempts) === 'waiting' && last !== undefined && seconds !== undefined ? `Next attempt ${wordsForInstant(last.attemptedAt.add({ seconds }))}` : ''
  return { text: '', tag: STATES[deliveryState(attempts)], ...(next === '' ? {} : { hint: next }) }
}

function lastCell({ attempts }: Delivery): Cell {
  const last = attempts.at(-1)
  if (last === undefined) return 'None yet'
  const answer = last.status === null ? (last.failure ?? 'No answer came') : `Answered ${String(last.status)} in ${String(last.milliseconds)} ms`
  return { text: answer, hint: `${countOf(attempts.length, 'attempt')}, the last ${wordsForInstant(last.attemptedAt)}` }
}

function againCell({ id, endpointId, topic }: Delivery): Cell {
  return { text: '', button: { text: 'Send again', action: `/webhooks/${endpointId}/deliveries/${id}/send`, describe: `${topic} ${id}` } }
}
