import { OUTCOME_NAMES } from '../../terms.ts'
import { PROOF_FINDING_WORDS, SIGNER_WORDS, type EventDetail } from '../../terms/check-in.ts'

const METHODS = { app: 'by location', tag: 'by the tag at the home', manual: 'by hand' } as const

/** What an event says, and what to know about it. */
export function eventWords(event: { readonly detail: EventDetail; readonly skewSeconds: number }): { readonly words: string; readonly notes: readonly string[] } {
  const { detail } = event
  const clock = Math.abs(event.skewSeconds) < 60 ? [] : [`The phone’s clock was ${String(Math.round(Math.abs(event.skewSeconds) / 60))} minutes ${event.skewSeconds > 0 ? 'slow' : 'fast'}; the time is corrected`]
  switch (detail.kind) {
    case 'in':
    case 'out':
      return {
        words: `${detail.kind === 'in' ? 'Checked in' : 'Checked out'} ${METHODS[detail.method]}`,
        notes: [
          ...(detail.metres === null ? [] : [`${String(detail.metres)} metres from the home’s postcode${detail.accuracyMetres === null ? '' : `, the phone said within ${String(detail.accuracyMetres)} metres`}`]),
          ...(detail.finding === null ? [] : [PROOF_FINDING_WORDS[detail.finding]]),
          ...(detail.note === null ? [] : [detail.note]),
          ...clock,
        ],
      }
    case 'task':
      return { words: `${detail.task}: ${detail.done ? 'done' : 'not done'}`, notes: [...(detail.reason === null ? [] : [detail.reason]), ...clock] }
    case 'note':
      return { words: 'Note', notes: [detail.words] }
    case 'outcome':
      return { words: OUTCOME_NAMES[detail.outcome], notes: [...(detail.words === null ? [] : [detail.words]), ...clock] }
    case 'sign':
      return { words: `Signed off: ${SIGNER_WORDS[detail.by]}`, notes: detail.words === null ? [] : [detail.words] }
    case 'adjust':
      return { words: 'Times put right by the office', notes: detail.note === null ? [] : [detail.note] }
  }
}
