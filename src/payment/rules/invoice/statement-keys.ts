import type { InvoiceDocumentLine, LineToMatch } from '../../terms/invoice.ts'

/** Finds the lines of a statement that a line of an invoice is for. */
export type LinesOfKey = (line: Pick<InvoiceDocumentLine, 'key' | 'fromOn' | 'toOn'>) => readonly LineToMatch[]

/**
 * What an invoice line names, in this order: a line's number on the statement, a visit's reference, a person's reference. With a person the days of the
 * invoice line count as well: all of the person's lines from its first to its last day, or of the whole statement where it gives none.
 */
export function linesOfKey(lines: readonly LineToMatch[]): LinesOfKey {
  const byId = new Map(lines.map((line) => [String(line.id), line]))
  const byVisit = Map.groupBy(lines.filter((line) => line.visitReference !== null), (line) => (line.visitReference ?? '').toUpperCase())
  const byPerson = Map.groupBy(lines.filter((line) => line.personReference !== null), (line) => (line.personReference ?? '').toUpperCase())
  return ({ key, fromOn, toOn }) => {
    const line = byId.get(key)
    if (line !== undefined) return [line]
    const wanted = key.toUpperCase()
    const visits = byVisit.get(wanted)
    if (visits !== undefined) return visits
    return (byPerson.get(wanted) ?? []).filter((each) => (fromOn === null || Temporal.PlainDate.compare(each.visitOn, fromOn) >= 0) && (toOn === null || Temporal.PlainDate.compare(each.visitOn, toOn) <= 0))
  }
}
