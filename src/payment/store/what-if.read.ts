import type { Tx } from '../../platform/db/handles.ts'
import { sql } from 'kysely'
import { tryScenarios, whatIfResult, type WhatIf } from '../terms/what-if.ts'

/** What-ifs of all frameworks, the newest first, without their answers. */
export async function listWhatIfs(tx: Tx): Promise<Omit<WhatIf, 'result'>[]> {
  const rows = await tx
    .selectFrom('payment.what_if')
    .select(['id', 'framework_id', 'name', 'from_on', 'to_on', 'scenarios', 'asked_at', 'asked_by', 'asked_by_account', 'parts_done', 'parts_total', 'ended_at', 'refused_words', 'is_cancelled'])
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(asked)
}

export async function findWhatIf(tx: Tx, whatIfId: string): Promise<WhatIf | undefined> {
  const row = await tx.selectFrom('payment.what_if').selectAll().where('id', '=', whatIfId).executeTakeFirst()
  return row === undefined ? undefined : { ...asked(row), result: row.result === null ? null : whatIfResult.parse(row.result) }
}

/** What was asked in one, held against changes until the transaction ends. */
export async function lockWhatIf(tx: Tx, whatIfId: string): Promise<Omit<WhatIf, 'result'> | undefined> {
  const row = await tx.selectFrom('payment.what_if').selectAll().where('id', '=', whatIfId).forUpdate().executeTakeFirst()
  return row === undefined ? undefined : asked(row)
}

/** Whether a draft of payment rules shows it as its effect. */
export async function hasDraft(tx: Tx, whatIfId: string): Promise<boolean> {
  return (await tx.selectFrom('payment.rule_set_draft').select('id').where('what_if_id', '=', whatIfId).limit(1).executeTakeFirst()) !== undefined
}

/** What was paid for visits of a framework between two dates, both included, with every adjustment so far. */
export async function sumPaidBetween(tx: Tx, frameworkId: string, fromOn: Temporal.PlainDate, toOn: Temporal.PlainDate): Promise<number> {
  const row = await tx
    .selectFrom('payment.pay_line as l')
    .innerJoin('payment.statement as s', 's.id', 'l.statement_id')
    .innerJoin('payment.pay_run as r', 'r.id', 's.pay_run_id')
    .where('r.framework_id', '=', frameworkId)
    .where('l.visit_on', '>=', fromOn.toString())
    .where('l.visit_on', '<=', toOn.toString())
    .select(sql<number>`coalesce(sum(l.pence), 0)::bigint`.as('pence'))
    .executeTakeFirstOrThrow()
  return row.pence
}

function asked(row: {
  id: string
  framework_id: string
  name: string
  from_on: string
  to_on: string
  scenarios: unknown
  asked_at: string
  asked_by: string
  asked_by_account: string | null
  is_cancelled: boolean
  parts_done: number
  parts_total: number | null
  ended_at: string | null
  refused_words: string | null
}): Omit<WhatIf, 'result'> {
  return {
    id: row.id,
    frameworkId: row.framework_id,
    name: row.name,
    fromOn: Temporal.PlainDate.from(row.from_on),
    toOn: Temporal.PlainDate.from(row.to_on),
    scenarios: tryScenarios.parse(row.scenarios),
    askedAt: Temporal.Instant.from(row.asked_at),
    askedBy: row.asked_by,
    askedByAccount: row.asked_by_account,
    isCancelled: row.is_cancelled,
    partsDone: row.parts_done,
    partsTotal: row.parts_total,
    endedAt: row.ended_at === null ? null : Temporal.Instant.from(row.ended_at),
    refusedWords: row.refused_words,
  }
}
