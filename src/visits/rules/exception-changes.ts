import type { FoundException, StandingException } from '../terms.ts'

/** What to write so that the store says what the rules found: a re-import writes nothing. */
export interface ExceptionChanges {
  readonly add: readonly FoundException[]
  readonly clear: readonly number[]
}

/** Compares what stands with what was found. The same exception with other facts is cleared and added again, so that each shows the facts of its time. */
export function exceptionChanges(standing: readonly StandingException[], found: readonly FoundException[]): ExceptionChanges {
  const left = new Map(standing.map((exception) => [keyOf(exception), exception.id]))
  const add = found.filter((exception) => !left.delete(keyOf(exception)))
  return { add, clear: [...left.values()] }
}

function keyOf(exception: FoundException): string {
  const facts = Object.entries(exception.facts).sort(([a], [b]) => (a < b ? -1 : 1))
  return `${exception.kind} ${String(exception.plannedVisitId)} ${String(exception.recordId)} ${JSON.stringify(facts)}`
}
