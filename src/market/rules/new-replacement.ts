import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Framework } from '../terms.ts'
import type { Replacement, TransitionRule } from '../terms/replacement.ts'

type Term = Pick<Framework, 'id' | 'name' | 'startsOn' | 'endsOn'>

/** A replacement as it is proposed. */
interface ProposedReplacement {
  readonly framework: Term
  readonly by: Term
  readonly fromOn: Temporal.PlainDate
  readonly rule: TransitionRule
}

/**
 * Answers whether a framework may be replaced by another.
 *
 * 1. It has one replacement at a time: the one before is withdrawn first.
 * 2. It is not replaced by itself, nor by a framework that it replaces, directly or over others: packages would go round.
 * 3. It begins today or later, since what was referred before stays where it is; within the new framework's term; and not before the replaced one began.
 * 4. Something moves; the day from which everything does is not before the first day, and within the new framework's term.
 */
export function newReplacement(proposed: ProposedReplacement, inForce: readonly Pick<Replacement, 'frameworkId' | 'byFrameworkId' | 'byName'>[], today: Temporal.PlainDate): Decision<ProposedReplacement> {
  const { framework, by, fromOn, rule } = proposed
  const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(a, b) < 0
  const held = inForce.find((each) => each.frameworkId === framework.id)
  if (held !== undefined) return refuse({ clause: 'replaced-already', words: `${framework.name} is replaced by ${held.byName} already. Withdraw that first.` })
  if (framework.id === by.id) return refuse({ clause: 'replaced-by-itself', words: 'Choose another framework than the one that is replaced.' })
  if (leadsTo(by.id, framework.id, inForce)) return refuse({ clause: 'replaced-in-circle', words: `${framework.name} takes the place of ${by.name}, so it cannot be replaced by it: packages would go round.` })
  if (isBefore(fromOn, today)) return refuse({ clause: 'replaced-past', words: `The first day must be ${wordsForDate(today)} or later: packages referred before stay where they are.` })
  if (isBefore(fromOn, framework.startsOn)) return refuse({ clause: 'replaced-before-term', words: `${framework.name} begins on ${wordsForDate(framework.startsOn)}. Choose that day or a later one.` })
  if (isBefore(fromOn, by.startsOn) || isBefore(by.endsOn, fromOn)) return refuse({ clause: 'replaced-outside-term', words: `${by.name} runs from ${wordsForDate(by.startsOn)} to ${wordsForDate(by.endsOn)}. Choose a first day within that.` })
  if (rule.allFromOn !== null && (isBefore(rule.allFromOn, fromOn) || isBefore(by.endsOn, rule.allFromOn))) return refuse({ clause: 'replaced-all-from', words: `The day from which every package moves must be from ${wordsForDate(fromOn)} to ${wordsForDate(by.endsOn)}.` })
  if (rule.changedPercent !== null && !(rule.changedPercent >= 0 && rule.changedPercent <= 100)) return refuse({ clause: 'replaced-percent', words: 'The share must be 0% to 100%.' })
  if (!rule.newPackages && rule.changedPercent === null && !rule.handedBack && !rule.transferred && rule.allFromOn === null) return refuse({ clause: 'replaced-nothing', words: 'Choose at least one kind of package that moves.' })
  return allow(proposed)
}

function leadsTo(fromId: string, toId: string, inForce: readonly Pick<Replacement, 'frameworkId' | 'byFrameworkId'>[]): boolean {
  const next = new Map(inForce.map((each) => [each.frameworkId, each.byFrameworkId]))
  const seen = new Set<string>()
  for (let at: string | undefined = fromId; at !== undefined && !seen.has(at); at = next.get(at)) {
    if (at === toId) return true
    seen.add(at)
  }
  return false
}
