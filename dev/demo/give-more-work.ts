import { answerQuery } from '../../src/brokerage/actions/answer-query.ts'
import { askQuery } from '../../src/brokerage/actions/ask-query.ts'
import { uploadDocument } from '../../src/brokerage/actions/upload-document.ts'
import type { Actor } from '../../src/platform/access/actor.ts'
import { read } from '../../src/platform/action/transaction.ts'
import type { House } from '../../src/platform/action/work.ts'
import { pdfPage } from './pdf-page.ts'

/** The accounts of the demonstration that have a part in this. */
interface Doers {
  readonly practitioner: Actor
  readonly broker: Actor
  readonly coordinator: Actor
}

/** Questions and documents, by the product's own actions as of now: one question answered and shared, one open, a document for the provider and one for the council. */
export async function giveMoreWork(house: House, { practitioner, broker, coordinator }: Doers): Promise<void> {
  const { offered, held, fresh } = await findPackages(house, broker, coordinator.organisationId ?? '')
  if (offered !== undefined) {
    const { queryId } = await askQuery(house, coordinator, { packageId: offered, question: 'Is there a key safe, and can a car be left nearby?' })
    await answerQuery(house, broker, { queryId, answer: 'There is a key safe. There is room for one car in front.', sharedQuestion: 'Is there a key safe, and where can a car be left?' })
  }
  if (held !== undefined) {
    await askQuery(house, coordinator, { packageId: held, question: 'May the lunch visit be half an hour later on Thursdays?' })
    await uploadDocument(house, coordinator, { packageId: held, kind: 'care-plan', file: { name: 'care-plan.pdf', bytes: pdfPage('Care plan, first version') }, audience: 'placed', statesNoIdentity: false, replaces: null })
  }
  if (fresh !== undefined) await uploadDocument(house, practitioner, { packageId: fresh, kind: 'risk-assessment', file: { name: 'risk-assessment.pdf', bytes: pdfPage('Risk assessment: moving and handling') }, audience: 'council', statesNoIdentity: false, replaces: null })
}

/** A package on offer to the provider, one it holds, and the one referred last. */
async function findPackages(house: House, broker: Actor, providerId: string): Promise<{ readonly offered: string | undefined; readonly held: string | undefined; readonly fresh: string | undefined }> {
  return read(house, broker, async ({ tx, now }) => {
    const offered = await tx
      .selectFrom('brokerage.offer as o')
      .innerJoin('brokerage.call_off as c', 'c.id', 'o.call_off_id')
      .leftJoin('brokerage.offer_answer as a', 'a.offer_id', 'o.id')
      .select('o.package_id')
      .where('o.provider_id', '=', providerId)
      .where('a.offer_id', 'is', null)
      .where('c.closed_at', 'is', null)
      .where('o.reply_by_at', '>', now.toString())
      .orderBy('o.id')
      .limit(1)
      .executeTakeFirst()
    const held = await tx.selectFrom('brokerage.placement as p').leftJoin('brokerage.placement_end as e', 'e.placement_id', 'p.id').select('p.package_id').where('p.provider_id', '=', providerId).where('e.placement_id', 'is', null).orderBy('p.placed_at', 'desc').orderBy('p.id').limit(1).executeTakeFirst()
    const fresh = await tx.selectFrom('care.package as k').innerJoin('care.referral as r', 'r.id', 'k.referral_id').select('k.id').where('k.withdrawn_on', 'is', null).orderBy('r.received_on', 'desc').orderBy('k.id').limit(1).executeTakeFirst()
    return { offered: offered?.package_id, held: held?.package_id, fresh: fresh?.id }
  })
}
