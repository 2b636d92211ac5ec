import { randomBytes, randomUUID } from 'node:crypto'
import { listPlacements } from '../../brokerage/public.ts'
import { personLabels } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { findHomeTag, listHomeTags, type HomeTag } from '../store/home-tag.read.ts'
import { insertHomeTag, revokeTag } from '../store/home-tag.write.ts'
import { KEEP_ROUNDS } from '../terms/check-in.ts'
import { providerOf } from './check-in-links.ts'

/** Somebody the provider cares for, with the tags at their home. */
export interface TaggedHome {
  readonly personId: string
  readonly reference: string
  readonly initials: string
  readonly tags: readonly HomeTag[]
}

/** Letters and digits that are told apart on a worn tag: no I, L, O, U (Crockford's base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 8

/** Everybody whom the provider cares for today, with the tags at their homes that are not revoked. References and initials only. */
export async function seeHomeTags(house: House, actor: Actor): Promise<TaggedHome[]> {
  return read(house, actor, async (work) => {
    need(actor, KEEP_ROUNDS)
    const providerId = providerOf(actor)
    const personIds = await peopleToday(work, providerId)
    const labels = await personLabels(work, personIds)
    const tags = Map.groupBy((await listHomeTags(work.tx, providerId)).filter((tag) => tag.revokedAt === null), (tag) => tag.personId)
    return personIds.flatMap((personId) => {
      const label = labels.get(personId)
      return label === undefined ? [] : [{ personId, ...label, tags: tags.get(personId) ?? [] }]
    }).toSorted((a, b) => (a.reference < b.reference ? -1 : 1))
  })
}

/** One tag with whose home it is at, for printing. Throws `NotFound`. */
export async function seeHomeTag(house: House, actor: Actor, homeTagId: string): Promise<{ readonly tag: HomeTag; readonly reference: string; readonly initials: string }> {
  return read(house, actor, async (work) => {
    need(actor, KEEP_ROUNDS)
    const tag = await findHomeTag(work.tx, homeTagId)
    if (tag === undefined || !isOwnOrganisation(actor, tag.providerId)) throw new NotFound('The tag')
    const label = (await personLabels(work, [tag.personId])).get(tag.personId)
    return { tag, reference: label?.reference ?? '', initials: label?.initials ?? '' }
  })
}

/** Makes a tag for the home of somebody whom the provider cares for. A home may have several. Throws `NotFound` for anybody else. */
export async function makeHomeTag(house: House, actor: Actor, input: { readonly personId: string }): Promise<{ readonly homeTagId: string; readonly code: string }> {
  return write(house, actor, async (work) => {
    need(actor, KEEP_ROUNDS)
    const providerId = providerOf(actor)
    if (!(await peopleToday(work, providerId)).includes(input.personId)) throw new NotFound('The person')
    const [id, code] = [randomUUID(), newCode()]
    if (!(await insertHomeTag(work.tx, { id, providerId, personId: input.personId, code, madeAt: work.now, madeBy: actor.name }))) throw new Refused('tag-taken', 'By chance the code was taken. Make the tag again.')
    work.audit({ kind: 'home-tag-made', subjectKind: 'home-tag', subjectId: id, personId: input.personId })
    return { homeTagId: id, code }
  })
}

/** Ends a tag: from now on its code proves nothing. Throws `NotFound`, `Refused` when it had ended. */
export async function revokeHomeTag(house: House, actor: Actor, input: { readonly homeTagId: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, KEEP_ROUNDS)
    const tag = await findHomeTag(work.tx, input.homeTagId)
    if (tag === undefined || !isOwnOrganisation(actor, tag.providerId)) throw new NotFound('The tag')
    if (!(await revokeTag(work.tx, tag.id, work.now, actor.name))) throw new Refused('tag-revoked', 'This tag had ended already. Nothing was changed.')
    work.audit({ kind: 'home-tag-revoked', subjectKind: 'home-tag', subjectId: tag.id, personId: tag.personId })
  })
}

async function peopleToday(work: Work, providerId: string): Promise<string[]> {
  return [...new Set((await listPlacements(work, { providerId, fromOn: work.today, toOn: work.today })).map((each) => each.personId))]
}

function newCode(): string {
  return [...randomBytes(CODE_LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]).join('')
}
