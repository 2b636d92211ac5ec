import { countOf, wordsForDate } from '../../kernel/words.ts'
import { londonDate } from '../../kernel/london.ts'
import type { FileRefusal, ImportOutcome, Refusal } from '../../platform/files/import-outcome.ts'
import { MOST_REFUSALS } from '../../platform/files/read-table.ts'
import { refusalList } from '../../platform/files/refusal-list.ts'
import { withCode } from '../files/refusal-catalogue.ts'
import type { RowsByDay } from '../files/rows-by-day.ts'
import type { JudgedException } from '../rules/judge-days.ts'
import type { VisitFileRow } from '../store/visit-file.read.ts'
import type { ExceptionKind, SentRecord, UnderstoodRow, VisitImportSummary, VisitLayout } from '../terms.ts'
import type { ImportPlan, PlannedImport } from './plan-import.ts'

export interface VisitImportOutcome extends ImportOutcome<VisitImportSummary> {
  readonly layout: VisitLayout
  /** The file as kept; null in a preview and when the file was refused. */
  readonly visitFileId: string | null
  readonly fromOn: string | null
  readonly toOn: string | null
  /** The first ten rows that will be kept. */
  readonly understood: readonly UnderstoodRow[]
  /** What became of each row that was understood, by its number, where that was asked for: refused rows are among `refusals`. */
  readonly fates: ReadonlyMap<number, RowFate>
  /** The refused rows as CSV, as they were sent, with why and what to do beside each. */
  readonly refusedRows: () => string
  /** Exceptions on the file's days, as they stand after it. */
  readonly exceptions: Readonly<Partial<Record<ExceptionKind, number>>>
}

/** What became of a row that was understood. An older version is kept as history and counts as repeated. */
export type RowFate = 'new' | 'changed' | 'unallocated' | 'older' | 'repeated'

const SHOWN_ROWS = 10

/** What became of a file so far, added up a group of days at a time. */
export interface OutcomeTally {
  /** Counts the rows of a group that were understood and what becomes of them. */
  addRows(records: readonly SentRecord[], plan: ImportPlan, contradictions: readonly Refusal[]): void
  addExceptions(exceptions: readonly JudgedException[]): void
  /** The outcome, once every group was added. */
  outcome(rows: RowsByDay, extra: { readonly visitFileId: string | null; readonly notes: readonly string[] }): VisitImportOutcome
}

/** @param keepsFates true where every row is to be acknowledged by itself, as in a batch */
export function outcomeTally(keepsFates: boolean): OutcomeTally {
  const counts = { new: 0, changed: 0, unallocated: 0, older: 0, repeated: 0, contradicting: 0 }
  const exceptionCounts: Partial<Record<ExceptionKind, number>> = {}
  const fates = new Map<number, RowFate>()
  const contradicting = refusalList(MOST_REFUSALS)
  let understood: UnderstoodRow[] = []
  let [fromOn, toOn] = [null, null] as [string | null, string | null]
  return {
    addRows: (records, plan, contradictions) => {
      for (const { visitOn } of records) {
        if (fromOn === null || visitOn < fromOn) fromOn = visitOn
        if (toOn === null || visitOn > toOn) toOn = visitOn
      }
      for (const kept of plan.keep) counts[fateOfKept(kept)] += 1
      counts.contradicting += contradictions.length
      counts.repeated += records.length - plan.keep.length - contradictions.length
      for (const each of contradictions) contradicting.add(each)
      understood = firstRows([...understood, ...understoodRows(plan)])
      if (!keepsFates) return
      for (const { row } of records) fates.set(row, 'repeated')
      for (const { row } of contradictions) fates.delete(row)
      for (const kept of plan.keep) fates.set(kept.sent.row, fateOfKept(kept))
    },
    addExceptions: (exceptions) => {
      for (const { kind } of exceptions) exceptionCounts[kind] = (exceptionCounts[kind] ?? 0) + 1
    },
    outcome: (rows, extra) => {
      const file = rows.result()
      const refusals = [...file.refusals, ...contradicting.all()].sort((a, b) => a.row - b.row).map(withCode)
      return {
        summary: {
          read: file.read,
          new: counts.new,
          changed: counts.changed,
          repeated: counts.repeated + counts.older,
          refused: file.refused + counts.contradicting,
          unallocated: counts.unallocated,
        },
        refusals,
        notes: [...file.notes, ...extra.notes, ...notesOf(counts)],
        layout: rows.layout,
        visitFileId: extra.visitFileId,
        fromOn,
        toOn,
        understood,
        fates,
        refusedRows: () => rows.refusedRows(refusals),
        exceptions: exceptionCounts,
      }
    },
  }
}

/** Every row that is kept has one fate; history belongs nowhere and is not unallocated. */
function fateOfKept({ fate, placementId }: PlannedImport): RowFate {
  return fate !== 'older' && placementId === null ? 'unallocated' : fate
}

/** The first rows of a group that will be kept, as they were understood. */
function understoodRows(plan: ImportPlan): UnderstoodRow[] {
  const shown = plan.keep.slice(0, SHOWN_ROWS)
  const visits = new Set(shown.map((each) => each.plannedVisitId))
  const plannedSeconds = new Map(plan.planned.flatMap((visit) => (visits.has(visit.id) ? [[visit.id, visit.startSecond]] : [])))
  return shown.map((each) => ({
    sent: each.sent,
    fate: each.fate,
    hasPlacement: each.placementId !== null,
    plannedSecond: each.plannedVisitId === null ? null : (plannedSeconds.get(each.plannedVisitId) ?? null),
  }))
}

function firstRows(rows: UnderstoodRow[]): UnderstoodRow[] {
  return rows.sort((a, b) => a.sent.row - b.sent.row).slice(0, SHOWN_ROWS)
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
