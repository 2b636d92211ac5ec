/**
 * Turns a cell's text, already trimmed and not empty, into a value, or says why it cannot.
 * Parsers run on every row of every file: they allocate nothing when the cell is good.
 */
export type CellParser<T> = (text: string) => T | CellFault

/** Why a cell is refused. `reason` names no value, so that equal reasons can be counted; `fix` may. */
export interface CellFault {
  readonly kind: typeof CELL_FAULT
  readonly reason: string
  readonly fix: string
  /** Set when the value would be a good date with day and month exchanged: the rest of the column is then in doubt. */
  readonly dayAndMonthExchanged: boolean
}

const CELL_FAULT = Symbol('cell fault')

/** Refuses a cell. Reason and fix are sentences without their full stop. */
export function cellFault(reason: string, fix: string, dayAndMonthExchanged = false): CellFault {
  return { kind: CELL_FAULT, reason, fix, dayAndMonthExchanged }
}

/** Tells a refusal from a value. */
export function isCellFault(parsed: unknown): parsed is CellFault {
  return typeof parsed === 'object' && parsed !== null && (parsed as { kind?: unknown }).kind === CELL_FAULT
}

/**
 * Remembers what a parser answered for each text, for columns in which few texts repeat often, such as dates.
 * Forgets everything when it has seen too many, so that a hostile file cannot fill the memory.
 */
export function remembered<T>(parse: CellParser<T>, most = 20_000): CellParser<T> {
  const known = new Map<string, T | CellFault>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const parsed = parse(text)
    // A fault carries no risk of repetition worth its memory, and a long text is never a value worth remembering.
    if (isCellFault(parsed) || text.length > 40) return parsed
    if (known.size >= most) known.clear()
    known.set(text, parsed)
    return parsed
  }
}
