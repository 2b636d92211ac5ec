import { allocateRecords, type Allocation, type AllocationFacts } from './allocate-records.ts'
import { lastSequence, type KnownVersion } from './sequence.ts'

/** A version of a record that has been held since before its placement or plan was known. */
export interface ArrivedVersion extends KnownVersion {
  readonly id: number
  readonly fileId: string
  /** Where it stands; `plannedVisitId` of a withdrawn plan counts as none. */
  readonly placementId: string | null
  /** False for a version that is not to be moved: it already answers a planned visit, or is of another person or date. */
  readonly isOpen: boolean
}

/**
 * Where each open version belongs, as if its placement and plan had stood when it arrived: files take places one after the
 * other, and a correction frees the place of the version it replaces before it is placed afresh. What is matched already stays
 * matched (`facts.taken`). By id of the version; an open version that finds nothing new is left out.
 * @param versions every version of the references concerned, in order of arrival
 */
export function allocateAsArrived(versions: readonly ArrivedVersion[], facts: AllocationFacts): Map<number, Allocation> {
  const found = new Map<number, Allocation>()
  const taken = new Map(facts.taken)
  const current = new Map<string, ArrivedVersion>()
  for (const file of filesOf(versions)) {
    for (const version of file) {
      const before = current.get(version.visitReference)
      if (before !== undefined && version.sequence < lastSequence(before)) continue
      const seat = before === undefined ? null : (found.get(before.id)?.plannedVisitId ?? null)
      if (seat !== null) taken.set(seat, (taken.get(seat) ?? 0) - 1)
      current.set(version.visitReference, version)
    }
    const open = file.filter((version) => version.isOpen)
    const standing = open.filter((version) => current.get(version.visitReference) === version)
    place(standing, { ...facts, taken }, found)
    for (const version of standing) {
      const seat = found.get(version.id)?.plannedVisitId ?? null
      if (seat !== null) taken.set(seat, (taken.get(seat) ?? 0) + 1)
    }
    // History gets its placement alone: it competes with nobody.
    place(open.filter((version) => current.get(version.visitReference) !== version), { ...facts, planned: [] }, found)
  }
  return found
}

function place(versions: readonly ArrivedVersion[], facts: AllocationFacts, found: Map<number, Allocation>): void {
  const allocations = allocateRecords(versions, facts)
  versions.forEach((version, at) => {
    const allocation = allocations[at]
    if (allocation?.placementId == null) return
    if (allocation.plannedVisitId !== null || version.placementId === null) found.set(version.id, allocation)
  })
}

/** The versions file by file: a provider's files are read one after the other, so those of one file stand together. */
function filesOf(versions: readonly ArrivedVersion[]): ArrivedVersion[][] {
  const files: ArrivedVersion[][] = []
  let last: string | undefined
  for (const version of versions) {
    if (version.fileId === last) files.at(-1)?.push(version)
    else files.push([version])
    last = version.fileId
  }
  return files
}
