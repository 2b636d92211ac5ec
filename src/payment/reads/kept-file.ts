import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { EnvironmentFault, NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { sha256Of } from '../actions/export-payments.ts'
import { getExportContent, getRemittanceContent, listExports, listRemittances } from '../store/payment-export.read.ts'
import { listStatements } from '../store/statement.read.ts'
import { SEE_PAY_RUNS, SEE_STATEMENTS } from '../terms.ts'
import type { PaymentExport, Remittance } from '../terms/export.ts'
import type { Statement } from '../terms/statement.ts'

/** A payments file as it was made, byte for byte. Throws `NotFound`, and `EnvironmentFault` when its bytes are no longer those of its digest. */
export async function getPaymentsFile(house: House, actor: Actor, payRunId: string, nr: number): Promise<{ readonly file: PaymentExport; readonly content: string }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_PAY_RUNS)
    const file = (await listExports(work.tx, payRunId)).find((each) => each.nr === nr)
    if (file === undefined) throw new NotFound('The payments file')
    return { file, content: sure(await getExportContent(work.tx, file.id), file.sha256, `payments file ${String(file.sequence)}`) }
  })
}

/** A remittance as it was made, byte for byte, with its statement. Throws `NotFound`, also for another provider's, and `EnvironmentFault` as above. */
export async function getRemittance(house: House, actor: Actor, remittanceId: string): Promise<{ readonly remittance: Remittance; readonly content: string; readonly statement: Statement; readonly providerName: string }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_STATEMENTS)
    const [remittance] = await listRemittances(work.tx, { id: remittanceId })
    const [statement] = remittance === undefined || !isOwnOrganisation(actor, remittance.providerId) ? [] : await listStatements(work.tx, { id: remittance.statementId })
    if (remittance === undefined || statement === undefined) throw new NotFound('The remittance')
    const content = sure(await getRemittanceContent(work.tx, remittance.id), remittance.sha256, `remittance ${String(remittance.sequence)}`)
    return { remittance, content, statement, providerName: (await providerNames(work, [remittance.providerId])).get(remittance.providerId) ?? 'Provider' }
  })
}

/** Kept bytes that still fit their digest. Throws `EnvironmentFault` otherwise. */
export function sure(content: string, sha256: string, what: string): string {
  if (sha256Of(content) !== sha256) throw new EnvironmentFault(`The bytes of ${what} are not those that were kept with it: restore them from a backup before it is used.`)
  return content
}
