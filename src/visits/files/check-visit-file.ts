import type { Refusal } from '../../platform/files/import-outcome.ts'
import { isXml } from '../../platform/files/walk-xml.ts'
import { currentOf, fateOfRecord, lastSequence, type KnownVersion } from '../rules/sequence.ts'
import type { VisitLayout } from '../terms.ts'
import { publishedReasonCodes } from './reason-codes.ts'
import { readVisitFile, visitLayoutOf } from './read-visit-file.ts'
import { withCode } from './refusal-catalogue.ts'

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

/** Checks a file of a layout of its own without a database: what can be read, what would be refused, and what repeats or replaces within the file. Reason codes are the published ones. */
export function checkVisitFile(bytes: Buffer, now: { readonly second: number; readonly today: Temporal.PlainDate }): CheckedFile {
  const file = readVisitFile(bytes, { nowSecond: now.second, today: now.today, reasonCodes: new Set(publishedReasonCodes.map(({ code }) => code)) })
  if (!file.ok) {
    const refusals = file.refusals.map(withCode)
    return { layout: isXml(bytes) ? 'mapped' : visitLayoutOf(bytes), read: 0, new: 0, changed: 0, repeated: 0, refused: 0, refusedByReason: {}, refusals, notes: file.notes }
  }
  const held = new Map<string, KnownVersion[]>()
  const contradictions: Refusal[] = []
  const counts = { new: 0, changed: 0, repeated: 0 }
  for (const record of file.records) {
    const versions = held.get(record.visitReference) ?? []
    const fate = fateOfRecord(versions, record)
    const current = currentOf(versions)
    if (fate === 'contradiction') contradictions.push({ row: record.row, column: 'sequence', value: String(record.sequence), reason: 'This visit reference and sequence came before with other content', fix: `Send the correction with a sequence above ${String(current === undefined ? record.sequence : lastSequence(current))}` })
    else counts[fate === 'older' || fate === 'confirmed' ? 'repeated' : fate] += 1
    if (fate === 'new' || fate === 'changed' || fate === 'older') held.set(record.visitReference, [...versions, record])
    if (fate === 'confirmed') held.set(record.visitReference, versions.map((version) => (version === current ? { ...version, confirmedSequence: record.sequence } : version)))
  }
  const refusals = [...file.refusals, ...contradictions].sort((a, b) => a.row - b.row).map(withCode)
  const firstOfRow = new Map<number, string>()
  for (const { row, code } of refusals) if (!firstOfRow.has(row)) firstOfRow.set(row, code)
  const refusedByReason: Record<string, number> = {}
  for (const code of firstOfRow.values()) refusedByReason[code] = (refusedByReason[code] ?? 0) + 1
  return { layout: file.layout, read: file.read, ...counts, refused: file.refused + contradictions.length, refusedByReason, refusals, notes: file.notes }
}
