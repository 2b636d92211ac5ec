import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { newSecret, secretHash } from '../../platform/access/secret-token.ts'
import { Forbidden, NotFound, Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { findLink, listCheckInWorkers, type CheckInWorker } from '../store/check-in-link.read.ts'
import { insertLink, keepCheckInWorker, revokeLinkOf } from '../store/check-in-link.write.ts'
import { KEEP_ROUNDS } from '../terms/check-in.ts'

/** For how many days a link may be made. */
export const LINK_DAYS = { usual: 28, most: 90 } as const

/** A provider's care workers with their links. Throws `Forbidden` for whoever belongs to no provider. */
export async function seeCheckInLinks(house: House, actor: Actor): Promise<CheckInWorker[]> {
  return read(house, actor, async (work) => {
    need(actor, KEEP_ROUNDS)
    return listCheckInWorkers(work.tx, providerOf(actor))
  })
}

/**
 * Makes a care worker's link and answers its secret, shown once and kept nowhere. The care worker's link before ends at once: there is one for
 * each. A care worker who is new is added, one who is there may be called by another name. Throws `Refused` for a bad reference, name or number of days.
 */
export async function makeCheckInLink(house: House, actor: Actor, input: { readonly workerReference: string; readonly workerName: string; readonly days: number }): Promise<{ readonly checkInLinkId: string; readonly secret: string; readonly expiresAt: Temporal.Instant }> {
  return write(house, actor, async (work) => {
    need(actor, KEEP_ROUNDS)
    const providerId = providerOf(actor)
    const [workerReference, name] = [input.workerReference.trim(), input.workerName.trim()]
    if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,29}$/.test(workerReference)) throw new Refused('bad-worker-reference', 'Enter your reference of the care worker in letters, digits and hyphens, for example W-12', 'workerReference')
    if (name === '' || name.length > 60) throw new Refused('bad-worker-name', 'Enter how you call the care worker, in 60 characters or fewer', 'workerName')
    if (!Number.isInteger(input.days) || input.days < 1 || input.days > LINK_DAYS.most) throw new Refused('bad-days', `Enter a whole number of days from 1 to ${String(LINK_DAYS.most)}`, 'days')
    await keepCheckInWorker(work.tx, { providerId, reference: workerReference, name, at: work.now, by: actor.name })
    const before = await revokeLinkOf(work.tx, { providerId, workerReference }, work.now, actor.name)
    const [id, secret, expiresAt] = [randomUUID(), newSecret(), work.now.add({ hours: 24 * input.days })]
    await insertLink(work.tx, { id, providerId, workerReference, secretHash: secretHash(secret), madeAt: work.now, madeBy: actor.name, expiresAt })
    work.audit({ kind: 'check-in-link-made', subjectKind: 'check-in-link', subjectId: id, detail: { workerReference, days: input.days, replaces: before ?? null } })
    return { checkInLinkId: id, secret, expiresAt }
  })
}

/** Ends a link at once: nothing that it sends is taken any more, and the phone forgets its round the next time it asks. Throws `NotFound`, `Refused` when it had ended. */
export async function revokeCheckInLink(house: House, actor: Actor, input: { readonly checkInLinkId: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, KEEP_ROUNDS)
    const link = await findLink(work.tx, input.checkInLinkId)
    if (link === undefined || !isOwnOrganisation(actor, link.providerId)) throw new NotFound('The link')
    const revoked = link.revokedAt === null ? await revokeLinkOf(work.tx, link, work.now, actor.name) : undefined
    if (revoked === undefined) throw new Refused('link-revoked', 'This link had ended already. Nothing was changed.')
    work.audit({ kind: 'check-in-link-revoked', subjectKind: 'check-in-link', subjectId: link.id, detail: { workerReference: link.workerReference } })
  })
}

/** The provider for which somebody plans rounds. Throws `Forbidden` for whoever belongs to none. */
export function providerOf(actor: Actor): string {
  if (actor.organisationId === null) throw new Forbidden(KEEP_ROUNDS.words)
  return actor.organisationId
}
