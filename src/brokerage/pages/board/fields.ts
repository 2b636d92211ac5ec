import { FUNDER_NAMES, REFER_PEOPLE, REFERRAL_SOURCE_NAMES, SERVICE_LINE_NAMES, URGENCY_NAMES } from '../../../care/terms.ts'
import { WAITING_CAUSE_NAMES, WAITING_CAUSES } from '../../../kernel/waiting-cause.ts'
import { holds } from '../../../platform/access/permission.ts'
import type { Actor } from '../../../platform/access/actor.ts'
import { PRIORITIES, PRIORITY_NAMES } from '../../rules/waiting-priority.ts'
import { INTERIM_COVER_NAMES } from '../../terms/interim-cover.ts'
import { ASSIGN_PACKAGES } from '../../terms/broker-work.ts'
import type { BoardFacts } from './present.ts'
import { LONGER_THAN_DAYS, type BoardQuery } from './query.ts'

const NEARNESS_NAMES = { overdue: 'Day has passed', soon: 'Within two days', later: 'Later' }

/** The selects above the board; frameworks and zones are those in which anybody waits. */
export function boardFields(every: readonly BoardFacts[], query: BoardQuery, actor: Actor) {
  const frameworks = new Map(every.map((row) => [row.carePackage.frameworkId, row.frameworkName] as const))
  const zones = new Map(every.flatMap((row) => (row.carePackage.zoneId === null ? [] : [[row.carePackage.zoneId, row.zoneName ?? ''] as const])))
  const hasNoZone = every.some((row) => row.carePackage.zoneId === null)
  return [
    ...(frameworks.size > 0 ? [field('framework', 'Framework', [...frameworks].toSorted((a, b) => (a[1] < b[1] ? -1 : 1)), query.framework)] : []),
    field('zone', 'Zone', [...[...zones].toSorted((a, b) => (a[1] < b[1] ? -1 : 1)), ...(hasNoZone ? [['none', 'No zone'] as const] : [])], query.zone),
    field('funder', 'Funder', Object.entries(FUNDER_NAMES), query.funder),
    field('why', 'Why still waiting', [['search-ended', 'Search ended with nobody'], ...WAITING_CAUSES.map((cause) => [cause, WAITING_CAUSE_NAMES[cause]] as const)], query.why),
    field('urgency', 'Urgency', Object.entries(URGENCY_NAMES), query.urgency),
    field('priority', 'Priority', PRIORITIES.map((each) => [each, PRIORITY_NAMES[each]] as const), query.priority),
    field('longer', 'Waiting longer than', LONGER_THAN_DAYS.map((days) => [days, `${days} days`] as const), query.longer),
    field('cover', 'Interim cover', [...Object.entries(INTERIM_COVER_NAMES), ['unknown', 'Not recorded'], ['high-risk', 'At high risk']], query.cover),
    field('line', 'Service line', Object.entries(SERVICE_LINE_NAMES), query.line),
    field('source', 'Source', Object.entries(REFERRAL_SOURCE_NAMES), query.source),
    field('needed', 'Needed by', Object.entries(NEARNESS_NAMES), query.needed),
    ...(holds(actor, ASSIGN_PACKAGES) ? [field('work', 'Worked on by', [['mine', 'Me']], query.work)] : []),
    ...(holds(actor, REFER_PEOPLE) ? [field('by', 'Referred by', [['me', 'Me']], query.by)] : []),
  ]
}

function field(name: string, label: string, options: readonly (readonly [string, string])[], chosen: string | undefined) {
  return { name, label, items: [{ value: '', text: 'All', selected: chosen === undefined }, ...options.map(([value, text]) => ({ value, text, selected: value === chosen }))] }
}
