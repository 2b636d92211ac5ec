import type { Tx } from '../../platform/db/handles.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import type { ExceptionDecision } from '../terms/exception-decision.ts'

/** Keeps what was said of some exceptions. */
export async function insertDecisions(tx: Tx, exceptions: readonly { readonly id: number; readonly providerId: string }[], said: ExceptionDecision): Promise<void> {
  const at = said.at.toString()
  await insertRows<{ readonly id: number; readonly providerId: string }>(
    tx,
    'visits.exception_decision',
    [
      { name: 'exception_id', type: 'bigint', value: (each) => each.id },
      { name: 'provider_id', type: 'uuid', value: (each) => each.providerId },
      { name: 'decision', type: 'text', value: () => said.decision },
      { name: 'reason', type: 'text', value: () => said.reason },
      { name: 'side', type: 'text', value: () => said.side },
      { name: 'decided_at', type: 'timestamptz', value: () => at },
      { name: 'decided_by', type: 'text', value: () => said.by },
    ],
    exceptions,
  )
}
