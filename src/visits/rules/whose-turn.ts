import type { ExceptionKind, FoundException } from '../terms.ts'
import type { Treatment } from '../terms/exception-settings.ts'

/** Who can do something about an exception next, what, and whether the visit stays unpaid until it is done. */
export interface Turn {
  readonly who: 'provider' | 'council'
  readonly what: string
  readonly blocksPayment: boolean
}

/**
 * The next step of an exception that nobody has decided. What is to be fixed is the provider's to correct; the council may let it pass. A record
 * without a placement is the one thing that no rule set can pay.
 */
export function whoseTurn(kind: ExceptionKind, facts: FoundException['facts'], treatment: Treatment = 'acknowledge'): Turn {
  if (treatment === 'fix') return { who: 'provider', what: FIXES[kind] ?? 'Send a corrected record with a higher sequence, or ask the council to let it pass', blocksPayment: true }
  switch (kind) {
    case 'missed':
      return facts['recorded'] === true
        ? { who: 'council', what: 'Ask what happened and what was done for the person', blocksPayment: false }
        : { who: 'provider', what: 'Send the record, or one that says missed', blocksPayment: false }
    case 'unplanned':
      return facts['hasPlacement'] === true
        ? { who: 'council', what: 'Check with the provider whether the plan should change', blocksPayment: false }
        : { who: 'provider', what: 'Correct the person’s reference or the date, and send it with a higher sequence', blocksPayment: true }
    case 'overlapping-worker':
      return { who: 'provider', what: 'Correct the times or the care worker, and send it with a higher sequence', blocksPayment: false }
    case 'single-handed':
      return { who: 'provider', what: 'Send the second care worker’s record if somebody came', blocksPayment: false }
    case 'late':
    case 'early':
    case 'short':
    case 'long':
      return { who: 'council', what: 'Look at it with the provider if it keeps happening', blocksPayment: false }
    case 'impossible-travel':
      return { who: 'provider', what: 'Say how it came about, or correct the times or the care worker', blocksPayment: false }
    case 'manual-entry':
    case 'no-out-call':
      return { who: 'provider', what: 'Say why no call was made', blocksPayment: false }
    case 'outside-geofence':
      return { who: 'provider', what: 'Say where the call was made, and why', blocksPayment: false }
  }
}

const FIXES: Readonly<Partial<Record<ExceptionKind, string>>> = {
  missed: 'Send the record if somebody came, or one that says missed',
  long: 'Correct the times, or ask for a variation',
  'single-handed': 'Send the second care worker’s record, or ask the council to let it pass',
  unplanned: 'Correct the person’s reference or the date, or ask the council to let it pass',
}
