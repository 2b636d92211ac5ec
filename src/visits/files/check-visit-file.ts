import type { InPieces } from '../../kernel/in-pieces.ts'
import { headOf, type FileBytes } from '../../platform/files/file-bytes.ts'
import type { Refusal } from '../../platform/files/import-outcome.ts'
import { MOST_REFUSALS } from '../../platform/files/read-table.ts'
import { refusalList } from '../../platform/files/refusal-list.ts'
import { isXml } from '../../platform/files/walk-xml.ts'
import { groupDays } from '../rules/group-days.ts'
import { currentOf, fateOfRecord, lastSequence, type KnownVersion } from '../rules/sequence.ts'
import type { SentRecord, VisitLayout } from '../terms.ts'
import { publishedReasonCodes } from './reason-codes.ts'
import { visitLayoutOf } from './read-visit-file.ts'
import { withCode } from './refusal-catalogue.ts'
import { rowsOfVisitFile } from './rows-of-visit-file.ts'

/** What a file of visit records says by itself, compared with nothing that is held. `read` is `new` + `changed` + `repeated` + `refused`. */
export interface CheckedFile {
  readonly layout: VisitLayout
  readonly read: number
  readonly new: number
  readonly changed: number
  readonly repeated: number
  readonly refused: number
  /** Rows refused by the code of their first refusal. */
  readonly refusedByReason: Readonly<Record<string, number>>
  readonly refusals: readonly (Refusal & { readonly code: string })[]
  readonly notes: readonly string[]
}

/** So many rows are compared together: versions of one visit always are. */
const ROWS_A_GROUP = 4000

/**
 * Checks a file of a layout of its own without a database: what can be read, what would be refused, and what repeats or replaces within the file. Reason codes are the published
 * ones. Our own CSV is read a few days at a time, as it is when it is imported, and may be of any size.
 */
export function* checkVisitFile(file: FileBytes, now: { readonly second: number; readonly today: Temporal.PlainDate }): InPieces<CheckedFile> {
  const rows = yield* rowsOfVisitFile(file, { nowSecond: now.second, today: now.today, reasonCodes: new Set(publishedReasonCodes.map(({ code }) => code)) })
  if (!rows.ok) {
    const head = headOf(file)
    return { layout: isXml(head) ? 'mapped' : visitLayoutOf(head), read: 0, new: 0, changed: 0, repeated: 0, refused: 0, refusedByReason: {}, refusals: rows.refusals.map(withCode), notes: rows.notes }
  }
  const counts = { new: 0, changed: 0, repeated: 0, contradicting: 0 }
  const contradictions = refusalList(MOST_REFUSALS)
  for (const group of groupDays(rows.days, rows.links, ROWS_A_GROUP)) {
    for (const fate of fatesOf(yield* rows.recordsOf(group))) {
      if (typeof fate === 'string') counts[fate] += 1
      else {
        counts.contradicting += 1
        contradictions.add(fate)
      }
    }
    yield
  }
  const { read, refused, refusals: unread, notes } = rows.result()
  const refusals = [...unread, ...contradictions.all()].sort((a, b) => a.row - b.row).map(withCode)
  const firstOfRow = new Map<number, string>()
  for (const { row, code } of refusals) if (!firstOfRow.has(row)) firstOfRow.set(row, code)
  const refusedByReason: Record<string, number> = {}
  for (const code of firstOfRow.values()) refusedByReason[code] = (refusedByReason[code] ?? 0) + 1
  return { layout: rows.layout, read, new: counts.new, changed: counts.changed, repeated: counts.repeated, refused: refused + counts.contradicting, refusedByReason, refusals, notes }
}

/** What becomes of each record beside the others, in the order of the file. */
function* fatesOf(records: readonly SentRecord[]): Generator<'new' | 'changed' | 'repeated' | Refusal, void, void> {
  const held = new Map<string, KnownVersion[]>()
  for (const record of records) {
    const versions = held.get(record.visitReference) ?? []
    const fate = fateOfRecord(versions, record)
    const current = currentOf(versions)
    if (fate === 'contradiction') yield { row: record.row, column: 'sequence', value: String(record.sequence), reason: 'This visit reference and sequence came before with other content', fix: `Send the correction with a sequence above ${String(current === undefined ? record.sequence : lastSequence(current))}` }
    else yield fate === 'older' || fate === 'confirmed' ? 'repeated' : fate
    if (fate === 'new' || fate === 'changed' || fate === 'older') held.set(record.visitReference, [...versions, record])
    if (fate === 'confirmed') held.set(record.visitReference, versions.map((version) => (version === current ? { ...version, confirmedSequence: record.sequence } : version)))
  }
}
