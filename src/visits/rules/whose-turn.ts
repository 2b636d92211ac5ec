import type { ExceptionKind, FoundException } from '../terms.ts'

/** Who can do something about an exception next, what, and whether the visit stays unpaid until it is done. */
export interface Turn {
  readonly who: 'provider' | 'council'
  readonly what: string
  readonly blocksPayment: boolean
}

/** The next step of an exception. A record without a placement is the one thing that no rule set can pay. */
export function whoseTurn(kind: ExceptionKind, facts: FoundException['facts']): Turn {
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
  }
}
