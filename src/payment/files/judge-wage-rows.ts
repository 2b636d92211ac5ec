import type { ImportOutcome, Refusal } from '../../platform/files/import-outcome.ts'
import type { WholeTable } from '../../platform/files/read-table.ts'
import { judgeWageReturn, type DraftReturn } from '../rules/judge-wage-return.ts'
import type { WageReturnRow } from './wage-return-layout.ts'

/** What a file of wage returns does or would do, with the returns that are kept. */
export interface JudgedWages extends ImportOutcome {
  readonly kept: readonly DraftReturn[]
}

type Standing = Parameters<typeof judgeWageReturn>[1][number]

const COLUMN = { from: 'from_date', to: 'to_date', contact: 'contact_minutes', costs: 'costs_pence', reason: 'reason' } as const
/** Stands for a row of this file where another row runs into it. */
const IN_FILE = 'in this file'

/** Judges the rows of a file one after the other, each against the returns that stand and the rows before it. Every row is kept, repeated or refused with why and what to do. */
export function judgeWageRows(table: WholeTable<WageReturnRow>, before: readonly Standing[], today: Temporal.PlainDate): JudgedWages {
  const standing: Standing[] = [...before]
  const refusals: Refusal[] = [...table.refusals]
  const kept: DraftReturn[] = []
  let [changed, repeated, judgedRefused] = [0, 0, 0]
  for (const { row, values } of table.rows) {
    const draft = draftOf(values)
    const judged = judgeWageReturn(draft, standing, today)
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
