import type { Tx } from '../../platform/db/handles.ts'
import type { Hold, HoldableLine, MustAct } from '../terms/hold.ts'

/** Holds, the oldest first: of some providers, one by its id, only those that stand. A provider's role sees its own. */
export async function listHolds(tx: Tx, filter: { readonly id?: string; readonly providerIds?: readonly string[]; readonly isStanding?: boolean } = {}): Promise<Hold[]> {
  if (filter.providerIds?.length === 0) return []
  let query = tx.selectFrom('payment.hold as h').leftJoin('payment.hold_release as r', 'r.hold_id', 'h.id').selectAll('h').select(['r.released_at', 'r.released_by', 'r.note']).orderBy('h.placed_at').orderBy('h.id')
  if (filter.id !== undefined) query = query.where('h.id', '=', filter.id)
  if (filter.providerIds !== undefined) query = query.where('h.provider_id', 'in', [...filter.providerIds])
  if (filter.isStanding === true) query = query.where('r.hold_id', 'is', null)
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    providerId: row.provider_id,
    personId: row.person_id,
    payLineId: row.pay_line_id,
    statementId: row.statement_id,
    isForInvoice: row.for_invoice,
    mustAct: row.must_act as MustAct,
    reason: row.reason,
    placedAt: Temporal.Instant.from(row.placed_at),
    placedBy: row.placed_by,
    release: row.released_at === null ? null : { at: Temporal.Instant.from(row.released_at), by: row.released_by ?? '', note: row.note ?? '' },
  }))
}

const LINE = ['l.id', 'l.statement_id', 'l.provider_id', 'l.person_id', 'l.pence', 'l.nhs_pence'] as const

interface LineRow {
  id: number
  statement_id: string
  provider_id: string
  person_id: string | null
  pence: number
  nhs_pence: number
}

/** Lines of a run or a statement that holds may reach and no export has paid. A line that a hold names is among them; nothing is read when no hold stands. */
export async function listUnpaidUnderHold(tx: Tx, of: { readonly payRunId: string; readonly statementId?: string }, holds: readonly Hold[]): Promise<HoldableLine[]> {
  const last = await findLastExport(tx, of.payRunId)
  if (last !== undefined) return listLeftOut(tx, last.id, of.statementId)
  if (holds.length === 0) return []
  let query = tx.selectFrom('payment.pay_line as l').innerJoin('payment.statement as s', 's.id', 'l.statement_id').select(LINE).where('s.pay_run_id', '=', of.payRunId).where('l.provider_id', 'in', [...new Set(holds.map((hold) => hold.providerId))])
  if (of.statementId !== undefined) query = query.where('l.statement_id', '=', of.statementId)
  // A hold on all of a provider asks for all its lines; else those named are few.
  if (holds.every((hold) => hold.payLineId !== null || hold.personId !== null)) {
    const lines = holds.flatMap((hold) => hold.payLineId ?? [])
    const people = holds.flatMap((hold) => hold.personId ?? [])
    query = query.where((is) => is.or([...(lines.length > 0 ? [is('l.id', 'in', lines)] : []), ...(people.length > 0 ? [is('l.person_id', 'in', people)] : [])]))
  }
  return (await query.orderBy('l.id').execute()).map(toLine)
}

/** The latest export of a run. */
export async function findLastExport(tx: Tx, payRunId: string): Promise<{ readonly id: string; readonly nr: number } | undefined> {
  return tx.selectFrom('payment.payment_export').select(['id', 'nr']).where('pay_run_id', '=', payRunId).orderBy('nr', 'desc').limit(1).executeTakeFirst()
}

/** The lines that an export left out. */
export async function listLeftOut(tx: Tx, exportId: string, statementId?: string): Promise<HoldableLine[]> {
  let query = tx.selectFrom('payment.held_line as h').innerJoin('payment.pay_line as l', 'l.id', 'h.pay_line_id').select(LINE).where('h.export_id', '=', exportId)
  if (statementId !== undefined) query = query.where('h.statement_id', '=', statementId)
  return (await query.orderBy('l.id').execute()).map(toLine)
}

/** A line that may be held, by its id; a provider's role finds its own. */
export async function findHoldableLine(tx: Tx, payLineId: number): Promise<(HoldableLine & { readonly payRunId: string }) | undefined> {
  const row = await tx.selectFrom('payment.pay_line as l').innerJoin('payment.statement as s', 's.id', 'l.statement_id').select(LINE).select('s.pay_run_id').where('l.id', '=', payLineId).executeTakeFirst()
  return row === undefined ? undefined : { ...toLine(row), payRunId: row.pay_run_id }
}

function toLine(row: LineRow): HoldableLine {
  return { id: row.id, statementId: row.statement_id, providerId: row.provider_id, personId: row.person_id, pence: row.pence, nhsPence: row.nhs_pence }
}
