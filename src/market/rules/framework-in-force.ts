import { includesDate } from '../../kernel/date-range.ts'
import type { Framework } from '../terms.ts'

/** The framework a page shows when none is asked for: of those in force the one that began last, else the next to begin, else the last there was. */
export function frameworkInForce<F extends Pick<Framework, 'startsOn' | 'endsOn'>>(frameworks: readonly F[], on: Temporal.PlainDate): F | undefined {
  const ordered = [...frameworks].sort((a, b) => Temporal.PlainDate.compare(b.startsOn, a.startsOn))
  return (
    ordered.find((each) => includesDate({ fromOn: each.startsOn, toOn: each.endsOn }, on)) ??
    ordered.findLast((each) => Temporal.PlainDate.compare(each.startsOn, on) > 0) ??
    ordered[0]
  )
}
