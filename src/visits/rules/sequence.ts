import type { RecordContent } from '../terms.ts'
import type { RecordDetails } from '../terms/record-details.ts'

/**
 * What becomes of a record that has arrived:
 * new (no record of this reference yet), changed (replaces the current one), repeated (says nothing new),
 * confirmed (says what the current one says, under a higher sequence: repeated, and the current one holds up to that sequence),
 * older (a version before the current one, kept as history), contradiction (the same sequence was sent before with
 * other content: one of the two would be lost, so neither is chosen and the row is refused).
 */
export type RecordFate = 'new' | 'changed' | 'repeated' | 'confirmed' | 'older' | 'contradiction'

/** A version that is known already. */
export interface KnownVersion extends RecordContent {
  /** The highest sequence under which the same was sent while it was current; null or left out when only its own. */
  readonly confirmedSequence?: number | null
}

/**
 * The fate of a version among those already held of the same reference, whatever order files arrive in: a higher sequence
 * replaces, an equal one is repeated, a lower one is history, gaps are allowed (Sandata's rule for visit records).
 * The content of the current version under a higher sequence confirms it: some systems number every export anew. What comes
 * later with a sequence in between is history, so that after any order of arrival the content of the highest sequence holds.
 */
export function fateOfRecord(held: readonly KnownVersion[], sent: RecordContent): RecordFate {
  const current = currentOf(held)
  if (current === undefined) return 'new'
  const equal = held.find((version) => version.sequence === sent.sequence || version.confirmedSequence === sent.sequence)
  if (equal !== undefined) return isSameContent(equal, sent) ? 'repeated' : 'contradiction'
  const isSame = isSameContent(current, sent)
  // A sequence in between that says the same either came before and left no number, or might have: nothing is lost by it.
  if (sent.sequence < lastSequence(current)) return isSame && sent.sequence > current.sequence ? 'repeated' : 'older'
  return isSame && !pointsElsewhere(current, sent) ? 'confirmed' : 'changed'
}

/** The version that holds: the one with the highest sequence, those under which it was confirmed included. */
export function currentOf<R extends KnownVersion>(held: readonly R[]): R | undefined {
  let current: R | undefined
  for (const version of held) if (current === undefined || lastSequence(version) > lastSequence(current)) current = version
  return current
}

/** The highest sequence up to which a version is known to hold. */
export function lastSequence({ sequence, confirmedSequence }: Pick<KnownVersion, 'sequence' | 'confirmedSequence'>): number {
  return confirmedSequence ?? sequence
}

/** Whether two versions say the same of the visit. The planned visit is left out: it may have been found by us. */
function isSameContent(a: RecordContent, b: RecordContent): boolean {
  return (
    a.personReference === b.personReference &&
    a.workerReference === b.workerReference &&
    a.visitOn === b.visitOn &&
    a.dueSecond === b.dueSecond &&
    a.claimedSecond === b.claimedSecond &&
    a.claimedMinutes === b.claimedMinutes &&
    a.startSecond === b.startSecond &&
    a.endSecond === b.endSecond &&
    a.checkInMethod === b.checkInMethod &&
    a.checkOutMethod === b.checkOutMethod &&
    a.outcome === b.outcome &&
    a.noticeHours === b.noticeHours &&
    a.secondWorker === b.secondWorker &&
    isSameDetails(a.details, b.details)
  )
}

/** Details are plain and have their keys in one order: as text they are equal exactly when they say the same. Nearly all records have none. */
function isSameDetails(a: RecordDetails | null, b: RecordDetails | null): boolean {
  return a === b || (a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b))
}

/** A correction may do nothing but name the planned visit that was meant. */
function pointsElsewhere(current: RecordContent, sent: RecordContent): boolean {
  return sent.plannedVisitId !== null && sent.plannedVisitId !== current.plannedVisitId
}
