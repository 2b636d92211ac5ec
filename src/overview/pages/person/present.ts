import { agreedPriceWords } from '../../../brokerage/terms/placement-life.ts'
import { fundingOn, fundingWords } from '../../../care/public.ts'
import { FUNDER_NAMES, NEED_NAMES, SERVICE_LINE_NAMES, type Person } from '../../../care/terms.ts'
import { londonClockMinute, londonDate } from '../../../kernel/london.ts'
import { countOf, wordsForDate, wordsForHours, wordsForPence, wordsForTime } from '../../../kernel/words.ts'
import { TIMELINE_KIND_NAMES, TIMELINE_KINDS, type TimelineItem, type TimelineKind } from '../../rules/timeline-item.ts'
import type { PackageNow, PackageStatus } from '../../rules/current-week.ts'
import type { PersonRecord } from '../../terms.ts'

interface Fact {
  readonly term: string
  readonly text: string
}

/** The identity bar: who this is, on every page about them. */
export function identityOf(person: Person): { readonly name: string; readonly facts: readonly Fact[] } {
  const facts: Fact[] = [
    { term: 'Reference', text: person.reference },
    ...(person.externalReference === null ? [] : [{ term: 'Case system', text: person.externalReference }]),
    ...(person.bornOn === null ? [] : [{ term: 'Born', text: wordsForDate(person.bornOn) }]),
    { term: 'Address', text: `${person.address}, ${person.postcode}` },
    ...(person.phone === null ? [] : [{ term: 'Telephone', text: person.phone }]),
    ...(person.livesAlone === null ? [] : [{ term: 'Lives alone', text: person.livesAlone ? 'Yes' : 'No' }]),
    ...(person.languages.length === 0 ? [] : [{ term: 'Speaks', text: person.languages.join(', ') }]),
    ...(person.gender === null ? [] : [{ term: 'Gender', text: person.gender }]),
  ]
  return { name: `${person.givenName} ${person.familyName}`, facts }
}

const STATUSES: Readonly<Record<PackageStatus, { readonly text: string; readonly colour: 'orange' | 'blue' | 'green' | 'grey' }>> = {
  waiting: { text: 'Waiting for care', colour: 'orange' },
  'to-start': { text: 'To start', colour: 'blue' },
  current: { text: 'Current', colour: 'green' },
  ended: { text: 'Ended', colour: 'grey' },
  withdrawn: { text: 'Withdrawn', colour: 'grey' },
}

/** Who pays today; what the referral said, for those who may not read more. */
function payerWords(carePackage: PackageNow['carePackage'], record: PersonRecord): string {
  const history = record.fundings.get(carePackage.id)
  return history === undefined ? FUNDER_NAMES[carePackage.funder] : fundingWords(fundingOn(history, record.today))
}

/** One package as a card: what is bought, from whom, at what cost, and who pays. Providers see their rate as well: it is their own. */
export function packageCard(now: PackageNow, record: PersonRecord) {
  const { carePackage, placement } = now
  const provider = placement === undefined ? undefined : (record.providers.get(placement.providerId) ?? 'A provider')
  const zone = carePackage.zoneId === null ? 'No zone: no provider can be asked until its postcode or the zones are corrected' : (record.zones.get(carePackage.zoneId) ?? '')
  const from = placement === undefined ? '' : `From ${wordsForDate(placement.startsOn)}${placement.endsOn === null ? '' : ` to ${wordsForDate(placement.endsOn)}`}`
  return {
    title: `Package ${carePackage.reference}: ${SERVICE_LINE_NAMES[carePackage.serviceLine]}`,
    href: `/packages/${carePackage.id}`,
    status: STATUSES[now.status],
    rows: [
      ...partRows(carePackage, record),
      { key: 'Provider', text: provider ?? 'None yet', hint: from, href: placement === undefined ? undefined : `/placements/${placement.id}` },
      { key: 'Each week', text: `${countOf(now.pattern.length, 'visit')}, ${wordsForHours(now.weeklyMinutes)} of care`, hint: now.pattern.some((visit) => visit.workers > 1) ? 'Some visits by two care workers' : '' },
      ...(now.weeklyPence === null ? [] : [{ key: 'Cost', text: `${wordsForPence(now.weeklyPence)} a week as planned`, hint: `${now.agreed === null || (now.agreed.pencePerHour ?? now.agreed.pencePerWeek) === null ? 'At the framework’s rates today' : `${agreedPriceWords(now.agreed)}, agreed for this placement alone`}. What is paid follows the visits made.` }]),
      { key: 'Who pays', text: payerWords(carePackage, record) },
      { key: 'Zone', text: zone },
      { key: 'Needs', text: carePackage.needs.map((need) => NEED_NAMES[need]).join(', ') || 'Not listed', hint: carePackage.needsNote ?? '' },
      { key: 'Care worker', text: [carePackage.genderPreference === null ? '' : carePackage.genderPreference === 'female' ? 'A woman asked for' : 'A man asked for', carePackage.languages.length === 0 ? '' : `speaks ${carePackage.languages.join(', ')}`].filter((part) => part !== '').join(', ') || 'No preference' },
      { key: 'Needed by', text: wordsForDate(carePackage.startByOn) },
    ],
  }
}

/** What a package has to do with a split: of which it is a part, or into which it was split. */
function partRows(carePackage: PackageNow['carePackage'], record: PersonRecord): { key: string; text: string; hint?: string; href?: string }[] {
  const parts = record.packages.filter((each) => each.part?.wholeId === carePackage.id)
  if (parts.length > 0) return [{ key: 'Split', text: `Into ${parts.map((each) => each.reference).join(' and ')}`, hint: 'They wait, and are given, in its place' }]
  const { part } = carePackage
  if (part === null) return []
  const others = record.packages.filter((each) => each.part?.wholeId === part.wholeId && each.id !== carePackage.id)
  const hint = others.length === 0 ? '' : `Together with ${others.map((each) => each.reference).join(' and ')}${part.kind === 'care-workers' ? ', one care worker each' : ''}`
  return [{ key: 'Part', text: `Part ${String(part.number)} of ${String(others.length + 1)}`, hint }]
}

/** The timeline's items as the page shows them, those of the kinds chosen. */
export function timelineView(items: readonly TimelineItem[], chosen: readonly TimelineKind[]) {
  return items
    .filter((item) => chosen.length === 0 || chosen.includes(item.kind))
    .map((item) => ({ ...item, when: whenWords(item), iso: item.at.toString() }))
}

/** The filter's choices with how many there are of each. */
export function timelineChoices(items: readonly TimelineItem[]): { value: TimelineKind; text: string }[] {
  return TIMELINE_KINDS.map((kind) => ({ value: kind, text: `${TIMELINE_KIND_NAMES[kind]} (${String(items.filter((item) => item.kind === kind).length)})` }))
}

function whenWords(item: TimelineItem): string {
  const date = wordsForDate(londonDate(item.at))
  return item.dateOnly ? date : `${date} at ${wordsForTime(londonClockMinute(item.at))}`
}
