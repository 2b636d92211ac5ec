import { countOf } from '../../../../kernel/words.ts'
import type { Column, TagColour } from '../../../components/data-table.ts'
import { wordsForInstant } from '../../../web/word-filters.ts'
import type { Endpoint } from '../../terms.ts'

/** Where an endpoint stands, for a tag. */
export function endpointTag({ closedAt, pause }: Endpoint): { readonly text: string; readonly colour: TagColour } {
  if (closedAt !== null) return { text: 'Removed', colour: 'grey' }
  if (pause === null) return { text: 'Works', colour: 'green' }
  return pause.reason === 'asked' ? { text: 'Paused', colour: 'grey' } : { text: 'Paused: failing', colour: 'red' }
}

/** The columns of the list of webhooks. */
export const endpointColumns: readonly Column<Endpoint>[] = [
  { key: 'address', heading: 'Address', value: ({ id, url }) => ({ text: url, href: `/webhooks/${id}` }), sort: ({ url }) => url },
  { key: 'topics', heading: 'Told of', value: ({ topics }) => ({ text: countOf(topics.length, 'kind of news', 'kinds of news'), hint: topics.join(', ') }) },
  { key: 'added', heading: 'Added', value: ({ createdAt, createdBy }) => ({ text: wordsForInstant(createdAt), hint: createdBy }), sort: ({ createdAt }) => createdAt.epochMilliseconds },
  { key: 'state', heading: 'State', value: (endpoint) => ({ text: '', tag: endpointTag(endpoint) }) },
]
