import { suspensionToday } from '../../market/public.ts'
import { Refused } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'

/** Refuses new work for a provider that is suspended from it today, also when it was asked before. In words for the provider. */
export async function refuseSuspended(work: Work, providerId: string): Promise<void> {
  if ((await suspensionToday(work, providerId)) === undefined) return
  throw new Refused('suspended', 'You are suspended from new work, so this package cannot be placed with you, although it was offered to you before. Decline it, or ask the council about the suspension')
}
