import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { whoActsOnInvoicing } from '../rules/invoice/invoicing-state.ts'
import { paidByOn } from '../rules/invoice/invoicing-way-on.ts'
import { findLastExport, listHolds, listLeftOut } from '../store/hold.read.ts'
import { insertHold, insertHoldRelease } from '../store/hold.write.ts'
import { lockInvoicing } from '../store/invoice.read.ts'
import { listInvoicingWays } from '../store/invoicing.read.ts'
import { listStatements } from '../store/statement.read.ts'
import type { Hold } from '../terms/hold.ts'
import type { Statement } from '../terms/statement.ts'
import { invoicingOf } from './invoicing-of.ts'

/** A difference over more lines than this holds the person's lines of the statement, not each line by itself. */
const FEW_LINES = 3

/** Holds the statements of providers that are paid on invoice until their invoices match: done with the approval that issues them. */
export async function awaitInvoices(work: Work, statements: readonly Statement[]): Promise<void> {
  const ways = await listInvoicingWays(work.tx, [...new Set(statements.map((each) => each.providerId))])
  for (const statement of statements) {
    if (paidByOn(ways, statement.providerId, statement.fromOn) === 'invoice') await insertHold(work.tx, holdOf(work, statement, `Statement ${statement.number} waits for your invoice`, {}))
  }
}

/**
 * Brings the holds of a statement's invoicing to what its match and what was said ask for: the whole statement while no invoice came, the lines of open differences afterwards, none once it
 * is matched or settled. Lines that a payments file has paid are left. Safe to run twice.
 */
export async function applyInvoiceHolds(house: House, statementId: string, actor: Actor = systemActor('Invoices')): Promise<void> {
  await write(house, actor, async (work) => {
    await lockInvoicing(work.tx, statementId)
    const [statement] = await listStatements(work.tx, { id: statementId })
    if (statement === undefined) return
    const wanted = await holdsWanted(work, statement)
    const standing = (await listHolds(work.tx, { isStanding: true, providerIds: [statement.providerId] })).filter((hold) => hold.isForInvoice && hold.statementId === statementId)
    const isSame = (a: Hold, b: Hold): boolean => a.personId === b.personId && a.payLineId === b.payLineId && a.mustAct === b.mustAct
    const ended = standing.filter((hold) => !wanted.some((each) => isSame(each, hold)))
    const begun = wanted.filter((each) => !standing.some((hold) => isSame(each, hold)))
    for (const hold of ended) await insertHoldRelease(work.tx, { holdId: hold.id, providerId: hold.providerId, note: 'The invoice came further: see its page', at: work.now, by: actor.name })
    for (const hold of begun) await insertHold(work.tx, hold)
    work.audit({ kind: 'invoice-holds-applied', subjectKind: 'statement', subjectId: statementId, detail: { placed: begun.length, released: ended.length } })
  })
}

async function holdsWanted(work: Work, statement: Statement): Promise<Hold[]> {
  const { state, match, standings } = await invoicingOf(work, statement)
  const mustAct = whoActsOnInvoicing(state) ?? 'provider'
  if (state === 'awaited') return [holdOf(work, statement, `Statement ${statement.number} waits for your invoice`, {})]
  if (match === undefined || !['difference', 'disputed', 'answered'].includes(state)) return []
  const last = await findLastExport(work.tx, statement.payRunId)
  const unpaid = last === undefined ? undefined : new Set((await listLeftOut(work.tx, last.id, statement.id)).map((line) => line.id))
  const reason = `The invoice of statement ${statement.number} differs here`
  const open = match.units.filter((_, at) => standings[at]?.agreedPence === null)
  const reaches = open.flatMap((unit): Pick<Hold, 'personId' | 'payLineId'>[] => {
    const lines = unit.statementLineIds.filter((id) => unpaid === undefined || unpaid.has(id))
    if (lines.length <= FEW_LINES || unit.personIds.length === 0) return lines.map((payLineId) => ({ personId: null, payLineId }))
    return unit.personIds.map((personId) => ({ personId, payLineId: null }))
  })
  return [...new Map(reaches.map((reach) => [`${reach.personId ?? ''} ${String(reach.payLineId)}`, holdOf(work, statement, reason, reach, mustAct)])).values()]
}

function holdOf(work: Work, statement: Statement, reason: string, reach: Partial<Pick<Hold, 'personId' | 'payLineId'>>, mustAct: Hold['mustAct'] = 'provider'): Hold {
  return { id: randomUUID(), providerId: statement.providerId, personId: null, payLineId: null, ...reach, statementId: statement.id, isForInvoice: true, mustAct, reason, placedAt: work.now, placedBy: work.actor.name, release: null }
}
