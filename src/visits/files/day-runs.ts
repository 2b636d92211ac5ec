import { growingNumbers } from './growing-numbers.ts'

/** Rows of a file that stand together and have the same day, up to where the next begin. */
export interface DayRuns {
  readonly count: number
  readonly from: Uint32Array
  /** The line on which the first of them begins. */
  readonly line: Uint32Array
  readonly day: Uint32Array
}

/** A run has no more rows and, unless one row alone has them, no more bytes: of a few refused rows not much is read again. */
const [MOST_ROWS, MOST_BYTES] = [16, 16_384]

/** Notes where rows are, in their order: twelve bytes a run, which is one byte a row where a day's rows stand together, and at most twelve. */
export function dayRuns(): { add(from: number, line: number, day: number): void; all(): DayRuns } {
  const [froms, lines, days] = [growingNumbers(), growingNumbers(), growingNumbers()]
  let [rows, begun, dayNow] = [MOST_ROWS, 0, 0]
  return {
    add: (from, line, day) => {
      rows += 1
      if (rows <= MOST_ROWS && day === dayNow && from - begun < MOST_BYTES) return
      ;[rows, begun, dayNow] = [1, from, day]
      froms.push(from)
      lines.push(line)
      days.push(day)
    },
    all: () => ({ count: froms.length(), from: froms.all(), line: lines.all(), day: days.all() }),
  }
}
