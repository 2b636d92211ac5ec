import { SERVICE_LINE_NAMES } from '../../../care/terms.ts'
import { londonDate } from '../../../kernel/london.ts'
import { countOf, hoursFigure, wordsForDate, wordsForHours } from '../../../kernel/words.ts'
import { RATING_NAMES, TIER_NAMES } from '../../../market/terms.ts'
import { dataTable, type Cell, type TableView } from '../../../platform/components/data-table.ts'
import type { SeenAssignment } from '../../actions/see-assignment.ts'
import type { AssignmentLine } from '../../terms/assignment.ts'
import type { SwitchCost } from '../../terms/kept-assignment.ts'

const SWITCH_WORDS: Readonly<Record<SwitchCost['switch'], readonly [rule: string, without: string]>> = {
  'cross-zone': ['No work outside own zones', 'cross-zone work allowed'],
  'lead-first': ['Lead providers first', 'all tiers weighed together'],
  'rating-floor': ['A lowest CQC rating', 'any rating'],
  'most-share': ['A most that one provider may hold of a zone', 'no such limit'],
}

/** The packages with whom each would go to, and what was decided. */
export function linesTable(seen: SeenAssignment, mayDecide: boolean, url: string): TableView {
  return dataTable<AssignmentLine>({
    key: 'lines',
    caption: 'Packages',
    noun: ['package', 'packages'],
    url,
    rows: seen.lines,
    pageSize: 100,
    emptyWords: 'No package waited that was not on offer.',
    columns: [
      { key: 'package', heading: 'Package', value: (row) => ({ text: row.reference, href: `/assignments/${seen.id}/lines/${String(row.line)}` }), sort: (row) => row.reference },
      { key: 'zone', heading: 'Zone', value: (row) => ({ text: row.zoneName, ...(row.serviceLine === 'core' ? {} : { hint: SERVICE_LINE_NAMES[row.serviceLine] }) }), sort: (row) => row.zoneName, csv: (row) => row.zoneName },
      { key: 'hours', heading: 'Hours a week', numeric: true, value: (row) => hoursFigure(row.weeklyMinutes), sort: (row) => row.weeklyMinutes },
      { key: 'since', heading: 'Waiting since', value: (row) => wordsForDate(row.waitingSince), sort: (row) => row.waitingSince.toString(), csv: (row) => row.waitingSince.toString() },
      { key: 'provider', heading: 'Goes to', value: goesTo, sort: (row) => row.proposed?.providerName ?? '' },
      { key: 'why', heading: 'Why', value: whyCell, csv: (row) => row.reasons.map((reason) => reason.words).join(' ') },
      { key: 'decision', heading: 'Decision', value: (row) => decisionCell(row, seen.id, mayDecide), sort: (row) => row.decision?.decision ?? '', csv: (row) => row.decision?.decision ?? '' },
    ],
  })
}

/** The first reason, and how the second begins; all of them are a step away. */
function whyCell(row: AssignmentLine): Cell {
  const [first, second] = row.reasons
  const [begins = ''] = second?.words.split('. ') ?? []
  return { text: first?.words ?? '', ...(row.proposed === null || begins === '' ? {} : { hint: `${begins.replace(/\.$/, '')}.` }) }
}

function goesTo(row: AssignmentLine): Cell {
  if (row.proposed === null) return { text: '', tag: { text: 'Waits', colour: 'orange' } }
  return { text: row.proposed.providerName, hint: `${TIER_NAMES[row.proposed.tier]}${row.proposed.isCrossZone ? ', from another zone' : ''}` }
}

function decisionCell(row: AssignmentLine, assignmentId: string, mayDecide: boolean): Cell {
  if (row.decision?.decision === 'accepted') return { text: '', tag: { text: 'Offer sent', colour: 'green' }, hint: row.decision.providerId === row.proposed?.providerId ? row.decision.decidedBy : `${row.decision.providerName ?? ''}, ${row.decision.decidedBy}` }
  if (row.decision !== null) return { text: '', tag: { text: 'Refused', colour: 'grey' }, hint: row.decision.note ?? '' }
  if (!mayDecide || row.proposed === null) return ''
  return { text: '', button: { text: 'Send offer', action: `/assignments/${assignmentId}/lines/${String(row.line)}/accept`, describe: `of package ${row.reference} to ${row.proposed.providerName}` } }
}

