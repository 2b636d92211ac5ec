import { personIdsByReference } from '../../care/public.ts'
import { listPlacements } from '../../brokerage/public.ts'
import type { Placement } from '../../brokerage/terms.ts'
import type { Work } from '../../platform/action/work.ts'
import type { Refusal } from '../../platform/files/import-outcome.ts'
import { allocateRecords, type Allocation, type AllocationFacts } from '../rules/allocate-records.ts'
import { currentOf, fateOfRecord, lastSequence, type KnownVersion } from '../rules/sequence.ts'
import { hasRecords, listCurrentOfDays, listHeldByReference, listPlannedOfDays, type PlannedRow } from '../store/import-context.read.ts'
import type { HeldRecord, SentRecord } from '../terms.ts'

/** A row that will be kept, and where. */
export interface PlannedImport extends Allocation {
  readonly sent: SentRecord
  readonly fate: 'new' | 'changed' | 'older'
  /** The held record it replaces, or (when older) the one that has replaced it; or the same within this file, by place in the list. */
  readonly other: RecordAt | null
}

/** A held record, or one that this import keeps, by its place in the list. */
export type RecordAt = { readonly heldId: number } | { readonly place: number }

/** What an import will do, worked out from the file and the store. A preview stops here. */
export interface ImportPlan {
  readonly keep: readonly PlannedImport[]
  /** Rows that contradict what is held. */
  readonly contradictions: readonly Refusal[]
  /** Records that were sent again under a higher sequence, and the highest. */
  readonly confirmed: ReadonlyMap<RecordAt, number>
  /** Dates whose exceptions may change. */
  readonly dates: readonly string[]
  readonly planned: readonly PlannedRow[]
  /** Current records of the dates as they stand before the import. */
  readonly current: readonly HeldRecord[]
  /** The provider's placements with care on any of the dates. */
  readonly placements: readonly Placement[]
}

/** Works out what becomes of each record of a file. Reads, and writes nothing; a fixed number of queries however long the file. */
export async function planImport(work: Work, providerId: string, records: readonly SentRecord[]): Promise<ImportPlan> {
  const fates = await fatesOf(work, providerId, records)
  const dates = touchedDates(fates.keep, fates.replaced)
  if (dates.length === 0) return { ...fates, keep: [], dates, planned: [], current: [], placements: [] }
  const planned = await listPlannedOfDays(work.tx, providerId, dates)
  const current = fates.isFirst ? [] : await listCurrentOfDays(work.tx, providerId, dates)
  const placements = await listPlacements(work, { providerId, fromOn: Temporal.PlainDate.from(dates[0] ?? ''), toOn: Temporal.PlainDate.from(dates.at(-1) ?? '') })
  const personIds = await personIdsByReference(work, [...new Set(fates.keep.map((each) => each.sent.personReference))])
  const ours = new Set(placements.map((placement) => placement.personId))
  const facts: AllocationFacts = {
    planned,
    taken: takenSeats(current, fates.replaced),
    // The council's own login sees everybody; a provider's records may only reach people it cares for.
    personIds: new Map([...personIds].filter(([, id]) => ours.has(id))),
    placements: placements.map(({ id, personId, startsOn, endsOn }) => ({ id, personId, fromOn: startsOn.toString(), toOn: endsOn?.toString() ?? null })),
  }
  const keep = allocateKept(fates.keep, facts)
  return {
    keep,
    contradictions: fates.contradictions,
    confirmed: fates.confirmed,
    dates,
    planned,
    current,
    placements,
  }
}

/** Only rows that will be current compete for planned visits; history gets its placement alone. */
function allocateKept(keep: Fates['keep'], facts: AllocationFacts): PlannedImport[] {
  const replacedPlaces = new Set<number>()
  for (const { fate, other } of keep) if (fate === 'changed' && other !== null && 'place' in other) replacedPlaces.add(other.place)
  const answers = new Array<Allocation>(keep.length).fill(NOWHERE)
  const allocate = (history: boolean, of: AllocationFacts): void => {
    const places: number[] = []
    const sent: SentRecord[] = []
    for (const [place, each] of keep.entries()) {
      if ((each.fate === 'older' || replacedPlaces.has(place)) !== history) continue
      places.push(place)
      sent.push(each.sent)
    }
    for (const [index, allocation] of allocateRecords(sent, of).entries()) answers[places[index] ?? 0] = allocation
  }
  allocate(false, facts)
  allocate(true, { ...facts, planned: [] })
  return keep.map(({ sent, fate, other }, place) => {
    const { placementId, plannedVisitId } = answers[place] ?? NOWHERE
    return { sent, fate, other, placementId, plannedVisitId }
  })
}

