import type { RunEvent, RunState } from '../terms/approval.ts'

/**
 * Answers where a run stands. One sent back is a draft again. One with an export that is not paid yet is exported; it is paid when each of its
 * exports is. A run made before approval was asked for stands as approved.
 */
export function runState(run: { readonly needsApproval: boolean }, events: readonly Pick<RunEvent, 'kind'>[]): RunState {
  const count = (kind: RunEvent['kind']): number => events.filter((event) => event.kind === kind).length
  const exported = count('exported')
  if (exported > 0) return count('paid') < exported ? 'exported' : 'paid'
  if (!run.needsApproval || count('approved') > 0) return 'approved'
  return events.at(-1)?.kind === 'put-forward' ? 'in-review' : 'draft'
}
