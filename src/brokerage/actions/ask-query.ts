import { randomUUID } from 'node:crypto'
import { getPackage } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { holdsOfferOrPlacement } from '../store/involved.read.ts'
import { insertQuery } from '../store/query.write.ts'
import { ASK_QUERIES, QUERY_LENGTH, QUERY_WAITS } from '../terms/query.ts'
import { QUERY_ASKED } from '../terms/webhooks.ts'

/**
 * Asks a question about a package. A provider asks while it holds an open offer or the placement; the council's own question is seen by
 * no provider. A job tells whoever can answer. Throws `NotFound`, also for a package the provider was never offered, and `Refused`.
 */
export async function askQuery(house: House, actor: Actor, input: { readonly packageId: string; readonly question: string }): Promise<{ readonly queryId: string }> {
  return write(house, actor, async (work) => {
    need(actor, ASK_QUERIES)
    const carePackage = await getPackage(work, input.packageId)
    const question = checkedText(input.question, 'question', 'Enter your question')
    const providerId = actor.organisationId
    if (providerId !== null && !(await holdsOfferOrPlacement(work.tx, carePackage.id, providerId, work.now))) throw new Refused('not-yours-now', 'You can ask while the package is on offer to you or yours. It no longer is', 'question')
    const queryId = randomUUID()
    await insertQuery(work.tx, { id: queryId, packageId: carePackage.id, providerId, question, askedAt: work.now, askedBy: actor.name })
    work.audit({ kind: 'query-asked', subjectKind: 'query', subjectId: queryId, personId: carePackage.personId, detail: { packageId: carePackage.id, providerId } })
    work.announce(QUERY_ASKED, [], { queryId, packageId: carePackage.id, link: `/packages/${carePackage.id}/queries` })
    work.publish(QUERY_WAITS, { queryId })
    return { queryId }
  })
}

/** The trimmed text. Throws `Refused` when it is missing or too long. */
export function checkedText(text: string, field: string, missing: string): string {
  const trimmed = text.trim()
  if (trimmed === '') throw new Refused('missing', missing, field)
  if (trimmed.length > QUERY_LENGTH) throw new Refused('too-long', `Enter ${String(QUERY_LENGTH)} characters or fewer`, field)
  return trimmed
}
