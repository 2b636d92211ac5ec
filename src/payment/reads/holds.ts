import { personLabels } from '../../care/public.ts'
import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { heldLines } from '../rules/hold-on.ts'
import { findHoldableLine, listHolds, listUnpaidUnderHold } from '../store/hold.read.ts'
import { SEE_STATEMENTS } from '../terms.ts'
import type { HeldLine, Hold } from '../terms/hold.ts'
import type { Statement } from '../terms/statement.ts'

/** A hold with the words for what it holds; `statementId` of the line it is on, where the actor may open it. */
export interface SeenHold {
  readonly hold: Hold
  readonly providerName: string
  readonly personReference: string | null
  readonly statementId: string | null
}

/** Holds that stand, or every hold, the oldest first: the council sees all, a provider its own. */
export async function seeHolds(house: House, actor: Actor, which: { readonly isStanding: boolean }): Promise<SeenHold[]> {
  return read(house, actor, async (work) => {
    need(actor, SEE_STATEMENTS)
    const holds = (await listHolds(work.tx, which.isStanding ? { isStanding: true } : {})).filter((hold) => isOwnOrganisation(actor, hold.providerId))
    const names = await providerNames(work, holds.map((hold) => hold.providerId))
    const people = await personLabels(work, holds.flatMap((hold) => hold.personId ?? []))
    const seen: SeenHold[] = []
    for (const hold of holds) {
      const line = hold.payLineId === null ? undefined : await findHoldableLine(work.tx, hold.payLineId)
      seen.push({ hold, providerName: names.get(hold.providerId) ?? 'Provider', personReference: hold.personId === null ? null : (people.get(hold.personId)?.reference ?? null), statementId: line?.statementId ?? null })
    }
    return seen
  })
}

/** The lines of a statement that are held now and that no payments file has paid. */
export async function heldOnStatement(work: Work, statement: Statement): Promise<HeldLine[]> {
  const holds = await listHolds(work.tx, { isStanding: true, providerIds: [statement.providerId] })
  return holds.length === 0 ? [] : heldLines(await listUnpaidUnderHold(work.tx, { payRunId: statement.payRunId, statementId: statement.id }, holds), holds)
}
