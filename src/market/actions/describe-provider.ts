import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { lockProvider, saveDescription } from '../store/provider.write.ts'
import { KEEP_MARKET, type ProviderKind } from '../terms.ts'

/** Records what the council knows of a provider beside the CQC register: its kind, the languages its care workers speak, where offers go. Throws `Forbidden`, `NotFound`, `Refused`. */
export async function describeProvider(house: House, actor: Actor, input: { readonly providerId: string; readonly kind: ProviderKind | null; readonly languages: readonly string[]; readonly email: string | null }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const languages = [...new Set(input.languages.map((language) => language.trim()).filter((language) => language !== ''))]
    const email = input.email?.trim() ?? ''
    if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw new Refused('provider-email', 'Enter an email address in the correct format, like name@example.com', 'email')
    if (!(await lockProvider(work.tx, input.providerId))) throw new NotFound('The provider')
    await saveDescription(work.tx, input.providerId, { kind: input.kind, languages, email: email === '' ? null : email })
    work.audit({ kind: 'provider-described', subjectKind: 'provider', subjectId: input.providerId, detail: { kind: input.kind, languages, hasEmail: email !== '' } })
  })
}
