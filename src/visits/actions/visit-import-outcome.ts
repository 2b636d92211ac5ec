import { countOf, wordsForDate } from '../../kernel/words.ts'
import { londonDate } from '../../kernel/london.ts'
import type { FileRefusal, ImportOutcome } from '../../platform/files/import-outcome.ts'
import type { VisitFileContent } from '../files/read-visit-file.ts'
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
  /** Exceptions on the file's days, as they stand after it. */
  readonly exceptions: Readonly<Partial<Record<ExceptionKind, number>>>
}

const SHOWN_ROWS = 10

/** The outcome of a file whose rows were looked at. */
export function importOutcome(file: VisitFileContent, plan: ImportPlan, exceptions: readonly JudgedException[], extra: { readonly visitFileId: string | null; readonly notes: readonly string[] }): VisitImportOutcome {
  const older = plan.keep.filter((each) => each.fate === 'older').length
  const dates = file.records.map((record) => record.visitOn)
  const plannedSeconds = new Map(plan.planned.map((visit) => [visit.id, visit.startSecond]))
  return {
    summary: {
      read: file.read,
      new: plan.keep.filter((each) => each.fate === 'new').length,
      changed: plan.keep.filter((each) => each.fate === 'changed').length,
      repeated: plan.repeated + older,
      refused: file.refused + plan.contradictions.length,
      unallocated: plan.unallocated,
    },
    refusals: plan.contradictions.length === 0 ? file.refusals : [...file.refusals, ...plan.contradictions].sort((a, b) => a.row - b.row),
    notes: [...file.notes, ...extra.notes, ...notesOf(plan, older)],
    layout: file.layout,
    visitFileId: extra.visitFileId,
    fromOn: least(dates, (a, b) => a < b),
    toOn: least(dates, (a, b) => a > b),
    understood: plan.keep.slice(0, SHOWN_ROWS).map((each) => ({
      sent: each.sent,
      fate: each.fate,
      hasPlacement: each.placementId !== null,
      plannedSecond: each.plannedVisitId === null ? null : (plannedSeconds.get(each.plannedVisitId) ?? null),
    })),
    exceptions: countKinds(exceptions),
  }
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
    exceptions: {},
  }
}

/** The outcome of a file none of whose rows was looked at. */
export function refusedFileOutcome(layout: VisitLayout, file: FileRefusal): VisitImportOutcome {
  return {
    summary: { read: 0, new: 0, changed: 0, repeated: 0, refused: 0, unallocated: 0 },
    refusals: file.refusals,
    notes: file.notes,
    layout,
    visitFileId: null,
    fromOn: null,
    toOn: null,
    understood: [],
    exceptions: {},
  }
}

function notesOf(plan: ImportPlan, older: number): string[] {
  const notes: string[] = []
  if (plan.unallocated > 0) {
    notes.push(`${countOf(plan.unallocated, 'record is', 'records are')} of a person who has no placement with you on that day under that reference. ${plan.unallocated === 1 ? 'It is' : 'They are'} kept as unallocated: check person_reference and visit_date, or ask the council’s brokers.`)
  }
  if (older > 0) notes.push(`${countOf(older, 'row is', 'rows are')} older than the record that is held and are kept as its history.`)
  return notes
}

function least(dates: readonly string[], isBefore: (a: string, b: string) => boolean): string | null {
  let first: string | null = null
  for (const on of dates) if (first === null || isBefore(on, first)) first = on
  return first
}

function countKinds(exceptions: readonly JudgedException[]): Partial<Record<ExceptionKind, number>> {
  const counts: Partial<Record<ExceptionKind, number>> = {}
  for (const { found } of exceptions) counts[found.kind] = (counts[found.kind] ?? 0) + 1
  return counts
}
