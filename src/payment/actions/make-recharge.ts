import { randomUUID } from 'node:crypto'
import { personLabels } from '../../care/public.ts'
import { getFramework } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { findRecharge, sumNhsLines } from '../store/recharge.read.ts'
import { insertRecharge } from '../store/recharge.write.ts'
import { nextSequence } from '../store/payment-export.read.ts'
import { EXPORT_PAYMENTS } from '../terms/approval.ts'
import type { Recharge, RechargeRow } from '../terms/recharge.ts'
import { sha256Of } from './export-payments.ts'
import { rechargeFile } from './recharge-file.ts'
import { lockRun } from './record-run-event.ts'

/** Makes the file that asks the NHS for its share of an approved run, once; held lines are in it. Throws `Refused` while the run is not approved, when the file was made, and when the NHS bears nothing of it; `NotFound`. */
export async function makeRecharge(house: House, actor: Actor, input: { readonly payRunId: string }): Promise<Recharge> {
  return write(house, actor, async (work) => {
    need(actor, EXPORT_PAYMENTS)
    const { run, state } = await lockRun(work, input.payRunId)
    if (state === 'draft' || state === 'in-review') throw new Refused('not-approved', 'Only an approved run is recharged. Put it forward and have somebody else approve it first.', 'recharge')
    if ((await findRecharge(work.tx, run.id)) !== undefined) throw new Refused('made', 'The recharge file of this run was made already. What changes later is in the file of a later run', 'recharge')
    const rows = await rechargeRows(work, run.id)
    if (rows.length === 0) throw new Refused('nothing', 'The NHS bears nothing of this run, so there is nothing to recharge', 'recharge')
    const framework = await getFramework(work, run.frameworkId)
    const sequence = await nextSequence(work.tx, 'nhs_recharge')
    const content = rechargeFile({ sequence, frameworkName: framework.name, fromOn: run.fromOn, toOn: run.toOn }, rows)
    const sum = (of: (row: RechargeRow) => number): number => rows.reduce((total, row) => total + of(row), 0)
    const file: Recharge = {
      id: randomUUID(), payRunId: run.id, sequence, rowCount: rows.length,
      totalPence: sum((row) => row.pence + row.adjustmentsPence),
      nhsPence: sum((row) => row.nhsPence + row.adjustmentsNhsPence),
      adjustmentsNhsPence: sum((row) => row.adjustmentsNhsPence),
      sha256: sha256Of(content), madeAt: work.now, madeBy: actor.name,
    }
    await insertRecharge(work.tx, file, content)
    work.audit({ kind: 'nhs-recharge-made', subjectKind: 'pay-run', subjectId: run.id, detail: { sequence, rows: file.rowCount, nhsPence: file.nhsPence, sha256: file.sha256 } })
    return file
  })
}

/** What a run asks of the NHS, by person reference. */
export async function rechargeRows(work: Work, payRunId: string): Promise<RechargeRow[]> {
  const sums = await sumNhsLines(work.tx, payRunId)
  const labels = await personLabels(work, sums.flatMap((each) => each.personId ?? []))
  return sums.map(({ personId, ...sum }) => ({ person: personId === null ? null : (labels.get(personId)?.reference ?? null), ...sum }))
}
