import { CommanderError } from 'commander'
import { EnvironmentFault, Forbidden, NotFound, Refused } from '../platform/action/refused.ts'
import { faultBehind } from '../platform/db/server/faults.ts'

/** What a program that runs Tendwell can learn from how it ended. */
export const EXIT = { done: 0, refused: 1, wrongUse: 2, environment: 3 } as const

/** The exit code for whatever ended a command, after telling the reason on standard error. */
export function exitCodeFor(thrown: unknown): number {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? EXIT.done : EXIT.wrongUse // commander has spoken already
  const error = faultBehind(thrown, 'the database')
  if (error instanceof Refused || error instanceof NotFound || error instanceof Forbidden) {
    console.error(error.message)
    return EXIT.refused
  }
  if (error instanceof EnvironmentFault) {
    console.error(error.message)
    return EXIT.environment
  }
  console.error('Tendwell met an error it does not know. Please report it with these lines:')
  console.error(error)
  return EXIT.environment
}
