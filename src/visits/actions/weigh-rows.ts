import type { InPieces } from '../../kernel/in-pieces.ts'
import { inTurns } from '../../platform/action/in-turns.ts'
import type { Work } from '../../platform/action/work.ts'
import type { Refusal } from '../../platform/files/import-outcome.ts'
import { currentOf, fateOfRecord, lastSequence, type KnownVersion } from '../rules/sequence.ts'
import { listHeldByReference } from '../store/import-context.read.ts'
import type { HeldRecord, SentRecord } from '../terms.ts'

/** A row that will be kept. */
export interface KeptRow {
  readonly sent: SentRecord
  readonly fate: 'new' | 'changed' | 'older'
  /** The held record it replaces, or (when older) the one that has replaced it; or the same within these rows, by place in the list. */
  readonly other: RecordAt | null
}

/** A held record, or one that this import keeps, by its place in the list of its group of days. */
export type RecordAt = { readonly heldId: number } | { readonly place: number }

/** What becomes of each row of a group of days. */
export interface WeighedRows {
  readonly keep: readonly KeptRow[]
  /** Held records that a row replaces. */
  readonly replaced: ReadonlyMap<number, HeldRecord>
  /** Rows that contradict what is held. */
  readonly contradictions: readonly Refusal[]
  /** Records that were sent again under a higher sequence, and the highest. */
  readonly confirmed: ReadonlyMap<RecordAt, number>
  /** Dates whose exceptions may change, in order. */
  readonly dates: readonly string[]
}

/** Works out by the rule of sequences what becomes of each record, compared with all versions held of its visit, if the provider has sent any record before. All rows of one visit come together. */
export async function weighRows(work: Work, providerId: string, records: readonly SentRecord[], isFirst: boolean): Promise<WeighedRows> {
  const held = isFirst || records.length === 0 ? [] : await listHeldByReference(work.tx, providerId, [...new Set(records.map((record) => record.visitReference))])
  const fates = await inTurns(fatesOf(records, held))
  return { ...fates, dates: touchedDates(fates.keep, fates.replaced) }
}

interface Fates {
  readonly keep: KeptRow[]
  readonly replaced: Map<number, HeldRecord>
  readonly contradictions: Refusal[]
  readonly confirmed: Map<RecordAt, number>
}

/** A version known while the file is read: held, or kept from an earlier row. */
interface Version {
  readonly content: KnownVersion
  readonly at: { readonly heldId: number; readonly held: HeldRecord } | { readonly place: number }
}

/** Rows weighed in one piece. */
const ROWS_A_PIECE = 1000

function* fatesOf(records: readonly SentRecord[], held: readonly HeldRecord[]): InPieces<Fates> {
  const versions = new Map<string, Version[]>()
  // Most visits have one row in the file and none in the store: of those nothing but the place of their row is noted, by reference.
  const onlyPlaces = new Map<string, number>()
  for (const record of held) addVersion(versions, { content: record, at: { heldId: record.id, held: record } })
  const fates: Fates = { keep: [], replaced: new Map(), contradictions: [], confirmed: new Map() }
  for (const [place, sent] of records.entries()) {
    if (place % ROWS_A_PIECE === 0) yield
    const known = versions.get(sent.visitReference) ?? onlyVersion(fates.keep, onlyPlaces.get(sent.visitReference))
    if (known === undefined) {
      onlyPlaces.set(sent.visitReference, fates.keep.length)
      fates.keep.push({ sent, fate: 'new', other: null })
      continue
    }
    versions.set(sent.visitReference, known)
    const fate = fateOfRecord(known.map((version) => version.content), sent)
    if (fate === 'repeated') continue
    const content = currentOf(known.map((version) => version.content))
    if (fate === 'contradiction') fates.contradictions.push(contradiction(sent, content))
    else if (fate === 'confirmed') {
      const at = known.findIndex((version) => version.content === content)
      const version = known[at]
      if (version === undefined) continue
      known[at] = { ...version, content: { ...version.content, confirmedSequence: sent.sequence } }
      fates.confirmed.set(version.at, sent.sequence)
    } else {
      const current = known.find((version) => version.content === content)?.at ?? null
      if (fate === 'changed' && current !== null && 'held' in current) fates.replaced.set(current.heldId, current.held)
      known.push({ content: sent, at: { place: fates.keep.length } })
      fates.keep.push({ sent, fate, other: current })
    }
  }
  return fates
}

/** The version that a row alone has brought, as a list; undefined where there is none. */
function onlyVersion(keep: readonly KeptRow[], place: number | undefined): Version[] | undefined {
  const kept = place === undefined ? undefined : keep[place]
  return place === undefined || kept === undefined ? undefined : [{ content: kept.sent, at: { place } }]
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
