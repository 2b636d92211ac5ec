import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { outcomeOfRefusedFile } from '../../platform/files/import-outcome.ts'
import { readWholeTable } from '../../platform/files/read-table.ts'
import { judgeWageRows, type JudgedWages } from '../files/judge-wage-rows.ts'
import { wageReturnLayout } from '../files/wage-return-layout.ts'
import { listWageReturns } from '../store/wage.read.ts'
import { lockWageReturns } from '../store/wage.write.ts'
import { SEND_WAGES } from '../terms/wage-floor.ts'
import { keepWageReturn, senderOf } from './send-wage-return.ts'

/** Reads a provider's file of wage returns: judged row by row, kept unless it is a preview. Refused rows are left out and say what to do. Throws `Forbidden`. */
export async function importWageReturns(house: House, actor: Actor, file: { readonly name: string; readonly bytes: Buffer; readonly isPreview: boolean }): Promise<JudgedWages> {
  const table = readWholeTable(file.bytes, wageReturnLayout)
  return (file.isPreview ? read : write)(house, actor, async (work) => {
    need(actor, SEND_WAGES)
    const providerId = senderOf(actor)
    if (!file.isPreview) await lockWageReturns(work.tx, providerId)
    const seen = table.ok ? judgeWageRows(table, await listWageReturns(work.tx, { providerId, isStanding: true }), work.today) : { ...outcomeOfRefusedFile(table), kept: [] }
    if (file.isPreview) return seen
    for (const draft of seen.kept) await keepWageReturn(work, providerId, draft, draft.replacesId)
    work.audit({ kind: 'wage-file-sent', subjectKind: 'provider', subjectId: providerId, detail: { ...seen.summary } })
    return seen
  })
}
