import { personIdsByReference, personLabels } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { countPayLines, listPayLines, type LineFilter, type LineOrder } from '../store/pay-line.read.ts'
import type { PayLine } from '../terms/statement.ts'
import { listRemittances } from '../store/payment-export.read.ts'
import { heldOnStatement } from './holds.ts'
import { getStatement } from './one-statement.ts'

/** What to look for among a statement's lines. */
export interface LineSearch extends Omit<LineFilter, 'statementId' | 'personId'> {
  /** A person's reference: P100001. */
  readonly person?: string | undefined
}

/** A statement, one page of its lines that fit, how many fit and what they come to, the people's labels, the statement's held lines and its remittances. */
export async function searchStatementLines(house: House, actor: Actor, statementId: string, search: LineSearch, slice: { readonly order?: LineOrder | undefined; readonly descending?: boolean; readonly limit: number; readonly offset: number }) {
  return read(house, actor, async (work) => {
    const found = await getStatement(work, statementId)
    const reference = search.person?.toUpperCase()
    const personId = reference === undefined ? undefined : (await personIdsByReference(work, [reference])).get(reference)
    const isNobody = reference !== undefined && personId === undefined
    const filter: LineFilter = { statementId, personId, fromOn: search.fromOn, toOn: search.toOn, only: search.only }
    const lines: PayLine[] = isNobody ? [] : await listPayLines(work.tx, filter, slice)
    const sums = isNobody ? { lines: 0, pence: 0 } : await countPayLines(work.tx, filter)
    const people = await personLabels(work, [...new Set(lines.flatMap((line) => line.personId ?? []))])
    const held = await heldOnStatement(work, found.statement)
    const remittances = await listRemittances(work.tx, { statementId })
    return { ...found, lines, sums, people, held, remittances }
  })
}
