import { countOf, wordsForDate } from '../../kernel/words.ts'
import { londonDate } from '../../kernel/london.ts'
import type { FileRefusal, ImportOutcome } from '../../platform/files/import-outcome.ts'
import { withCode } from '../files/refusal-catalogue.ts'
import type { VisitFileContent } from '../files/visit-file-content.ts'
import type { JudgedException } from '../rules/judge-days.ts'
import type { VisitFileRow } from '../store/visit-file.read.ts'
import type { ExceptionKind, UnderstoodRow, VisitImportSummary, VisitLayout } from '../terms.ts'
import type { ImportPlan } from './plan-import.ts'

export interface VisitImportOutcome extends ImportOutcome<VisitImportSummary> {
  readonly layout: VisitLayout
  /** The file as kept; null in a preview and when the file was refused. */
  readonly visitFileId: string | null
  readonly fromOn: string | null
  readonly toOn: string | null
  /** The first ten rows that will be kept. */
  readonly understood: readonly UnderstoodRow[]
  /** What became of each row that was understood, by its number: refused rows are among `refusals`. */
  readonly fates: ReadonlyMap<number, RowFate>
  /** The refused rows as CSV, as they were sent, with why and what to do beside each. */
  readonly refusedRows: () => string
  /** Exceptions on the file's days, as they stand after it. */
  readonly exceptions: Readonly<Partial<Record<ExceptionKind, number>>>
}

/** What became of a row that was understood. An older version is kept as history and counts as repeated. */
export type RowFate = 'new' | 'changed' | 'unallocated' | 'older' | 'repeated'

const SHOWN_ROWS = 10

/** The outcome of a file whose rows were looked at. */
export function importOutcome(file: VisitFileContent, plan: ImportPlan, exceptions: readonly JudgedException[], extra: { readonly visitFileId: string | null; readonly notes: readonly string[] }): VisitImportOutcome {
  const fates = fatesOf(file, plan)
  const counts = { new: 0, changed: 0, unallocated: 0, older: 0, repeated: 0 }
  for (const fate of fates.values()) counts[fate] += 1
  const refusals = [...file.refusals, ...plan.contradictions].sort((a, b) => a.row - b.row).map(withCode)
  const shown = plan.keep.slice(0, SHOWN_ROWS)
  const shownVisits = new Set(shown.map((each) => each.plannedVisitId))
  const plannedSeconds = new Map(plan.planned.flatMap((visit) => (shownVisits.has(visit.id) ? [[visit.id, visit.startSecond]] : [])))
  return {
    summary: {
      read: file.read,
      new: counts.new,
      changed: counts.changed,
      repeated: counts.repeated + counts.older,
      refused: file.refused + plan.contradictions.length,
      unallocated: counts.unallocated,
    },
    refusals,
    notes: [...file.notes, ...extra.notes, ...notesOf(counts)],
    layout: file.layout,
    visitFileId: extra.visitFileId,
    fromOn: least(file.records, (a, b) => a < b),
    toOn: least(file.records, (a, b) => a > b),
    understood: shown.map((each) => ({
      sent: each.sent,
      fate: each.fate,
      hasPlacement: each.placementId !== null,
      plannedSecond: each.plannedVisitId === null ? null : (plannedSeconds.get(each.plannedVisitId) ?? null),
    })),
    fates,
    refusedRows: () => file.refusedRows(refusals),
    exceptions: countKinds(exceptions),
  }
}

/** The same outcome with the exceptions that were found since. */
export function withExceptions(outcome: VisitImportOutcome, exceptions: readonly JudgedException[]): VisitImportOutcome {
  return { ...outcome, exceptions: countKinds(exceptions) }
}

/** Every row that was understood and does not contradict what is held has one fate. */
function fatesOf(file: VisitFileContent, plan: ImportPlan): Map<number, RowFate> {
  const fates = new Map<number, RowFate>()
  for (const { row } of file.records) fates.set(row, 'repeated')
  for (const { row } of plan.contradictions) fates.delete(row)
  for (const { sent, fate, placementId } of plan.keep) fates.set(sent.row, fate !== 'older' && placementId === null ? 'unallocated' : fate)
  return fates
}

/** The outcome of a file that came before: nothing is new. */
export function repeatedFileOutcome(before: VisitFileRow): VisitImportOutcome {
  const refused = before.refused === 0 ? '' : ` Its ${countOf(before.refused, 'refused row')} stay refused: correct them and send them in a file of their own.`
  return {
    summary: { read: before.read, new: 0, changed: 0, repeated: before.read - before.refused, refused: before.refused, unallocated: 0 },
    refusals: [],
    notes: [`This file was read in on ${wordsForDate(londonDate(before.receivedAt))}. Nothing was changed.${refused}`],
    layout: before.layout,
    visitFileId: before.id,
    fromOn: before.fromOn,
    toOn: before.toOn,
    understood: [],
    fates: new Map(),
    refusedRows: () => '',
    exceptions: {},
  }
}

/** The outcome of a file none of whose rows was looked at. */
export function refusedFileOutcome(layout: VisitLayout, file: FileRefusal): VisitImportOutcome {
  return {
    summary: { read: 0, new: 0, changed: 0, repeated: 0, refused: 0, unallocated: 0 },
    refusals: file.refusals.map(withCode),
    notes: file.notes,
    layout,
    visitFileId: null,
    fromOn: null,
    toOn: null,
    understood: [],
    fates: new Map(),
    refusedRows: () => '',
    exceptions: {},
  }
}

function notesOf({ unallocated, older }: { readonly unallocated: number; readonly older: number }): string[] {
  const notes: string[] = []
  if (unallocated > 0) {
    notes.push(`${countOf(unallocated, 'record is', 'records are')} of a person who has no placement with you on that day under that reference. ${unallocated === 1 ? 'It is' : 'They are'} kept as unallocated: check person_reference and visit_date, or ask the council’s brokers.`)
  }
  if (older > 0) notes.push(`${countOf(older, 'row is', 'rows are')} older than the record that is held and are kept as its history.`)
  return notes
}

function least(records: VisitFileContent['records'], isBefore: (a: string, b: string) => boolean): string | null {
  let first: string | null = null
  for (const { visitOn } of records) if (first === null || isBefore(visitOn, first)) first = visitOn
  return first
}

function countKinds(exceptions: readonly JudgedException[]): Partial<Record<ExceptionKind, number>> {
  const counts: Partial<Record<ExceptionKind, number>> = {}
  for (const { kind } of exceptions) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}
