import type { DayPart } from '../../kernel/day-part.ts'
import type { Tx } from '../../platform/db/handles.ts'

interface Said {
  readonly providerId: string
  readonly at: Temporal.Instant
  readonly by: string
}

/** Keeps a version of what is to be done. */
export async function insertTaskList(tx: Tx, list: { readonly placementId: string; readonly dayPart: DayPart; readonly tasks: readonly string[] }, { providerId, at, by }: Said): Promise<void> {
  await tx.insertInto('visits.task_list').values({ provider_id: providerId, placement_id: list.placementId, day_part: list.dayPart, tasks: JSON.stringify(list.tasks), said_at: at.toString(), said_by: by }).execute()
}

/** Keeps whether visits must be signed off. */
export async function insertSignOffSetting(tx: Tx, isRequired: boolean, { providerId, at, by }: Said): Promise<void> {
  await tx.insertInto('visits.sign_off_setting').values({ provider_id: providerId, is_required: isRequired, said_at: at.toString(), said_by: by }).execute()
}
