import type { Tx } from '../../platform/db/handles.ts'
import { oneOf } from '../../platform/db/one-of.ts'
import type { CarePackage, Funder, Need, PackagePart, PackageSummary, PatternVisit, ReferralSource, ServiceLine, Urgency } from '../terms.ts'

/** Which packages: by their ids, by person, the parts of others, or all that are not withdrawn. */
export type PackageChoice = { readonly ids: readonly string[] } | { readonly personIds: readonly string[] } | { readonly partsOf: readonly string[] } | 'open'

/** Packages with their weekly patterns, oldest first. Two queries, however many there are. */
export async function listPackageRows(tx: Tx, choice: PackageChoice): Promise<CarePackage[]> {
  const rows = await packageQuery(tx)
    .$if(choice === 'open', (query) => query.where('k.withdrawn_on', 'is', null))
    .$if(choice !== 'open' && 'ids' in choice, (query) => query.where('k.id', '=', anyOf(choice)))
    .$if(choice !== 'open' && 'personIds' in choice, (query) => query.where('k.person_id', '=', anyOf(choice)))
    .$if(choice !== 'open' && 'partsOf' in choice, (query) => query.where('k.split_from', '=', anyOf(choice)))
    .orderBy('k.created_at')
    .orderBy('k.reference')
    .execute()
  const patterns = await patternsOf(tx, choice === 'open' ? undefined : rows.map((row) => row.id))
  return rows.map((row) => ({ ...factsOf(row), pattern: patterns.get(row.id) ?? [] }))
}

/** Packages without their visits, oldest first, for lists of thousands. */
export async function listPackageSummaryRows(tx: Tx, ids: readonly string[]): Promise<PackageSummary[]> {
  const rows = await packageQuery(tx)
    .innerJoinLateral(
      (is) =>
        is
          .selectFrom((days) => days.selectFrom('care.pattern_visit as v').select((each) => each.fn.countAll<number>().as('visits')).whereRef('v.package_id', '=', 'k.id').groupBy('v.day_of_week').as('day'))
          .select((each) => each.fn.max('day.visits').as('most'))
          .as('busiest'),
      (join) => join.onTrue(),
    )
    .select(['r.received_by', 'busiest.most'])
    .where('k.id', '=', anyOf({ ids }))
    .orderBy('k.created_at')
    .orderBy('k.reference')
    .execute()
  return rows.map((row) => ({ ...factsOf(row), mostVisitsADay: row.most, receivedBy: row.received_by }))
}

/** Ids of the packages of a person that were withdrawn for a reason. */
export async function listIdsWithdrawnFor(tx: Tx, personId: string, reason: string): Promise<string[]> {
  const rows = await tx.selectFrom('care.package').select('id').where('person_id', '=', personId).where('withdrawn_reason', '=', reason).execute()
  return rows.map((row) => row.id)
}

function packageQuery(tx: Tx) {
  return tx
    .selectFrom('care.package as k')
    .innerJoin('care.referral as r', 'r.id', 'k.referral_id')
    .select([
      'k.id', 'k.reference', 'k.person_id', 'k.referral_id', 'k.service_line', 'k.needs', 'k.needs_note', 'k.languages', 'k.gender_preference', 'k.start_by_on',
      'k.framework_id', 'k.zone_id', 'k.weekly_minutes', 'k.weekly_visits', 'k.most_workers', 'k.withdrawn_on', 'k.split_from', 'k.split_on', 'k.part_number', 'k.part_kind', 'r.source', 'r.urgency', 'r.funder', 'r.received_on',
    ])
}

type PackageRow = Awaited<ReturnType<ReturnType<typeof packageQuery>['executeTakeFirstOrThrow']>>

function factsOf(row: PackageRow): Omit<CarePackage, 'pattern'> {
  return {
    id: row.id,
    reference: row.reference,
    personId: row.person_id,
    referralId: row.referral_id,
    serviceLine: row.service_line as ServiceLine,
    source: row.source as ReferralSource,
    urgency: row.urgency as Urgency,
    funder: row.funder as Funder,
    receivedOn: Temporal.PlainDate.from(row.received_on),
    needs: row.needs as Need[],
    needsNote: row.needs_note,
    languages: row.languages,
    genderPreference: row.gender_preference as 'female' | 'male' | null,
    startByOn: Temporal.PlainDate.from(row.start_by_on),
    frameworkId: row.framework_id,
    zoneId: row.zone_id,
    weeklyMinutes: row.weekly_minutes,
    weeklyVisits: row.weekly_visits,
    mostWorkers: row.most_workers,
    withdrawnOn: row.withdrawn_on === null ? null : Temporal.PlainDate.from(row.withdrawn_on),
    part: partOf(row),
  }
}

function partOf(row: PackageRow): PackagePart | null {
  if (row.split_from === null || row.split_on === null || row.part_number === null) return null
  return { wholeId: row.split_from, splitOn: Temporal.PlainDate.from(row.split_on), number: row.part_number, kind: row.part_kind === 'care-workers' ? 'care-workers' : 'visits' }
}

function anyOf(choice: PackageChoice) {
  const ids = choice === 'open' ? [] : 'ids' in choice ? choice.ids : 'personIds' in choice ? choice.personIds : choice.partsOf
  return oneOf(ids)
}

async function patternsOf(tx: Tx, ids: readonly string[] | undefined): Promise<Map<string, PatternVisit[]>> {
  const rows = await tx
    .selectFrom('care.pattern_visit')
    .select(['package_id', 'day_of_week', 'earliest_minute', 'latest_minute', 'minutes', 'workers', 'time_critical', 'justification'])
    .$if(ids !== undefined, (query) => query.where('package_id', '=', oneOf(ids ?? [])))
    .orderBy('package_id')
    .orderBy('day_of_week')
    .orderBy('earliest_minute')
    .execute()
  const patterns = new Map<string, PatternVisit[]>()
  for (const row of rows) {
    const visit: PatternVisit = {
      dayOfWeek: row.day_of_week,
      earliestMinute: row.earliest_minute,
      latestMinute: row.latest_minute,
      minutes: row.minutes,
      workers: row.workers === 2 ? 2 : 1,
      timeCritical: row.time_critical,
      ...(row.justification === null ? {} : { justification: row.justification }),
    }
    const before = patterns.get(row.package_id)
    if (before === undefined) patterns.set(row.package_id, [visit])
    else before.push(visit)
  }
  return patterns
}
