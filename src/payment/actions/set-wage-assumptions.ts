import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { insertWageAssumptions } from '../store/wage.write.ts'
import { SET_WAGE_ASSUMPTIONS, type WageAssumptions } from '../terms/wage-floor.ts'

/** Sets the assumptions of returns sent from now on; those sent before keep theirs. Throws `Forbidden`. */
export async function setWageAssumptions(house: House, actor: Actor, document: WageAssumptions): Promise<{ readonly wageAssumptionsId: string }> {
  return write(house, actor, async (work) => {
    need(actor, SET_WAGE_ASSUMPTIONS)
    const id = randomUUID()
    await insertWageAssumptions(work.tx, { id, document, setAt: work.now, setBy: actor.name })
    work.audit({ kind: 'wage-assumptions-set', subjectKind: 'wage-assumptions', subjectId: id, detail: { ...document } })
    return { wageAssumptionsId: id }
  })
}
