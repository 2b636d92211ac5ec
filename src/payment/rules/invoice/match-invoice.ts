import type { DifferenceKind, InvoiceDocument, InvoiceMatch, LineToMatch, MatchedUnit, Tolerance } from '../../terms/invoice.ts'
import { explainDifference } from './explain-difference.ts'
import { linesOfKey } from './statement-keys.ts'
import { isWithin } from './within-tolerance.ts'

/** Changed with every change of what follows from the same facts; kept with each match. */
export const MATCH_RULE_VERSION = '1'

type Document = Pick<InvoiceDocument, 'kind' | 'number' | 'lines'>

/** What one line of a document asks for: above nothing in an invoice, below it in a credit note. */
interface Asked {
  readonly label: string
  readonly key: string
  readonly isInvoice: boolean
  readonly pence: number
  readonly lines: readonly LineToMatch[]
}

/**
 * Holds every document of a statement against it. Document lines that name the same statement lines are compared together, so that a credit note closes what an invoice
 * asked too much, and nothing counts twice; statement lines that no document names are compared by person with nothing. A difference is tolerated within the line's limit, as long as
 * all tolerated ones together are within the limit of the whole.
 */
export function matchInvoices(lines: readonly LineToMatch[], documents: readonly Document[], tolerance: Tolerance): InvoiceMatch {
  const find = linesOfKey(lines)
  const asked = documents.flatMap(({ kind, number, lines: own }) => own.map((line): Asked => ({ label: `${number} line ${line.id}`, key: line.key, isInvoice: kind === 'invoice', pence: kind === 'invoice' ? line.pence : -line.pence, lines: find(line) })))
  const named = asked.filter((each) => each.lines.length > 0)
  const groups = together(lines, named)
  const units = [
    ...groups.map((group) => unitOf(group.lines, group.asked, tolerance)),
    ...[...Map.groupBy(asked.filter((each) => each.lines.length === 0), (each) => each.key.toUpperCase()).values()].map((same) => unitOf([], same, tolerance)),
  ].filter((unit) => unit.documentLines.length > 0 || unit.difference !== null)
  const statementPence = lines.reduce((sum, line) => sum + line.pence, 0)
  const tolerated = units.reduce((sum, unit) => sum + (unit.isTolerated ? unit.invoicedPence - unit.statementPence : 0), 0)
  const isWholeWithin = isWithin(tolerated, statementPence, { pence: tolerance.totalPence, share: tolerance.totalShare })
  const judged = isWholeWithin ? units : units.map((unit) => ({ ...unit, isTolerated: false }))
  return {
    units: judged,
    statementPence,
    invoicedPence: asked.reduce((sum, each) => sum + each.pence, 0),
    openCount: judged.filter((unit) => unit.difference !== null && !unit.isTolerated).length,
    tolerance,
  }
}

/** Statement lines in groups: those that documents name together, directly or through one another; the others by person. */
function together(lines: readonly LineToMatch[], named: readonly Asked[]): { readonly lines: readonly LineToMatch[]; readonly asked: readonly Asked[] }[] {
  const leader = new Map<number, number>()
  const leaderOf = (id: number): number => {
    let at = id
    for (let next = leader.get(at); next !== undefined && next !== at; next = leader.get(at)) at = next
    return at
  }
  for (const { lines: [first, ...rest] } of named) for (const line of rest) if (first !== undefined) leader.set(leaderOf(line.id), leaderOf(first.id))
  const touched = new Set(named.flatMap((each) => each.lines.map((line) => line.id)))
  const askedBy = Map.groupBy(named, (each) => leaderOf(each.lines[0]?.id ?? 0))
  const groups = Map.groupBy(lines, (line) => (touched.has(line.id) ? `with ${String(leaderOf(line.id))}` : `alone ${line.personReference ?? String(line.id)}`))
  return [...groups].map(([key, own]) => ({ lines: own, asked: key.startsWith('with ') ? (askedBy.get(Number(key.slice(5))) ?? []) : [] }))
}

function unitOf(lines: readonly LineToMatch[], asked: readonly Asked[], tolerance: Tolerance): MatchedUnit {
  const statementPence = lines.reduce((sum, line) => sum + line.pence, 0)
  const invoicedPence = asked.reduce((sum, each) => sum + each.pence, 0)
  const difference = kindOf(lines, asked, invoicedPence - statementPence)
  const about = aboutOf(lines, asked)
  return {
    documentLines: asked.map((each) => each.label),
    about,
    statementLineIds: lines.map((line) => line.id),
    personIds: [...new Set(lines.flatMap((line) => line.personId ?? []))],
    statementPence,
    invoicedPence,
    difference,
    isTolerated: (difference === 'more' || difference === 'less') && isWithin(invoicedPence - statementPence, statementPence, { pence: tolerance.linePence, share: tolerance.lineShare }),
    words: difference === null ? '' : explainDifference(difference, { about, lines, statementPence, invoicedPence }),
  }
}

function kindOf(lines: readonly LineToMatch[], asked: readonly Asked[], apart: number): DifferenceKind | null {
  if (apart === 0) return null
  if (lines.length === 0) return 'unknown'
  if (asked.length === 0) return 'not-invoiced'
  if (apart < 0) return 'less'
  return lines.some((line) => asked.filter((each) => each.isInvoice && each.lines.some((own) => own.id === line.id)).length > 1) ? 'twice' : 'more'
}

function aboutOf(lines: readonly LineToMatch[], asked: readonly Asked[]): string {
  const people = [...new Set(lines.map((line) => line.personReference ?? `line ${String(line.id)}`))]
  if (people.length === 0) return `“${asked[0]?.key ?? ''}”`
  return people.length <= 2 ? people.join(' and ') : `${people.slice(0, 2).join(', ')} and ${String(people.length - 2)} more`
}
