import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import type { NewReferral, PackagePart, PatternVisit } from '../terms.ts'

/** A package to be added, with what was counted from its pattern. */
export interface PackageRow {
  readonly id: string
  readonly reference: string
  readonly referralId: string
  readonly personId: string
  readonly frameworkId: string
  readonly zoneId: string | null
  readonly asked: Pick<NewReferral, 'serviceLine' | 'needs' | 'needsNote' | 'languages' | 'genderPreference' | 'startByOn' | 'pattern'>
  /** Left out for a whole package. */
  readonly part?: PackagePart
  readonly weeklyMinutes: number
  readonly weeklyVisits: number
  readonly mostWorkers: number
}

const CHUNK = 1000

/** Adds packages and their weekly patterns. */
export async function insertPackages(tx: Tx, at: Temporal.Instant, packages: readonly PackageRow[]): Promise<void> {
  for (let from = 0; from < packages.length; from += CHUNK) {
    const values = packages.slice(from, from + CHUNK).map((each) => ({
      id: each.id,
      reference: each.reference,
      referral_id: each.referralId,
      person_id: each.personId,
      service_line: each.asked.serviceLine,
      needs: [...each.asked.needs],
      needs_note: each.asked.needsNote,
      languages: [...each.asked.languages],
      gender_preference: each.asked.genderPreference,
      start_by_on: each.asked.startByOn,
      framework_id: each.frameworkId,
      zone_id: each.zoneId,
      weekly_minutes: each.weeklyMinutes,
      weekly_visits: each.weeklyVisits,
      most_workers: each.mostWorkers,
      created_at: at.toString(),
      split_from: each.part?.wholeId ?? null,
      split_on: each.part?.splitOn.toString() ?? null,
      part_number: each.part?.number ?? null,
      part_kind: each.part?.kind ?? null,
    }))
    await tx.insertInto('care.package').values(values).execute()
  }
  const visits = packages.flatMap(({ id, asked }) => asked.pattern.map((visit) => ({ packageId: id, visit })))
  await insertRows<{ packageId: string; visit: PatternVisit }>(
    tx,
    'care.pattern_visit',
    [
      { name: 'package_id', type: 'uuid', value: (row) => row.packageId },
      { name: 'day_of_week', type: 'smallint', value: (row) => row.visit.dayOfWeek },
      { name: 'earliest_minute', type: 'int', value: (row) => row.visit.earliestMinute },
      { name: 'latest_minute', type: 'int', value: (row) => row.visit.latestMinute },
      { name: 'minutes', type: 'int', value: (row) => row.visit.minutes },
      { name: 'workers', type: 'smallint', value: (row) => row.visit.workers },
      { name: 'time_critical', type: 'boolean', value: (row) => row.visit.timeCritical },
      { name: 'justification', type: 'text', value: (row) => row.visit.justification ?? null },
    ],
    visits,
  )
}

/** Numbers for new packages, in order: K100001, K100002. */
export async function nextPackageReferences(tx: Tx, count: number): Promise<string[]> {
  const { rows } = await sql<{ number: number }>`select nextval('care.package_number') as number from generate_series(1, ${count})`.execute(tx)
  return rows.map((row) => `K${String(row.number)}`)
}

/** Marks a package as no longer wanted. False when it already was, or when there is none. */
export async function markWithdrawn(tx: Tx, packageId: string, on: Temporal.PlainDate, at: Temporal.Instant, reason: string): Promise<boolean> {
  const result = await tx
    .updateTable('care.package')
    .set({ withdrawn_on: on.toString(), withdrawn_reason: reason, withdrawn_at: at.toString() })
    .where('id', '=', packageId)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
