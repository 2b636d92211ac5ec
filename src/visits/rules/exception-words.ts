import { countOf, withCommas } from '../../kernel/words.ts'
import type { ExceptionKind, FoundException } from '../terms.ts'

/** What an exception says, in one sentence with its facts: "Started 47 minutes late; 30 minutes are allowed for a time-critical visit". */
export function exceptionWords(kind: ExceptionKind, facts: FoundException['facts']): string {
  const minutes = (name: string): string => countOf(Number(facts[name] ?? 0), 'minute')
  const allowed = (): string => `${minutes('allowedMinutes')} are allowed${facts['timeCritical'] === true ? ' for a time-critical visit' : ''}`
  switch (kind) {
    case 'missed':
      if (facts['tooLate'] === true) return 'Somebody came only once the next visit was due'
      return facts['recorded'] === true ? 'The provider recorded that nobody came' : 'No record came, although the provider has sent its records of the day'
    case 'late':
      return `Started ${minutes('minutesLate')} late; ${allowed()}`
    case 'early':
      return `Started ${minutes('minutesEarly')} early; ${allowed()}`
    case 'short':
      return `Lasted ${minutes('actualMinutes')} of ${minutes('plannedMinutes')} planned; less than ${String(facts['leastPercent'] ?? '')}% is short`
    case 'long':
      return `Lasted ${minutes('actualMinutes')} where ${minutes('plannedMinutes')} were planned; ${minutes('allowedMinutes')} more are allowed`
    case 'single-handed':
      return `${countOf(Number(facts['workersCame'] ?? 0), 'care worker')} came where ${String(facts['plannedWorkers'] ?? '')} were planned`
    case 'unplanned':
      return facts['hasPlacement'] === true ? `A visit of ${minutes('actualMinutes')} that answers no planned visit` : `A visit of ${minutes('actualMinutes')} to somebody who has no placement with the provider under that reference`
    case 'overlapping-worker':
      return `The care worker was at another visit for ${minutes('overlapMinutes')} of this one`
    case 'impossible-travel':
      return `${withCommas(Number(facts['metres'] ?? 0))} metres from the visit before, with ${minutes('gapMinutes')} between them; at ${String(facts['kph'] ?? '')} km/h the straight line takes ${minutes('neededMinutes')}`
    case 'manual-entry':
      return `${facts['manualIn'] === true && facts['manualOut'] === true ? 'Log-in and log-out were' : facts['manualIn'] === true ? 'The log-in was' : 'The log-out was'} entered by hand`
    case 'outside-geofence':
      return `${distanceWords(facts)} from the home; ${withCommas(Number(facts['allowedMetres'] ?? 0))} metres are allowed`
    case 'no-out-call':
      return 'The care worker logged in and never out; the end was entered afterwards'
  }
}

/** Where the calls that were measured were made. */
function distanceWords(facts: FoundException['facts']): string {
  const calls = ([['Log-in', 'metresIn'], ['Log-out', 'metresOut']] as const).flatMap(([name, fact]) => (Number(facts[fact] ?? -1) < 0 ? [] : [`${name} ${withCommas(Number(facts[fact]))} metres`]))
  return calls.join(' and ').replace('and Log', 'and log')
}
