import type { FailureStep, NextOfPerson, NextPart } from '../terms/failure.ts'

/** From the step that has come least far to the one that has come furthest. */
const ORDER: readonly FailureStep[] = ['with-provider', 'waiting', 'searching', 'placed', 'started']

/** How far a person has come whose package that follows was split: as far as the part that has come least far. A part that is no longer wanted counts only when all are. */
export function stepOfParts(steps: readonly FailureStep[]): FailureStep {
  return ORDER.find((step) => steps.includes(step)) ?? 'ended'
}

/** The package that follows a placement as one, its parts taken together: a day or a moment is there once it is for every part that is still wanted, and is the latest of them. */
export function nextOfParts(whole: Pick<NextOfPerson, 'packageId' | 'packageReference' | 'referredAt'>, parts: readonly NextPart[]): NextOfPerson {
  const wanted = parts.filter((part) => part.step !== 'ended')
  const all = wanted.length === 0 ? parts : wanted
  const [only] = parts
  const names = [...new Set(all.flatMap((part) => part.providerName ?? []))]
  return {
    ...whole,
    placementId: parts.length === 1 ? (only?.placementId ?? null) : null,
    providerName: names.length === 0 ? null : names.join(' and '),
    startsOn: latest(all.map((part) => part.startsOn), (a, b) => Temporal.PlainDate.compare(a, b)),
    startedOn: latest(all.map((part) => part.startedOn), (a, b) => Temporal.PlainDate.compare(a, b)),
    placedAt: latest(all.map((part) => part.placedAt), (a, b) => Temporal.Instant.compare(a, b)),
    startConfirmedAt: latest(all.map((part) => part.startConfirmedAt), (a, b) => Temporal.Instant.compare(a, b)),
    parts: parts.length > 1 ? parts : [],
  }
}

function latest<T extends Temporal.PlainDate | Temporal.Instant>(all: readonly (T | null)[], compare: (a: T, b: T) => number): T | null {
  const known = all.filter((each) => each !== null)
  return known.length < all.length ? null : (known.toSorted(compare).at(-1) ?? null)
}
