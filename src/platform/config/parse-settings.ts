import { EnvironmentFault } from '../action/refused.ts'
import { Settings, SETTING_NOTES } from './settings.ts'

const NAMES = Object.keys(SETTING_NOTES) as (keyof Settings)[]

/** Names that belong to the tests, and that a program started by them inherits. */
const TEST_PREFIX = 'TENDWELL_TEST_'

/** Parses the environment; throws one `EnvironmentFault` with a line for each unknown name and each refused value. */
export function parseSettings(env: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(NAMES.filter((name) => env[name] !== undefined && env[name] !== '').map((name) => [name, env[name]]))
  const parsed = Settings.safeParse(given)
  const problems = [...unknownNames(env).map(unknownProblem), ...(parsed.success ? [] : refusedNames(parsed.error.issues).map((name) => refusedProblem(name, env[name] ?? '')))]
  if (problems.length > 0 || !parsed.success) throw new EnvironmentFault(problems.join('\n'))
  return parsed.data
}

function unknownNames(env: NodeJS.ProcessEnv): string[] {
  const known: readonly string[] = NAMES
  return Object.keys(env).filter((name) => name.startsWith('TENDWELL_') && !name.startsWith(TEST_PREFIX) && !known.includes(name))
}

function unknownProblem(name: string): string {
  const near = NAMES.map((known) => ({ known, distance: editDistance(name, known) })).toSorted((a, b) => a.distance - b.distance)[0]
  const fix = near !== undefined && near.distance <= 4 ? `did you mean ${near.known}?` : 'remove it, or see docs/settings.md for the settings there are.'
  return `${name} is not a setting of Tendwell: ${fix}`
}

function refusedNames(issues: readonly { path: PropertyKey[] }[]): (keyof Settings)[] {
  return NAMES.filter((name) => issues.some((issue) => issue.path[0] === name))
}

function refusedProblem(name: keyof Settings, value: string): string {
  const note = SETTING_NOTES[name]
  const shown = note.isSecret === true ? 'has a value that is not accepted' : `is "${value}", which is not accepted`
  return `${name} ${shown}: give ${note.give}.`
}

/** Levenshtein's count of letters to add, drop or change. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [row, letter] of Array.from(a).entries()) {
    const current = [row + 1]
    for (const [column, other] of Array.from(b).entries()) {
      const change = (above[column] ?? 0) + (letter === other ? 0 : 1)
      current.push(Math.min(change, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    }
    above = current
  }
  return above[b.length] ?? 0
}
