import { getFramework } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { TRY_RULES } from '../terms/what-if.ts'
import { addWhatIf, type WhatIfToAsk } from './add-what-if.ts'

/** Asks what visits that were paid would have paid under other rules or rates; a job reckons it. Answers the what-if's id. Throws `Refused` at the field, or `NotFound`. */
export async function askWhatIf(house: House, actor: Actor, input: WhatIfToAsk): Promise<string> {
  return write(house, actor, async (work) => {
    need(actor, TRY_RULES)
    await getFramework(work, input.frameworkId)
    return addWhatIf(work, input)
  })
}
