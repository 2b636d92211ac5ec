import { FUNDER_NAMES, NEED_NAMES, REFERRAL_SOURCE_NAMES, SERVICE_LINE_NAMES, type Funder, type Need, type ReferralSource, type ServiceLine } from '../../care/terms.ts'
import type { Minutes } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import { countOf, hoursFigure, wordsForDate } from '../../kernel/words.ts'
import type { ReablementDecision, ReablementRuleDocument } from '../terms/reablement.ts'

export const REABLEMENT_FIRST_VERSION = 'reablement-first/1'

/** What the rule looks at of a referral. */
export interface ReablementFacts {
  readonly source: ReferralSource
  readonly serviceLine: ServiceLine
  readonly funder: Funder
  readonly needs: readonly Need[]
  readonly weeklyMinutes: Minutes
  /** Whether the zone has room for one more today; null when it declared nothing or there is no zone. */
  readonly hasRoom: boolean | null
  /** Last day of the person's reablement before; null for none. */
  readonly lastExitOn: Temporal.PlainDate | null
  /** Why whoever refers says that long-term care comes first; null when they say nothing. */
  readonly overruled: string | null
}

/**
 * Whether a referral goes through reablement before long-term care, with every condition met, or every one that stands against it.
 * The conditions are the council's own settings; a person who already leaves reablement is never sent back by this rule.
 * Source: Norfolk, 3.2 (reablement as the gateway to home care).
 */
export function reablementFirst(rule: ReablementRuleDocument, facts: ReablementFacts, today: Temporal.PlainDate): ReablementDecision {
  const against: Reason[] = []
  const met: Reason[] = []
  const ask = (isMet: boolean, clause: string, yes: string, no: string): void => void (isMet ? met : against).push({ clause, words: isMet ? yes : no })
  const source = REFERRAL_SOURCE_NAMES[facts.source]
  ask(facts.source !== 'reablement-exit' && rule.sources.includes(facts.source), 'source', `“${source}” is a source of which people go through reablement first.`, `People referred by “${source}” do not go through reablement first.`)
  const line = SERVICE_LINE_NAMES[facts.serviceLine]
  ask(rule.serviceLines.includes(facts.serviceLine), 'service-line', `${line} is a service line with reablement first.`, `${line} is not a service line with reablement first.`)
  ask(rule.funders.includes(facts.funder), 'funder', `It is paid by: ${FUNDER_NAMES[facts.funder]}, which the rule takes in.`, `It is paid by: ${FUNDER_NAMES[facts.funder]}, which the rule leaves out.`)
  const excluded = rule.excludedNeeds.filter((need) => facts.needs.includes(need))
  ask(excluded.length === 0, 'excluded-need', 'No need is one that the rule excludes.', `The rule excludes: ${namesOf(excluded)}.`)
  const wanted = rule.needs.filter((need) => facts.needs.includes(need))
  if (rule.needs.length > 0) ask(wanted.length > 0, 'need', `Reablement can work on: ${namesOf(wanted)}.`, `None of the needs is one that reablement works on (${namesOf(rule.needs)}).`)
  if (rule.mostWeeklyMinutes !== null) ask(facts.weeklyMinutes <= rule.mostWeeklyMinutes, 'hours', `${hoursFigure(facts.weeklyMinutes)} hours a week are within the ${hoursFigure(rule.mostWeeklyMinutes)} of the rule.`, `${hoursFigure(facts.weeklyMinutes)} hours a week are more than the ${hoursFigure(rule.mostWeeklyMinutes)} of the rule.`)
  const again = facts.lastExitOn?.add({ days: rule.notAgainWithinDays })
  if (facts.lastExitOn !== null && again !== undefined) ask(Temporal.PlainDate.compare(again, today) <= 0, 'not-again', `Reablement before ended on ${wordsForDate(facts.lastExitOn)}, ${countOf(rule.notAgainWithinDays, 'day')} or longer ago.`, `Reablement ended on ${wordsForDate(facts.lastExitOn)}, less than ${countOf(rule.notAgainWithinDays, 'day')} ago.`)
  if (rule.whenFull === 'go-on') ask(facts.hasRoom === true, 'room', 'The zone has room.', facts.hasRoom === null ? 'No reablement is declared for the zone.' : 'The zone has no room today, and the rule does not make people wait for it.')
  if (facts.overruled !== null) against.push({ clause: 'overruled', words: `Whoever referred says that long-term care comes first: ${facts.overruled.replace(/\.$/, '')}.` })
  const goesFirst = rule.isOpen && against.length === 0
  return { goesFirst, reasons: goesFirst ? met : rule.isOpen ? against : [{ clause: 'closed', words: 'The council has closed the gateway of reablement.' }] }
}

function namesOf(needs: readonly Need[]): string {
  return needs.map((need) => NEED_NAMES[need].toLowerCase()).join(', ')
}
