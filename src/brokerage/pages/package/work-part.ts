import { wordsForPence } from '../../../kernel/words.ts'
import type { Actor } from '../../../platform/access/actor.ts'
import { holds } from '../../../platform/access/permission.ts'
import type { TagColour } from '../../../platform/components/data-table.ts'
import type { PackageWork } from '../../actions/see-package-work.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import { ASSIGN_PACKAGES, type AssignmentCause } from '../../terms/broker-work.ts'
import { CHANGE_FUNDING } from '../../terms/placement-life.ts'
import { APPROVE_SPENDING, type Escalation, type SpendingCheck } from '../../terms/spending.ts'

interface Tag {
  readonly text: string
  readonly colour: TagColour
}

const CAUSES: Readonly<Record<AssignmentCause, string>> = { 'by-hand': 'Given', rule: 'Shared out', taken: 'Taken', 'handed-over': 'Handed over', leave: 'Handed over because of leave' }

/** Where the approval of a cost stands. */
export function checkTag(check: SpendingCheck | undefined): Tag {
  if (check === undefined) return { text: 'Not held against a limit', colour: 'grey' }
  if (!check.needsApproval) return { text: 'Needs no approval', colour: 'grey' }
  if (check.decision === null) return { text: 'Waits for approval', colour: 'yellow' }
  return check.decision.isApproved ? { text: 'Approved', colour: 'green' } : { text: 'Refused', colour: 'red' }
}

/** What was asked and what was decided. */
export function checkRows(check: SpendingCheck): { key: string; text: string }[] {
  return [
    { key: 'Estimated cost a week', text: check.weeklyPence === null ? 'Not known' : wordsForPence(check.weeklyPence) },
    { key: 'Limit of whoever asked', text: check.limitPence === null ? 'Any cost' : wordsForPence(check.limitPence) },
    { key: 'Asked by', text: `${check.askedBy}, ${wordsForMoment(check.askedAt)}` },
    ...(check.note === null ? [] : [{ key: 'Why it is asked again', text: check.note }]),
    ...(check.decision === null ? [] : [{ key: check.decision.isApproved ? 'Approved by' : 'Refused by', text: `${check.decision.decidedBy}, ${wordsForMoment(check.decision.decidedAt)}` }]),
    ...(check.decision?.note == null ? [] : [{ key: 'What was said', text: check.decision.note }]),
  ]
}

/** What the page of a package says of the work on it. */
export function workView(work: PackageWork) {
  const [check] = work.checks
  const [broker] = work.brokers
  const cost = check === undefined || check.weeklyPence === null ? [] : [{ key: 'Estimated cost a week', text: wordsForPence(check.weeklyPence), hint: check.reasons.at(-1)?.words ?? '' }]
  return {
    rows: [
      { key: 'Broker', text: broker?.name ?? 'Nobody', hint: broker === undefined ? 'Nobody works on it yet' : brokerHint(broker) },
      ...cost,
      ...(check?.needsApproval === true ? [{ key: 'Approval', text: checkTag(check).text, hint: decisionHint(check) }] : []),
    ],
    waits: check?.needsApproval === true && check.decision?.isApproved !== true,
    tag: checkTag(check),
    earlier: work.brokers.slice(1).map((each) => `${each.name}. ${brokerHint(each)}`),
    escalations: work.escalations.map((each) => ({ at: wordsForMoment(each.escalatedAt), title: escalationTitle(each), words: each.reasons.map((reason) => reason.words).join(' '), told: each.told.map((one) => one.name).join(', ') })),
  }
}

/** What can be done about the work on a package that waits. */
export function workActions(actor: Actor, packageId: string, isUnapproved: boolean): { text: string; href: string }[] {
  return [
    ...(holds(actor, ASSIGN_PACKAGES) ? [{ text: 'Take it or hand it over', href: `/packages/${packageId}/broker` }] : []),
    ...(holds(actor, CHANGE_FUNDING) ? [{ text: 'Change who pays', href: `/packages/${packageId}/funder` }] : []),
    ...(isUnapproved && holds(actor, APPROVE_SPENDING) ? [{ text: 'Approval', href: `/packages/${packageId}/approval` }] : []),
  ]
}

function brokerHint(broker: PackageWork['brokers'][number]): string {
  const why = [broker.reason, ...broker.reasons.map((each) => each.words)].filter((each) => each !== null).join(' ')
  return `${CAUSES[broker.cause]} by ${broker.assignedBy}, ${wordsForMoment(broker.assignedAt)}${why === '' ? '' : `. ${why}`}`
}

function decisionHint(check: SpendingCheck): string {
  if (check.decision === null) return 'No offer is sent until somebody approves it'
  return `${check.decision.decidedBy}, ${wordsForMoment(check.decision.decidedAt)}${check.decision.note === null ? '' : `: ${check.decision.note}`}`
}

function escalationTitle({ kind, level }: Escalation): string {
  if (kind === 'search') return 'Search without success escalated'
  return level === 0 ? 'Approval asked for' : 'Approval escalated'
}
