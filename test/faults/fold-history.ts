import { allocateAsArrived, type ArrivedVersion } from '../../src/visits/rules/allocate-as-arrived.ts'
import { currentOf, fateOfRecord, type RecordFate } from '../../src/visits/rules/sequence.ts'
import { recordOf, type Arrival } from './histories.ts'

type Held = ArrivedVersion & { confirmedSequence: number | null }

/**
 * What the rules make of an arrival: every version that is kept, in the order of reference and sequence, which of them holds, and the planned visit that it answers. As text, to be compared byte for byte.
 * With `onlyWhatHolds`, the versions that hold, without the sequences under which they came.
 */
export function foldHistory(arrival: Arrival, people: number, { fateOf = fateOfRecord, onlyWhatHolds = false }: { readonly fateOf?: typeof fateOfRecord; readonly onlyWhatHolds?: boolean } = {}): string {
  const held = new Map<string, Held[]>()
  const arrived: Held[] = []
  arrival.forEach((file, fileNr) => {
    for (const [row, event] of file.entries()) {
      const sent = recordOf(event, row)
      const versions = held.get(sent.visitReference) ?? []
      const fate: RecordFate = fateOf(versions, sent)
      const current = currentOf(versions)
      if (fate === 'confirmed' && current !== undefined) current.confirmedSequence = sent.sequence
      if (fate === 'repeated' || fate === 'confirmed' || fate === 'contradiction') continue
      const version: Held = { ...sent, id: arrived.length + 1, fileId: String(fileNr), placementId: null, isOpen: true, confirmedSequence: null }
      held.set(sent.visitReference, [...versions, version])
      arrived.push(version)
    }
  })
  const places = allocateAsArrived(arrived, factsOf(people))
  const rows = [...held.values()].flatMap((versions) => {
    const current = currentOf(versions)
    return versions.filter((version) => !onlyWhatHolds || version === current).map((version) => {
      const isCurrent = version === current
      const place = places.get(version.id)
      return [version.visitReference, onlyWhatHolds ? null : String(version.sequence).padStart(6, '0'), version.startSecond, version.endSecond, isCurrent, place?.placementId, isCurrent ? place?.plannedVisitId : null]
    })
  })
  return rows.map((row) => JSON.stringify(row)).toSorted().join('\n')
}

function factsOf(people: number): Parameters<typeof allocateAsArrived>[1] {
  const everybody = Array.from({ length: people }, (_, person) => person)
  const planned = everybody.flatMap((person) =>
    [0, 1, 2].flatMap((day) => [480, 1080].map((call) => ({ id: person * 1000 + day * 10 + (call === 480 ? 1 : 2), placementId: `L${String(person)}`, personId: String(person), visitOn: `2026-03-0${String(2 + day)}`, startSecond: Date.parse(`2026-03-0${String(2 + day)}T00:00:00Z`) / 1000 + call * 60, windowMinutes: 0, workers: 1 }))),
  )
  return {
    planned,
    taken: new Map(),
    personIds: new Map(everybody.map((person) => [`P${String(person)}`, String(person)])),
    placements: everybody.map((person) => ({ id: `L${String(person)}`, personId: String(person), fromOn: '2026-01-01', toOn: null })),
  }
}
