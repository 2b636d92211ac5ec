import type { Kysely } from 'kysely'
import type { DB } from '../../platform/db/tables.gen.ts'
import { keptRefusals } from '../files/kept-refusals.ts'

/** What became of a file's rows, counted from what the store holds of it and from the bytes that were sent: nothing here is shared with the importer's own counting. */
export interface CountedFates {
  readonly read: number
  readonly new: number
  readonly changed: number
  readonly refused: number
  readonly unallocated: number
  /** Kept as the history of a newer version; a repeated row. */
  readonly older: number
}

/** Counts one kept CSV file whose cells hold no line breaks. */
export async function countFates(db: Kysely<DB>, visitFileId: string, bytes: Buffer): Promise<CountedFates> {
  const [, ...lines] = bytes.toString('utf8').split('\r\n').filter((line) => line !== '')
  const { refusals } = await db.selectFrom('visits.visit_file').select('refusals').where('id', '=', visitFileId).executeTakeFirstOrThrow()
  const records = await db.selectFrom('visits.visit_record').select(['id', 'superseded_by', 'placement_id']).where('file_id', '=', visitFileId).execute()
  const replaced = await db.selectFrom('visits.visit_record').select(['id', 'superseded_by']).where('superseded_by', 'in', [0, ...records.map((record) => record.id)]).execute()
  // A record that replaces an earlier one has a higher number; an older version is replaced by one that was there before it.
  const replacing = new Set(replaced.filter((each) => each.superseded_by !== null && each.superseded_by > each.id).map((each) => each.superseded_by))
  const isOlder = (record: (typeof records)[number]): boolean => record.superseded_by !== null && record.superseded_by < record.id
  const kept = records.filter((record) => !isOlder(record))
  const placed = kept.filter((record) => record.placement_id !== null)
  return {
    read: lines.length,
    new: placed.filter((record) => !replacing.has(record.id)).length,
    changed: placed.filter((record) => replacing.has(record.id)).length,
    refused: new Set(keptRefusals(refusals).refusals.map((refusal) => refusal.row)).size,
    unallocated: kept.length - placed.length,
    older: records.length - kept.length,
  }
}