/** What each switch costs in people and hours waiting. */
export function switchTable(seen: SeenAssignment, url: string): TableView {
  const { rules } = seen.result
  const settings: Readonly<Record<SwitchCost['switch'], { readonly isOn: boolean; readonly hint: string }>> = {
    'cross-zone': { isOn: !rules.crossZone, hint: '' },
    'lead-first': { isOn: rules.leadFirst, hint: '' },
    'rating-floor': { isOn: rules.ratingFloor === 'good' || rules.ratingFloor === 'outstanding', hint: `${RATING_NAMES[rules.ratingFloor === 'inadequate' || rules.ratingFloor === 'requires-improvement' ? 'good' : rules.ratingFloor]} or better` },
    'most-share': { isOn: rules.mostSharePercent !== null, hint: `${String(rules.mostSharePercent ?? 15)}%` },
  }
  return dataTable<SwitchCost>({
    key: 'switches',
    caption: 'What each rule costs',
    noun: ['rule', 'rules'],
    url,
    rows: seen.comparison,
    emptyWords: 'No rule was compared.',
    columns: [
      { key: 'rule', heading: 'Rule', value: (row) => ({ text: SWITCH_WORDS[row.switch][0], hint: [settings[row.switch].hint, settings[row.switch].isOn ? 'on in this assignment' : 'off in this assignment'].filter((each) => each !== '').join('; ') }) },
      { key: 'with', heading: 'Waiting with it', value: (row) => sideWords(row.withRule), sort: (row) => row.withRule.minutes },
      { key: 'without', heading: 'Waiting without it', value: (row) => ({ text: sideWords(row.withoutRule), hint: SWITCH_WORDS[row.switch][1] }), sort: (row) => row.withoutRule.minutes },
      { key: 'people', heading: 'Costs people', numeric: true, value: (row) => signed(row.withRule.packages - row.withoutRule.packages, String), sort: (row) => row.withRule.packages - row.withoutRule.packages },
      { key: 'hours', heading: 'Costs hours a week', numeric: true, value: (row) => signed(row.withRule.minutes - row.withoutRule.minutes, hoursFigure), sort: (row) => row.withRule.minutes - row.withoutRule.minutes },
    ],
  })
}

function sideWords(side: SwitchCost['withRule']): string {
  return `${countOf(side.packages, 'person', 'people')}, ${wordsForHours(side.minutes)}`
}

function signed(value: number, words: (value: number) => string): string {
  return value > 0 ? `+${words(value)}` : words(value)
}

/** Figures at the head of an assignment. */
export function assignmentTiles({ result }: SeenAssignment): { figure: string; label: string; hint?: string; tone?: 'attention' | 'quiet' }[] {
  const { counts, listOrder } = result
  return [
    { figure: String(counts.placedPackages), label: 'people would have a provider', hint: wordsForHours(counts.placedMinutes) + ' a week' },
    { figure: String(counts.waitingPackages), label: 'people would go on waiting', hint: wordsForHours(counts.waitingMinutes) + ' a week', ...(counts.waitingPackages > 0 ? { tone: 'attention' as const } : {}) },
    { figure: hoursFigure(listOrder.counts.waitingMinutes), label: 'hours would wait in list order', hint: countOf(listOrder.counts.waitingPackages, 'person', 'people'), tone: 'quiet' },
    { figure: `${(result.gapBasisPoints / 100).toFixed(2)}%`, label: 'at most above the least cost possible', hint: 'cost counts hours waiting, then tier and rank', tone: 'quiet' },
  ]
}

/** When, by whom and under what rules, in a sentence. */
export function madeWords(seen: SeenAssignment): string {
  const { rules } = seen.result
  const parts = [rules.crossZone ? 'cross-zone work allowed' : 'no cross-zone work', rules.leadFirst ? 'leads first' : 'all tiers weighed together', rules.ratingFloor === 'inadequate' ? 'any rating' : `rated ${RATING_NAMES[rules.ratingFloor].toLowerCase()} or better, or not yet inspected`, rules.mostSharePercent === null ? 'no limit on a provider’s share' : `at most ${String(rules.mostSharePercent)}% of a zone’s hours with one provider`]
  const { onOffer, noZone } = seen.inputs.leftOut
  const left = [onOffer > 0 ? `${countOf(onOffer, 'package')} on offer` : '', noZone > 0 ? `${countOf(noZone, 'package')} in no zone` : ''].filter((each) => each !== '')
  return `Worked out by ${seen.madeBy} on ${wordsForDate(londonDate(seen.madeAt))}, as the list and the declared hours stood then: ${parts.join('; ')}. Travel is not counted, as it is not known.${left.length === 0 ? '' : ` Not looked at: ${left.join(' and ')}.`}`
}
