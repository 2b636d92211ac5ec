import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { outcomeOfRefusedFile, type ImportOutcome, type Refusal } from '../../platform/files/import-outcome.ts'
import { readWholeTable, type WholeTable } from '../../platform/files/read-table.ts'
import { wageReturnLayout, type WageReturnRow } from '../files/wage-return-layout.ts'
import { judgeWageReturn, type DraftReturn } from '../rules/judge-wage-return.ts'
import { listWageReturns } from '../store/wage.read.ts'
import { lockWageReturns } from '../store/wage.write.ts'
import { SEND_WAGES } from '../terms/wage-floor.ts'
import { keepWageReturn, senderOf } from './send-wage-return.ts'

/** What a file of wage returns does or would do, with the returns that are kept. */
export interface WageImport extends ImportOutcome {
  readonly kept: readonly DraftReturn[]
}

const COLUMN = { from: 'from_date', to: 'to_date', contact: 'contact_minutes', costs: 'costs_pence', reason: 'reason' } as const
/** Stands for a row of this file where another row runs into it. */
const IN_FILE = 'in this file'

/** Reads a provider's file of wage returns: judged row by row, kept unless it is a preview. Refused rows are left out and say what to do. Throws `Forbidden`. */
export async function importWageReturns(house: House, actor: Actor, file: { readonly name: string; readonly bytes: Buffer; readonly isPreview: boolean }): Promise<WageImport> {
  const table = readWholeTable(file.bytes, wageReturnLayout)
  return (file.isPreview ? read : write)(house, actor, async (work) => {
    need(actor, SEND_WAGES)
    const providerId = senderOf(actor)
    if (!file.isPreview) await lockWageReturns(work.tx, providerId)
    const seen = table.ok ? await judgeRows(work, providerId, table) : { ...outcomeOfRefusedFile(table), kept: [] }
    if (file.isPreview) return seen
    for (const draft of seen.kept) await keepWageReturn(work, providerId, draft, draft.replacesId)
    work.audit({ kind: 'wage-file-sent', subjectKind: 'provider', subjectId: providerId, detail: { ...seen.summary } })
    return seen
  })
}

async function judgeRows(work: Work, providerId: string, table: WholeTable<WageReturnRow>): Promise<WageImport> {
  const standing: Parameters<typeof judgeWageReturn>[1][number][] = await listWageReturns(work.tx, { providerId, isStanding: true })
  const refusals: Refusal[] = [...table.refusals]
  const kept: DraftReturn[] = []
  let [changed, repeated, judgedRefused] = [0, 0, 0]
  for (const { row, values } of table.rows) {
    const draft = draftOf(values)
    const judged = judgeWageReturn(draft, standing, work.today)
    if (judged.outcome === 'repeated') repeated += 1
    else if (judged.outcome === 'refused' || (judged.outcome === 'changed' && judged.replacesId === IN_FILE)) {
      judgedRefused += 1
      refusals.push(judged.outcome === 'refused' ? { row, column: COLUMN[judged.field], value: null, reason: judged.reason, fix: judged.fix } : { row, column: 'from_date', value: values.fromOn.toString(), reason: 'The file has this period and group twice, with other figures', fix: 'Keep the row that is right' })
    } else {
      const replacesId = judged.outcome === 'changed' ? judged.replacesId : null
      if (judged.outcome === 'changed') changed += 1
      kept.push({ ...draft, replacesId })
      if (replacesId !== null) standing.splice(standing.findIndex((each) => each.id === replacesId), 1)
      standing.push({ id: IN_FILE, ...draft })
    }
  }
  return { summary: { read: table.counts.read, new: kept.length - changed, changed, repeated, refused: table.counts.refused + judgedRefused }, refusals: refusals.toSorted((a, b) => a.row - b.row), notes: table.notes, kept }
}

function draftOf(values: WageReturnRow): DraftReturn {
  const { fromOn, toOn, contact, travel, waiting, training, wagesPence } = values
  return { group: values.group ?? '', fromOn, toOn, reason: values.reason, replacesId: null, document: { kind: 'wages', minutes: { contact, travel, waiting, training }, wagesPence, costsPence: values.costsPence ?? 0 } }
}
