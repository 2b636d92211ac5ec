import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Forbidden, NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { recordedTime } from '../../visits/public.ts'
import { wageFloors } from '../files/wage-floors.ts'
import { judgeWageReturn, type DraftReturn } from '../rules/judge-wage-return.ts'
import { partsOf } from '../rules/wage-floor.ts'
import { findWageAssumptions, listWageReturns } from '../store/wage.read.ts'
import { insertWageReturn, lockWageReturns } from '../store/wage.write.ts'
import { SEND_WAGES, type StatedRate, type StatedWages, type VisitSpell, type WageDocument } from '../terms/wage-floor.ts'

/** What a provider states of a period, by form or by program. */
export type StatedReturn = Omit<DraftReturn, 'document'> & { readonly stated: StatedWages | StatedRate }

/**
 * Keeps a provider's wage return; a rate is kept with what its visits show now. The same once more answers the one that is there. Throws `Refused`
 * with what to do, `NotFound` for a return to replace that is not its own or does not stand, `Forbidden`.
 */
export async function sendWageReturn(house: House, actor: Actor, input: StatedReturn): Promise<{ readonly wageReturnId: string; readonly isNew: boolean }> {
  return write(house, actor, async (work) => {
    need(actor, SEND_WAGES)
    const providerId = senderOf(actor)
    await lockWageReturns(work.tx, providerId)
    const standing = await listWageReturns(work.tx, { providerId, isStanding: true })
    if (input.replacesId !== null && standing.every((each) => each.id !== input.replacesId)) throw new NotFound('The wage return')
    const draft: DraftReturn = { ...input, document: await documentOf(work, providerId, input) }
    const judged = judgeWageReturn(draft, standing, work.today)
    if (judged.outcome === 'refused') throw new Refused('wage-return', `${judged.reason}. ${judged.fix}`, judged.field)
    if (judged.outcome === 'repeated') {
      work.audit({ kind: 'wage-return-repeated', subjectKind: 'wage-return', subjectId: judged.id, detail: { providerId } })
      return { wageReturnId: judged.id, isNew: false }
    }
    return { wageReturnId: await keepWageReturn(work, providerId, draft, judged.outcome === 'changed' ? judged.replacesId : null), isNew: true }
  })
}

/** Keeps a judged return in the open transaction, with its audit event; answers its id. */
export async function keepWageReturn(work: Work, providerId: string, draft: DraftReturn, replacesId: string | null): Promise<string> {
  const id = randomUUID()
  await insertWageReturn(work.tx, { id, providerId, group: draft.group, fromOn: draft.fromOn, toOn: draft.toOn, document: draft.document, replacesId, reason: replacesId === null ? null : draft.reason, sentAt: work.now, sentBy: work.actor.name })
  work.audit({ kind: 'wage-return-sent', subjectKind: 'wage-return', subjectId: id, detail: { providerId, kind: draft.document.kind, fromOn: draft.fromOn.toString(), toOn: draft.toOn.toString(), replacesId } })
  return id
}

/** The provider in whose name somebody sends. */
export function senderOf(actor: Actor): string {
  if (actor.organisationId === null) throw new Forbidden('send wage returns of a provider')
  return actor.organisationId
}

async function documentOf(work: Work, providerId: string, { stated, fromOn, toOn }: StatedReturn): Promise<WageDocument> {
  if (stated.kind === 'wages') return stated
  const assumptions = (await findWageAssumptions(work.tx))?.document
  if (assumptions === undefined) throw new Refused('no-assumptions', 'The council has not set how hours are reckoned from visits yet. Send the hours and wages that you paid, or ask the council', 'kind')
  if (Temporal.PlainDate.compare(fromOn, toOn) > 0) return { ...stated, assumptions, spells: [] }
  const spells: VisitSpell[] = []
  for (const part of partsOf({ fromOn: fromOn.toString(), toOn: toOn.toString() }, wageFloors, assumptions.place)) spells.push({ ...part, ...(await recordedTime(work, { providerId, ...part })) })
  if (spells.every((each) => each.contactMinutes === 0)) throw new Refused('no-visits', 'There are no visit records with a length in these days. Send your visit records first, or the hours and wages that you paid', 'from')
  return { kind: 'rate', ratePence: stated.ratePence, paid: stated.paid, assumptions, spells }
}
