import type { FoundException, StandingException } from '../terms.ts'
import type { Treatment } from '../terms/exception-settings.ts'

type Treated = FoundException & { readonly treatment?: Treatment }

/** What to write so that the store says what the rules found: a re-import writes nothing. */
export interface ExceptionChanges<F = FoundException> {
  readonly add: readonly F[]
  readonly clear: readonly number[]
}

/** Compares what stands with what was found. The same exception with other facts, or of which something else is asked, is cleared and added again, so that each shows the facts of its time. */
export function exceptionChanges<F extends Treated>(standing: readonly StandingException[], found: readonly F[]): ExceptionChanges<F> {
  const left = new Map(standing.map((exception) => [keyOf(exception), exception.id]))
  const add = found.filter((exception) => !left.delete(keyOf(exception)))
  return { add, clear: [...left.values()] }
}

function keyOf(exception: Treated): string {
  const facts = Object.entries(exception.facts).sort(([a], [b]) => (a < b ? -1 : 1))
  return `${exception.kind} ${exception.treatment ?? ''} ${String(exception.plannedVisitId)} ${String(exception.recordId)} ${JSON.stringify(facts)}`
}
