import { personIdsByReference } from '../../care/public.ts'
import type { InPieces } from '../../kernel/in-pieces.ts'
import type { Work } from '../../platform/action/work.ts'
import { allocateInPieces, type Allocation, type AllocationFacts, type PlacementDates } from '../rules/allocate-records.ts'
import { listCurrentOfDays, listPlannedOfDays } from '../store/import-context.read.ts'
import type { PlannedRow } from '../store/planned-text.ts'
import type { HeldRecord, SentRecord } from '../terms.ts'
import type { KeptRow, RecordAt, WeighedRows } from './weigh-rows.ts'

/** A row that will be kept, and where. */
export interface PlannedImport extends Allocation, KeptRow {}

/** What an import will do on a group of days, worked out from the file and the store. A preview stops here. */
export interface ImportPlan {
  readonly keep: readonly PlannedImport[]
  /** Records that were sent again under a higher sequence, and the highest. */
  readonly confirmed: ReadonlyMap<RecordAt, number>
  /** Dates whose exceptions may change. */
  readonly dates: readonly string[]
  readonly planned: readonly PlannedRow[]
  /** Current records of the dates as they stand before the import. */
  readonly current: readonly HeldRecord[]
}

/** What is known of the provider while one file of it is worked through. */
export interface ProviderFacts {
  readonly providerId: string
  /** It has sent no record yet. */
  readonly isFirst: boolean
  readonly placements: readonly PlacementDates[]
  /** People met so far by reference, as far as this provider cares for them; null for the others. Grows. */
  readonly people: Map<string, string | null>
}

/** What the store has of the dates that a group of days touches. */
export interface GroupFacts {
  readonly dates: readonly string[]
  readonly planned: readonly PlannedRow[]
  readonly current: readonly HeldRecord[]
}

/** Reads what the store has of some dates. `settled` are the dates that this file has touched already: their records are at hand. */
export async function groupFacts(work: Work, provider: ProviderFacts, weighed: WeighedRows, dates: readonly string[], settled: ReadonlySet<string>): Promise<GroupFacts> {
  if (dates.length === 0) return { dates, planned: [], current: [] }
  await meetPeople(work, provider, weighed)
  const planned = await listPlannedOfDays(work.tx, provider.providerId, dates)
  return { dates, planned, current: provider.isFirst ? [] : await listCurrentOfDays(work.tx, provider.providerId, dates, settled) }
}

/** Looks up the people whom no row named before. The council's own login sees everybody; a provider's records may only reach people it cares for. */
async function meetPeople(work: Work, { people, placements }: ProviderFacts, weighed: WeighedRows): Promise<void> {
  const unmet = new Set<string>()
  for (const { sent } of weighed.keep) if (!people.has(sent.personReference)) unmet.add(sent.personReference)
  const found = await personIdsByReference(work, [...unmet])
  const ours = new Set(placements.map((placement) => placement.personId))
  for (const reference of unmet) {
    const id = found.get(reference)
    people.set(reference, id !== undefined && ours.has(id) ? id : null)
  }
}

/** Gives every row that is kept its placement and planned visit. */
export function* planGroup(weighed: WeighedRows, of: GroupFacts, provider: ProviderFacts): InPieces<ImportPlan> {
  const facts: AllocationFacts = {
    planned: of.planned,
    taken: takenSeats(of.current, weighed.replaced),
    personIds: provider.people,
    placements: provider.placements,
  }
  return { keep: yield* allocateKept(weighed.keep, facts), confirmed: weighed.confirmed, dates: of.dates, planned: of.planned, current: of.current }
}

/** Only rows that will be current compete for planned visits; history gets its placement alone. */
function* allocateKept(keep: readonly KeptRow[], facts: AllocationFacts): InPieces<PlannedImport[]> {
  const replacedPlaces = new Set<number>()
  for (const { fate, other } of keep) if (fate === 'changed' && other !== null && 'place' in other) replacedPlaces.add(other.place)
  const answers = new Array<Allocation>(keep.length).fill(NOWHERE)
  const allocate = function* (history: boolean, of: AllocationFacts): InPieces<void> {
    const places: number[] = []
    const sent: SentRecord[] = []
    for (const [place, each] of keep.entries()) {
      if ((each.fate === 'older' || replacedPlaces.has(place)) !== history) continue
      places.push(place)
      sent.push(each.sent)
    }
    yield
    for (const [index, allocation] of (yield* allocateInPieces(sent, of)).entries()) answers[places[index] ?? 0] = allocation
  }
  yield* allocate(false, facts)
  yield* allocate(true, { ...facts, planned: [] })
  return keep.map(({ sent, fate, other }, place) => {
    const { placementId, plannedVisitId } = answers[place] ?? NOWHERE
    return { sent, fate, other, placementId, plannedVisitId }
  })
}

const NOWHERE: Allocation = { placementId: null, plannedVisitId: null }

/** Places at planned visits that current records keep. */
function takenSeats(current: readonly HeldRecord[], replaced: ReadonlyMap<number, HeldRecord>): Map<number, number> {
  const taken = new Map<number, number>()
  for (const record of current) {
    if (record.plannedVisitId === null || replaced.has(record.id)) continue
    taken.set(record.plannedVisitId, (taken.get(record.plannedVisitId) ?? 0) + 1)
  }
  return taken
}
