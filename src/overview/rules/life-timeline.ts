import { ABSENCE_KIND_NAMES, agreedPriceWords, HAND_BACK_REASON_NAMES, type FollowOnCause, type PatternChange, type PlacementLife } from '../../brokerage/terms/placement-life.ts'
import { londonInstant } from '../../kernel/london.ts'
import { hoursFigure, wordsForDate } from '../../kernel/words.ts'
import type { TimelineItem } from './timeline-item.ts'

const FOLLOW_ON_WORDS: Readonly<Record<FollowOnCause, string>> = { 'hand-back': 'after the provider handed the package back', transfer: 'for a transfer', change: 'because needs changed', failure: 'because the provider failed', succession: 'because another provider took over from the provider' }

/** What happened to a placement after it was made, each event when it was recorded; when care began, resumed or changed stands in its words. */
export function lifeItems(life: PlacementLife, provider: string): TimelineItem[] {
  const href = `/placements/${life.placementId}`
  const item = (at: Temporal.Instant, title: string, text: string, by: string | undefined): TimelineItem => ({ kind: 'placement', at, dateOnly: false, title, text, by, href })
  return [
    ...(life.startedOn === null ? [] : [{ kind: 'placement' as const, at: londonInstant(life.startedOn, 0), dateOnly: true, title: `The start with ${provider} was confirmed`, text: `Care began on ${wordsForDate(life.startedOn)}.`, by: undefined, href }]),
    ...life.stays.flatMap((stay) => [
      item(stay.recordedAt, `In hospital from ${wordsForDate(stay.fromOn)}`, `Care is suspended. ${provider} holds the place until ${wordsForDate(stay.heldUntilOn)}.`, stay.recordedBy),
      ...(stay.resumesOn === null ? [] : [{ kind: 'placement' as const, at: londonInstant(stay.resumesOn, 0), dateOnly: true, title: Temporal.PlainDate.compare(stay.resumesOn, stay.fromOn) <= 0 ? 'There was no stay in hospital after all' : `Care by ${provider} resumed`, text: '', by: undefined, href }]),
    ]),
    ...life.absences.map((absence) => item(absence.recordedAt, `${ABSENCE_KIND_NAMES[absence.kind]} from ${wordsForDate(absence.fromOn)} to ${wordsForDate(absence.toOn)}`, absence.returnsOn === null ? 'Visits of these days do not take place.' : Temporal.PlainDate.compare(absence.returnsOn, absence.fromOn) <= 0 ? 'They were not away after all.' : `Care goes on from ${wordsForDate(absence.returnsOn)} instead.`, absence.recordedBy)),
    ...life.prices.flatMap((price) => [
      item(price.askedAt, 'Another price asked for', `${agreedPriceWords(price)} from ${wordsForDate(price.fromOn)}. ${price.reason}.`, price.askedBy),
      ...(price.decision === null ? [] : [item(price.decision.decidedAt, `The price was ${price.decision.isApproved ? 'approved' : 'refused'}`, price.decision.note === null ? '' : `${price.decision.note}.`, price.decision.decidedBy)]),
    ]),
    ...(life.death === null ? [] : [item(life.death.recordedAt, `Died on ${wordsForDate(life.death.diedOn)}`, 'Care ended on that day.', life.death.recordedBy)]),
    ...life.deathsTakenBack.flatMap((each) => [
      item(each.recordedAt, `A death on ${wordsForDate(each.diedOn)} was recorded, by mistake`, '', each.recordedBy),
      ...(each.takenBack === null ? [] : [item(each.takenBack.at, 'The recorded death was taken back', `Care goes on. ${each.takenBack.reason}.`, each.takenBack.by)]),
    ]),
    ...life.changes.flatMap((change) => [
      item(change.askedAt, `Change of the week ${change.needsApproval ? 'asked for' : 'made'}`, changeWords(change), change.askedBy),
      ...(change.decision === null ? [] : [item(change.decision.decidedAt, `Change of the week ${change.decision.isApproved ? 'approved' : 'refused'}`, change.decision.note === null ? '' : `${change.decision.note}.`, change.decision.decidedBy)]),
    ]),
    ...(life.handBack === null ? [] : [item(life.handBack.givenAt, `${provider} handed the package back`, `${HAND_BACK_REASON_NAMES[life.handBack.reason]}. Last day ${wordsForDate(life.handBack.lastOn)}${life.handBack.isAtOnce ? ', sooner than the notice asked for' : ''}.`, life.handBack.givenBy)]),
    ...(life.followOn === null ? [] : [{ ...item(life.followOn.recordedAt, `Referred again ${FOLLOW_ON_WORDS[life.followOn.cause]}`, '', life.followOn.recordedBy), href: `/packages/${life.followOn.packageId}` }]),
  ]
}

function changeWords(change: PatternChange): string {
  const days = change.toOn === null ? `from ${wordsForDate(change.fromOn)}, for good` : `from ${wordsForDate(change.fromOn)} to ${wordsForDate(change.toOn)}`
  return `${hoursFigure(change.weeklyMinutes)} hours a week ${days}. ${change.reason}.`
}
