/**
 * Why one cell, one row or a whole file was not taken, with the repair beside it.
 *
 * `reason` never repeats the value, so that equal reasons can be counted together; `fix` may, because it tells
 * the sender what to write instead. The value can be personal data: show it to the sender, keep it out of logs.
 */
export interface Refusal {
  /** The line of the file on which the row begins, as a text editor counts; 0 for the file as a whole. */
  readonly row: number
  /** The column's heading; null when the refusal is about the row or the file. */
  readonly column: string | null
  /** What the file says there, cut to 80 characters; null when there is nothing to show. */
  readonly value: string | null
  readonly reason: string
  readonly fix: string
  /** The kind of refusal in the importer's catalogue, where it has one. */
  readonly code?: string | undefined
}

/** How many rows the file has and what became (or, in a preview, would become) of each. Every row counts once. */
export interface ImportSummary {
  readonly read: number
  readonly new: number
  readonly changed: number
  readonly repeated: number
  readonly refused: number
}

/** What every importer answers, for a preview and for an import alike. Importers may add counts to the summary. */
export interface ImportOutcome<S extends ImportSummary = ImportSummary> {
  readonly summary: S
  readonly refusals: readonly Refusal[]
  /** What the sender should know although nothing was refused: encoding guessed, columns not used. */
  readonly notes: readonly string[]
}

/** A file that was refused before any of its rows was read. */
export interface FileRefusal {
  readonly ok: false
  readonly refusals: readonly Refusal[]
  readonly notes: readonly string[]
}

const SHOWN_CHARACTERS = 80

/** A value as refusals show it: at most 80 characters, the last one `…` when it was cut. */
export function shownValue(value: string): string {
  return value.length <= SHOWN_CHARACTERS ? value : `${value.slice(0, SHOWN_CHARACTERS - 1)}…`
}

/** Refuses the file as a whole. */
export function refuseFile(reason: string, fix: string): FileRefusal {
  return { ok: false, refusals: [{ row: 0, column: null, value: null, reason, fix }], notes: [] }
}

/** The outcome of an importer whose file was refused: nothing read, nothing written. */
export function outcomeOfRefusedFile(file: FileRefusal): ImportOutcome {
  return {
    summary: { read: 0, new: 0, changed: 0, repeated: 0, refused: 0 },
    refusals: file.refusals,
    notes: file.notes,
  }
}

/** True when the file itself was refused and none of its rows was looked at. */
export function isFileRefused(outcome: ImportOutcome): boolean {
  return outcome.summary.read === 0 && outcome.refusals.length > 0
}

/**
 * Rows that the summary lost (positive) or counted twice (negative); 0 when every row that was read has one fate.
 * `also` names the importer's own counts that stand beside new, changed, repeated and refused.
 */
export function rowsUnaccountedFor<S extends ImportSummary>(summary: S, also: readonly (keyof S)[] = []): number {
  const own = also.reduce((total, name) => total + Number(summary[name]), 0)
  return summary.read - (summary.new + summary.changed + summary.repeated + summary.refused + own)
}

/** A refusal as one sentence for the command line: place, value, reason, fix. */
export function refusalSentence(refusal: Refusal): string {
  const row = refusal.row === 0 ? 'The file' : `Row ${String(refusal.row)}`
  const column = refusal.column === null ? '' : `, column "${refusal.column}"`
  const value = refusal.value === null ? '' : `, value "${refusal.value}"`
  return `${row}${column}${value}: ${refusal.reason}. ${refusal.fix}.`
}
