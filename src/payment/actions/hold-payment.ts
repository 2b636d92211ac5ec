import { randomUUID } from 'node:crypto'
import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { notify } from '../../platform/notify/notify.ts'
import { findHoldableLine, findLastExport, listHolds, listLeftOut } from '../store/hold.read.ts'
import { insertHold, insertHoldRelease } from '../store/hold.write.ts'
import { MUST_ACT_WORDS, PLACE_HOLDS, type Hold, type MustAct } from '../terms/hold.ts'

/** What to hold: a line, all lines of the line's person with its provider, or all lines of a provider. */
export type WhatToHold = { readonly scope: 'line' | 'person'; readonly payLineId: number } | { readonly scope: 'provider'; readonly providerId: string }

export interface HoldInput {
  readonly what: WhatToHold
  readonly mustAct: MustAct
  /** Read by the provider: no names. */
  readonly reason: string
}

/**
 * Holds payment of what no payments file has paid yet, and of what comes later where it is a person's or a provider's. Who must act and the provider are told.
 * Throws `Refused` for a line that was exported, one that names no person, and what is held already; `NotFound`.
 */
export async function holdPayment(house: House, actor: Actor, input: HoldInput): Promise<{ readonly holdId: string }> {
  return write(house, actor, async (work) => {
    need(actor, PLACE_HOLDS)
    const reach = await reachOf(work, input.what)
    const standing = await listHolds(work.tx, { isStanding: true, providerIds: [reach.providerId] })
    if (standing.some((hold) => hold.statementId === null && hold.personId === reach.personId && hold.payLineId === reach.payLineId)) throw new Refused('held', 'This is on hold already. Release that hold, or leave it.', 'scope')
    const hold: Hold = { id: randomUUID(), ...reach, statementId: null, isForInvoice: false, mustAct: input.mustAct, reason: input.reason, placedAt: work.now, placedBy: actor.name, release: null }
    await insertHold(work.tx, hold)
    await tell(work, hold, 'payment-on-hold')
    work.audit({ kind: 'payment-put-on-hold', subjectKind: 'hold', subjectId: hold.id, detail: { providerId: hold.providerId, scope: input.what.scope, payLineId: hold.payLineId, mustAct: hold.mustAct } })
    return { holdId: hold.id }
  })
}

/** Ends a hold, with what was done about it. Its lines are paid by the next file of their run. Throws `Refused` when it has ended, `NotFound`. */
export async function releaseHold(house: House, actor: Actor, input: { readonly holdId: string; readonly note: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, PLACE_HOLDS)
    const [hold] = await listHolds(work.tx, { id: input.holdId })
    if (hold === undefined) throw new NotFound('The hold')
    if (!(await insertHoldRelease(work.tx, { holdId: hold.id, providerId: hold.providerId, note: input.note, at: work.now, by: actor.name }))) throw new Refused('released', 'This hold was released already', 'note')
    await tell(work, hold, 'hold-released')
    work.audit({ kind: 'payment-hold-released', subjectKind: 'hold', subjectId: hold.id, detail: { providerId: hold.providerId } })
  })
}

async function reachOf(work: Work, what: WhatToHold): Promise<Pick<Hold, 'providerId' | 'personId' | 'payLineId'>> {
  if (what.scope === 'provider') {
    if (!(await providerNames(work, [what.providerId])).has(what.providerId)) throw new NotFound('The provider')
    return { providerId: what.providerId, personId: null, payLineId: null }
  }
  const line = await findHoldableLine(work.tx, what.payLineId)
  if (line === undefined) throw new NotFound('The line')
  if (what.scope === 'person') {
    if (line.personId === null) throw new Refused('nobody', 'This line names no person. Hold the line, or all lines of the provider.', 'scope')
    return { providerId: line.providerId, personId: line.personId, payLineId: null }
  }
  const last = await findLastExport(work.tx, line.payRunId)
  if (last !== undefined && !(await listLeftOut(work.tx, last.id, line.statementId)).some((each) => each.id === line.id)) {
    throw new Refused('exported', 'This line is in a payments file already. What is wrong with it is put right by an adjustment in the next run.', 'scope')
  }
  return { providerId: line.providerId, personId: null, payLineId: line.id }
}

async function tell(work: Work, hold: Hold, template: 'payment-on-hold' | 'hold-released'): Promise<void> {
  const what = hold.payLineId !== null ? `line ${String(hold.payLineId)}` : hold.personId !== null ? 'one person’s visits' : 'all visits of a provider'
  const fields = { what, who: MUST_ACT_WORDS[hold.mustAct], link: '/holds' }
  if (hold.mustAct !== 'provider') await notify(work, { organisationId: null, role: hold.mustAct }, template, fields)
  await notify(work, { organisationId: hold.providerId, role: 'provider-finance' }, template, fields)
}
