import type { Tx } from '../../platform/db/handles.ts'
import type { ProviderKind } from '../terms.ts'

/** Saves what the council says of a provider, beside what the CQC says. */
export async function saveDescription(tx: Tx, providerId: string, description: { readonly kind: ProviderKind | null; readonly languages: readonly string[]; readonly email: string | null }): Promise<void> {
  await tx.updateTable('market.provider').set({ kind: description.kind, languages: [...description.languages], email: description.email }).where('id', '=', providerId).execute()
}

export async function saveLeaving(tx: Tx, providerId: string, leftOn: Temporal.PlainDate, reason: string): Promise<void> {
  await tx.updateTable('market.provider').set({ left_on: leftOn.toString(), left_reason: reason }).where('id', '=', providerId).execute()
}

/** Takes the provider's row until the transaction ends. False when there is none. */
export async function lockProvider(tx: Tx, providerId: string): Promise<boolean> {
  const row = await tx.selectFrom('market.provider').select('id').where('id', '=', providerId).forUpdate().executeTakeFirst()
  return row !== undefined
}
