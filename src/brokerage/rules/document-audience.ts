import type { Reason } from '../../kernel/decision.ts'
import type { Audience } from '../terms/document.ts'

/**
 * What stands in the way of showing a document to an audience; undefined when nothing does. Before the placement a provider sees no name
 * and no address, so a document is opened to providers with an offer only when somebody states that it holds neither.
 */
export function audienceFault(audience: Audience, statesNoIdentity: boolean, isByProvider: boolean): Reason | undefined {
  if (isByProvider && audience !== 'placed') return { clause: 'own-audience', words: 'A document of yours is seen by you and the council' }
  if (audience === 'offered' && !statesNoIdentity) return { clause: 'identity', words: 'Tick that the document says neither who the person is nor where they live, or choose who holds the placement: providers that are only asked must not know' }
  return undefined
}
