import { read } from '../action/transaction.ts'
import type { House } from '../action/work.ts'
import type { Actor } from './actor.ts'
import { need } from './permission.ts'
import { listTokens, type ApiToken } from './store/api-token.read.ts'
import { MANAGE_API_TOKENS } from './terms.ts'

/** The tokens of the actor's own organisation, newest first; the council's for its staff. */
export async function seeApiTokens(house: House, actor: Actor): Promise<ApiToken[]> {
  return read(house, actor, (work) => {
    need(actor, MANAGE_API_TOKENS)
    return listTokens(work.tx, actor.organisationId)
  })
}
