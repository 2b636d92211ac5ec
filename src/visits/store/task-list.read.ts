import { sql } from 'kysely'
import { z } from 'zod'
import type { DayPart } from '../../kernel/day-part.ts'
import type { Tx } from '../../platform/db/handles.ts'

/** A version of what is to be done at a placement's visits in a part of the day. */
export interface TaskList {
  readonly placementId: string
  readonly dayPart: DayPart
  readonly tasks: readonly string[]
  readonly saidAt: Temporal.Instant
  readonly saidBy: string
}

/** Every version of the lists of some placements, newest first. */
export async function listTaskLists(tx: Tx, placementIds: readonly string[]): Promise<TaskList[]> {
  if (placementIds.length === 0) return []
  const { rows } = await sql<{ placement_id: string; day_part: DayPart; tasks: unknown; said_at: string; said_by: string }>`
    select l.placement_id, l.day_part, l.tasks, l.said_at, l.said_by from visits.task_list l where l.placement_id = any(${[...placementIds]}::uuid[]) order by l.id desc`.execute(tx)
  return rows.map((row) => ({ placementId: row.placement_id, dayPart: row.day_part, tasks: z.array(z.string()).parse(row.tasks), saidAt: Temporal.Instant.from(row.said_at), saidBy: row.said_by }))
}

/** Whether a provider asks for a sign-off before a check-out; by choice until it says so. */
export async function isSignOffRequired(tx: Tx, providerId: string): Promise<boolean> {
  const row = await tx.selectFrom('visits.sign_off_setting').select('is_required').where('provider_id', '=', providerId).orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row?.is_required ?? false
}
