import type { Hold, HoldableLine, HeldLine } from '../terms/hold.ts'

/** The hold that keeps a line from being paid: one on the line itself before one on the person, before one on the statement or the provider; the oldest of them. Undefined when none does. */
function holdOn(line: HoldableLine, holds: readonly Hold[]): Hold | undefined {
  const standing = holds.filter((hold) => hold.release === null && hold.providerId === line.providerId && (hold.statementId === null || hold.statementId === line.statementId))
  return (
    oldest(standing.filter((hold) => hold.payLineId === line.id)) ??
    oldest(standing.filter((hold) => hold.personId !== null && hold.personId === line.personId)) ??
    oldest(standing.filter((hold) => hold.payLineId === null && hold.personId === null))
  )
}

/** The lines that are held, each with its hold. */
export function heldLines(lines: readonly HoldableLine[], holds: readonly Hold[]): HeldLine[] {
  return lines.flatMap((line) => {
    const hold = holdOn(line, holds)
    return hold === undefined ? [] : [{ ...line, hold }]
  })
}

function oldest(holds: readonly Hold[]): Hold | undefined {
  return holds.toSorted((a, b) => Temporal.Instant.compare(a.placedAt, b.placedAt) || (a.id < b.id ? -1 : 1))[0]
}
