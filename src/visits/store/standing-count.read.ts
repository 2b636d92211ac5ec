import type { Tx } from '../../platform/db/handles.ts'
import type { ExceptionKind } from '../terms.ts'

/** Exceptions that stand and that nobody has decided, on visits between two dates, counted by kind. A provider's role sees its own. */
export async function countExceptionKinds(tx: Tx, fromOn: Temporal.PlainDate, toOn: Temporal.PlainDate): Promise<Map<ExceptionKind, number>> {
  const rows = await tx
    .selectFrom('visits.visit_exception as e')
    .select((of) => ['kind', of.fn.countAll<number>().as('count')])
    .where('cleared_at', 'is', null)
    .where('visit_on', '>=', fromOn.toString())
    .where('visit_on', '<=', toOn.toString())
    .where((is) => is.not(is.exists(is.selectFrom('visits.exception_decision as d').select('d.id').whereRef('d.exception_id', '=', 'e.id'))))
    .groupBy('kind')
    .execute()
  return new Map(rows.map((row) => [row.kind as ExceptionKind, row.count]))
}

/** The last date of visits that each provider's files cover, by provider. */
export async function listCoveredUntil(tx: Tx): Promise<Map<string, Temporal.PlainDate>> {
  const rows = await tx
    .selectFrom('visits.visit_file')
    .select((of) => ['provider_id', of.fn.max('to_on').as('to_on')])
    .where('to_on', 'is not', null)
    .groupBy('provider_id')
    .execute()
  return new Map(rows.flatMap((row) => (row.to_on === null ? [] : [[row.provider_id, Temporal.PlainDate.from(row.to_on)] as const])))
}

/** Planned visits between two dates that stand as late, by placement. */
export async function countLatePlanned(tx: Tx, fromOn: Temporal.PlainDate, toOn: Temporal.PlainDate): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('visits.visit_exception')
    .select((of) => ['placement_id', of.fn.count<number>('planned_visit_id').distinct().as('count')])
    .where('kind', '=', 'late')
    .where('cleared_at', 'is', null)
    .where('planned_visit_id', 'is not', null)
    .where('visit_on', '>=', fromOn.toString())
    .where('visit_on', '<=', toOn.toString())
    .groupBy('placement_id')
    .execute()
  return new Map(rows.flatMap((row) => (row.placement_id === null ? [] : [[row.placement_id, row.count] as const])))
}
