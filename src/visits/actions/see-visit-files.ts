import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import type { Refusal } from '../../platform/files/import-outcome.ts'
import { keptRefusals } from '../files/kept-refusals.ts'
import { findVisitFile, listVisitFiles, type VisitFileRow } from '../store/visit-file.read.ts'
import { SEE_VISITS } from '../terms.ts'

/** A file with its provider's name. */
export interface SeenVisitFile extends VisitFileRow {
  readonly providerName: string
}

/** Visit files newest first: a provider's own, or for the council all. */
export async function seeVisitFiles(house: House, actor: Actor, filter: { readonly providerId?: string; readonly limit: number; readonly offset: number }): Promise<{ readonly rows: SeenVisitFile[]; readonly total: number }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_VISITS)
    const { rows, total } = await listVisitFiles(work.tx, filter)
    const names = await providerNames(work, [...new Set(rows.map((row) => row.providerId))])
    return { rows: rows.map((row) => ({ ...row, providerName: names.get(row.providerId) ?? '' })), total }
  })
}

/** One file with its refusals and its refused rows as they were sent. Throws `NotFound`. */
export async function seeVisitFile(house: House, actor: Actor, visitFileId: string): Promise<{ readonly file: SeenVisitFile; readonly refusals: readonly Refusal[]; readonly rowsCsv: string }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_VISITS)
    const found = await findVisitFile(work.tx, visitFileId)
    if (found === undefined) throw new NotFound('The visit file')
    const names = await providerNames(work, [found.file.providerId])
    return { file: { ...found.file, providerName: names.get(found.file.providerId) ?? '' }, ...keptRefusals(found.refusals) }
  })
}
