import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { publishedReasonCodes } from '../files/reason-codes.ts'
import { listOwnReasonCodes } from '../store/reason-code.read.ts'
import { insertReasonCode } from '../store/reason-code.write.ts'
import { KEEP_REASON_CODES, SEE_VISITS, type ReasonCode } from '../terms.ts'

/** The reason codes in force: those that come with Tendwell, then the council's own. */
export async function seeReasonCodes(house: House, actor: Actor): Promise<ReasonCode[]> {
  return read(house, actor, async (work) => {
    need(actor, SEE_VISITS)
    return [...publishedReasonCodes, ...(await listOwnReasonCodes(work.tx))]
  })
}

/** Adds a reason code of the council's own. Codes are never changed: records carry them. Throws `Refused` for one that is there, or is no code. */
export async function addReasonCode(house: House, actor: Actor, input: { readonly code: string; readonly words: string; readonly source: string }): Promise<void> {
  return write(house, actor, async (work) => {
    need(actor, KEEP_REASON_CODES)
    const code = input.code.trim().toLowerCase()
    const [words, source] = [input.words.trim(), input.source.trim()]
    if (!/^[a-z][a-z0-9-]{1,39}$/.test(code)) throw new Refused('bad-code', 'Enter the code in small letters, digits and hyphens, for example no-key-safe', 'code')
    if (words === '' || words.length > 200) throw new Refused('bad-words', 'Enter what the code means in 200 characters or fewer', 'words')
    if (source === '' || source.length > 200) throw new Refused('bad-source', 'Enter where the code comes from in 200 characters or fewer', 'source')
    if ([...publishedReasonCodes, ...(await listOwnReasonCodes(work.tx))].some((each) => each.code === code)) throw new Refused('code-taken', `The code ${code} is on the list already`, 'code')
    await insertReasonCode(work.tx, { code, words, source, addedAt: work.now, addedBy: work.actor.name })
    work.audit({ kind: 'reason-code-added', subjectKind: 'reason-code', subjectId: code })
  })
}