const NOWHERE: Allocation = { placementId: null, plannedVisitId: null }

interface Fates {
  readonly keep: Omit<PlannedImport, keyof Allocation>[]
  /** Held records that a row of the file replaces. */
  readonly replaced: Map<number, HeldRecord>
  readonly contradictions: Refusal[]
  readonly confirmed: Map<RecordAt, number>
  readonly isFirst: boolean
}

/** A version known while the file is read: held, or kept from an earlier row. */
interface Version {
  readonly content: KnownVersion
  readonly at: { readonly heldId: number; readonly held: HeldRecord } | { readonly place: number }
}

async function fatesOf(work: Work, providerId: string, records: readonly SentRecord[]): Promise<Fates> {
  const isFirst = !(await hasRecords(work.tx, providerId))
  const held = isFirst ? [] : await listHeldByReference(work.tx, providerId, [...new Set(records.map((record) => record.visitReference))])
  const versions = new Map<string, Version[]>()
  for (const record of held) addVersion(versions, { content: record, at: { heldId: record.id, held: record } })
  const fates: Fates = { keep: [], replaced: new Map(), contradictions: [], confirmed: new Map(), isFirst }
  for (const sent of records) {
    const known = versions.get(sent.visitReference) ?? []
    const fate = fateOfRecord(known.map((version) => version.content), sent)
    if (fate === 'repeated') continue
    const content = currentOf(known.map((version) => version.content))
    if (fate === 'contradiction') fates.contradictions.push(contradiction(sent, content))
    else if (fate === 'confirmed') {
      const place = known.findIndex((version) => version.content === content)
      const version = known[place]
      if (version === undefined) continue
      known[place] = { ...version, content: { ...version.content, confirmedSequence: sent.sequence } }
      fates.confirmed.set(version.at, sent.sequence)
    } else {
      const current = known.find((version) => version.content === content)?.at ?? null
      if (fate === 'changed' && current !== null && 'held' in current) fates.replaced.set(current.heldId, current.held)
      addVersion(versions, { content: sent, at: { place: fates.keep.length } })
      fates.keep.push({ sent, fate, other: current })
    }
  }
  return fates
}

function addVersion(versions: Map<string, Version[]>, version: Version): void {
  const known = versions.get(version.content.visitReference)
  if (known === undefined) versions.set(version.content.visitReference, [version])
  else known.push(version)
}

function contradiction(sent: SentRecord, current: KnownVersion | undefined): Refusal {
  return {
    row: sent.row,
    column: 'sequence',
    value: String(sent.sequence),
    reason: 'This visit reference and sequence came before with other content',
    fix: `Send the correction of ${sent.visitReference} with a sequence above ${String(current === undefined ? sent.sequence : lastSequence(current))}, or give another visit its own reference`,
  }
}

/** The dates of the rows kept and of the records they replace, and the days into which any of them runs. In order. */
function touchedDates(keep: readonly { readonly sent: SentRecord }[], replaced: ReadonlyMap<number, HeldRecord>): string[] {
  const dates = new Set<string>()
  const latestEnd = new Map<string, number>()
  for (const record of [...keep.map((each) => each.sent), ...replaced.values()]) {
    dates.add(record.visitOn)
    const end = Math.max(record.endSecond ?? 0, record.details?.adjustedEndSecond ?? 0)
    if (end > (latestEnd.get(record.visitOn) ?? 0)) latestEnd.set(record.visitOn, end)
  }
  for (const [on, end] of latestEnd) {
    const next = Temporal.PlainDate.from(on).add({ days: 1 })
    if (end > next.toZonedDateTime('Europe/London').epochMilliseconds / 1000) dates.add(next.toString())
  }
  return [...dates].sort()
}

/** Places at planned visits that current records keep. */
function takenSeats(current: readonly HeldRecord[], replaced: ReadonlyMap<number, HeldRecord>): Map<number, number> {
  const taken = new Map<number, number>()
  for (const record of current) {
    if (record.plannedVisitId === null || replaced.has(record.id)) continue
    taken.set(record.plannedVisitId, (taken.get(record.plannedVisitId) ?? 0) + 1)
  }
  return taken
}
