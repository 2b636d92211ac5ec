import { sql } from 'kysely'
import { patternVisit } from '../../care/terms.ts'
import type { Tx } from '../../platform/db/handles.ts'
import { reasonsShape } from '../terms/reasons.ts'
import { listAbsences, listDeaths, listPriceChanges } from './placement-away.read.ts'
import type { FollowOnCause, HandBackReason, HospitalStay, PatternChange, PlacementLife } from '../terms/placement-life.ts'

const dateOrNull = (text: string | null): Temporal.PlainDate | null => (text === null ? null : Temporal.PlainDate.from(text))

/** What happened to some placements after they were made, by placement; every placement asked for has an answer. A provider's role sees its own, and no follow-on. */
export async function listPlacementLives(tx: Tx, placementIds: readonly string[], withFollowOn: boolean): Promise<Map<string, PlacementLife>> {
  if (placementIds.length === 0) return new Map()
  const isAsked = sql<string>`any(${`{${placementIds.join(',')}}`}::uuid[])`
  const starts = await tx.selectFrom('brokerage.placement_start').select(['placement_id', 'started_on']).where('placement_id', '=', isAsked).execute()
  const stays = await tx.selectFrom('brokerage.hospital_stay as s').leftJoin('brokerage.hospital_stay_end as e', 'e.stay_id', 's.id')
    .select(['s.id', 's.placement_id', 's.from_on', 's.held_until_on', 's.recorded_at', 's.recorded_by', 'e.resumes_on']).where('s.placement_id', '=', isAsked).orderBy('s.from_on').orderBy('s.recorded_at').execute()
  const changes = await tx.selectFrom('brokerage.pattern_change as c').leftJoin('brokerage.pattern_change_decision as d', 'd.change_id', 'c.id')
    .select(['c.id', 'c.placement_id', 'c.from_on', 'c.to_on', 'c.pattern', 'c.weekly_minutes', 'c.reason', 'c.needs_approval', 'c.reasons', 'c.asked_at', 'c.asked_by', 'd.is_approved', 'd.note', 'd.decided_at', 'd.decided_by'])
    .where('c.placement_id', '=', isAsked).orderBy('c.asked_at').orderBy('c.id').execute()
  const handBacks = await tx.selectFrom('brokerage.hand_back').selectAll().where('placement_id', '=', isAsked).execute()
  const absences = await listAbsences(tx, isAsked)
  const prices = await listPriceChanges(tx, isAsked)
  const deaths = await listDeaths(tx, isAsked)
  const followOns = withFollowOn ? await tx.selectFrom('brokerage.follow_on').selectAll().where('placement_id', '=', isAsked).execute() : []
  const lives = new Map(placementIds.map((placementId) => [placementId, { placementId, startedOn: null as Temporal.PlainDate | null, stays: [] as HospitalStay[], absences: absences.get(placementId) ?? [], prices: prices.get(placementId) ?? [], death: deaths.get(placementId)?.find((each) => each.takenBack === null) ?? null, deathsTakenBack: deaths.get(placementId)?.filter((each) => each.takenBack !== null) ?? [], changes: [] as PatternChange[], handBack: null as PlacementLife['handBack'], followOn: null as PlacementLife['followOn'] }]))
  for (const row of starts) {
    const life = lives.get(row.placement_id)
    if (life !== undefined) life.startedOn = Temporal.PlainDate.from(row.started_on)
  }
  for (const row of stays) {
    lives.get(row.placement_id)?.stays.push({ id: row.id, placementId: row.placement_id, fromOn: Temporal.PlainDate.from(row.from_on), heldUntilOn: Temporal.PlainDate.from(row.held_until_on), resumesOn: dateOrNull(row.resumes_on), recordedAt: Temporal.Instant.from(row.recorded_at), recordedBy: row.recorded_by })
  }
  for (const row of changes) {
    const decision = row.is_approved === null || row.decided_at === null ? null : { isApproved: row.is_approved, note: row.note, decidedAt: Temporal.Instant.from(row.decided_at), decidedBy: row.decided_by ?? '' }
    lives.get(row.placement_id)?.changes.push({ id: row.id, placementId: row.placement_id, fromOn: Temporal.PlainDate.from(row.from_on), toOn: dateOrNull(row.to_on), pattern: patternVisit.array().parse(row.pattern), weeklyMinutes: row.weekly_minutes, reason: row.reason, needsApproval: row.needs_approval, reasons: reasonsShape.parse(row.reasons), askedAt: Temporal.Instant.from(row.asked_at), askedBy: row.asked_by, decision })
  }
  for (const row of handBacks) {
    const life = lives.get(row.placement_id)
    if (life !== undefined) life.handBack = { placementId: row.placement_id, lastOn: Temporal.PlainDate.from(row.last_on), isAtOnce: row.is_at_once, reason: row.reason as HandBackReason, note: row.note, givenAt: Temporal.Instant.from(row.given_at), givenBy: row.given_by }
  }
  for (const row of followOns) {
    const life = lives.get(row.placement_id)
    if (life !== undefined) life.followOn = { packageId: row.package_id, placementId: row.placement_id, cause: row.cause as FollowOnCause, recordedAt: Temporal.Instant.from(row.recorded_at), recordedBy: row.recorded_by }
  }
  return lives
}
