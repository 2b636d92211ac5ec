import { hoursFigure, wordsForDate } from '../../../kernel/words.ts'
import { holds, type Permission } from '../../../platform/access/permission.ts'
import type { Actor } from '../../../platform/access/actor.ts'
import type { TagColour } from '../../../platform/components/data-table.ts'
import type { WholePlacement } from '../../actions/see-placements.ts'
import { lastDayAway } from '../../rules/absence-faults.ts'
import { LIFE_STATUS_NAMES, type LifeStatus } from '../../rules/placement-life.ts'
import { SEE_BOARD, SEE_OFFERS } from '../../terms.ts'
import { SEE_DOCUMENTS } from '../../terms/document.ts'
import { ABSENCE_KIND_NAMES, agreedPriceWords, APPROVE_PRICES, ASK_FOR_CHANGES, ASK_FOR_PRICES, CHANGE_FUNDING, HAND_BACK, HAND_BACK_REASON_NAMES, RECORD_DEATHS, RECORD_STAYS, TAKE_BACK_DEATHS, TRANSFER, type Absence, type PatternChange, type PriceChange } from '../../terms/placement-life.ts'

export const LIFE_COLOURS: Readonly<Record<LifeStatus, TagColour>> = { 'to-start': 'blue', current: 'green', ended: 'grey', suspended: 'yellow', 'hold-passed': 'orange', holiday: 'yellow', respite: 'yellow' }

/** Where a placement stands, for its page: that somebody has died is said from the moment it is known. */
export function standTag({ life, lifeStatus }: WholePlacement): { readonly text: string; readonly colour: TagColour } {
  return life.death === null ? { text: LIFE_STATUS_NAMES[lifeStatus], colour: LIFE_COLOURS[lifeStatus] } : { text: `Died ${wordsForDate(life.death.diedOn)}`, colour: 'grey' }
}

/** Whether a change holds, waits or was refused. */
export function changeTag(change: Pick<PatternChange, 'needsApproval' | 'decision'>): { readonly text: string; readonly colour: TagColour } {
  if (!change.needsApproval) return { text: 'Needs no approval', colour: 'green' }
  if (change.decision === null) return { text: 'Waits for approval', colour: 'yellow' }
  return change.decision.isApproved ? { text: 'Approved', colour: 'green' } : { text: 'Refused', colour: 'red' }
}

/** "10.5 hours a week from 3 March 2026 to 9 March 2026: recovering at home. Asked for by Bea Broker." */
export function changeWords(change: PatternChange): string {
  const days = change.toOn === null ? `from ${wordsForDate(change.fromOn)}, for good` : `from ${wordsForDate(change.fromOn)} to ${wordsForDate(change.toOn)}`
  return `${hoursFigure(change.weeklyMinutes)} hours a week ${days}. ${change.reason}. Asked for by ${change.askedBy}.`
}

/** "3 March 2026 to 9 March 2026". */
export function absenceWords(absence: Absence): string {
  const last = lastDayAway(absence)
  return Temporal.PlainDate.compare(last, absence.fromOn) < 0 ? `From ${wordsForDate(absence.fromOn)}: not away after all` : `${wordsForDate(absence.fromOn)} to ${wordsForDate(last)}`
}

/** "£24.50 an hour from 3 March 2026". */
export function priceWords(price: PriceChange): string {
  return `${agreedPriceWords(price)} from ${wordsForDate(price.fromOn)}`
}

/** What happened to a placement, for its card, each line with where more is said to those who may read it. */
export function lifeRows(seen: WholePlacement, actor: Actor): { readonly key: string; readonly text: string; readonly hint?: string; readonly href?: string }[] {
  const { life } = seen
  const linked = (href: string, permission: Permission) => (holds(actor, permission) ? { href } : {})
  return [
    ...(life.startedOn === null ? [] : [{ key: 'Care began', text: wordsForDate(life.startedOn), hint: 'Confirmed' }]),
    ...life.stays.map((stay) => ({
      key: 'In hospital',
      text: stay.resumesOn === null ? `From ${wordsForDate(stay.fromOn)}` : Temporal.PlainDate.compare(stay.resumesOn, stay.fromOn) <= 0 ? `From ${wordsForDate(stay.fromOn)}: no stay after all` : `From ${wordsForDate(stay.fromOn)}, care goes on from ${wordsForDate(stay.resumesOn)}`,
      hint: `The place is held until ${wordsForDate(stay.heldUntilOn)}. Recorded by ${stay.recordedBy}`,
    })),
    ...life.absences.map((absence) => ({ key: ABSENCE_KIND_NAMES[absence.kind], text: absenceWords(absence), hint: `The provider was told on ${wordsForDate(absence.toldOn)}. Recorded by ${absence.recordedBy}` })),
    ...life.prices.map((price) => ({ key: 'Price', text: priceWords(price), hint: price.decision === null ? `Waits for approval. Asked for by ${price.askedBy}: ${price.reason}` : `${price.decision.isApproved ? 'Approved' : 'Refused'} by ${price.decision.decidedBy}. Asked for by ${price.askedBy}: ${price.reason}`, ...linked(`/placements/${life.placementId}/prices/${price.id}`, APPROVE_PRICES) })),
    ...(life.death === null ? [] : [{ key: 'Died', text: wordsForDate(life.death.diedOn), hint: `Recorded by ${life.death.recordedBy}` }]),
    ...life.deathsTakenBack.map((each) => ({ key: 'Recorded by mistake', text: `A death on ${wordsForDate(each.diedOn)}`, hint: `Recorded by ${each.recordedBy}. Taken back by ${each.takenBack?.by ?? ''}: ${each.takenBack?.reason ?? ''}` })),
    ...life.changes.map((change) => ({ key: 'Change of the week', text: changeWords(change), hint: changeTag(change).text, ...linked(`/placements/${life.placementId}/changes/${change.id}`, ASK_FOR_CHANGES) })),
    ...(life.handBack === null ? [] : [{ key: 'Handed back', text: `${HAND_BACK_REASON_NAMES[life.handBack.reason]}. Last day ${wordsForDate(life.handBack.lastOn)}`, hint: `${life.handBack.isAtOnce ? 'Shorter than the notice. ' : ''}${life.handBack.note ?? ''}` }]),
    ...(life.followOn === null ? [] : [{ key: 'Goes on as', text: 'A new package', ...linked(`/packages/${life.followOn.packageId}`, SEE_BOARD) }]),
  ]
}

/** What the actor may do with a placement now, as links. */
export function deedLinks(seen: WholePlacement, actor: Actor): { readonly text: string; readonly href: string }[] {
  const { life, lifeStatus, placement } = seen
  const about = [
    ...(holds(actor, SEE_BOARD) || holds(actor, SEE_OFFERS) ? [{ text: 'Questions about this package', href: `/packages/${placement.packageId}/queries` }] : []),
    ...(holds(actor, SEE_DOCUMENTS) ? [{ text: 'Documents', href: `/packages/${placement.packageId}/documents` }] : []),
  ]
  const link = (text: string, slug: string) => ({ text, href: `/placements/${placement.id}/${slug}` })
  const money = [...(holds(actor, CHANGE_FUNDING) ? [link('Change who pays', 'funder')] : []), ...(holds(actor, ASK_FOR_PRICES) && !life.prices.some((price) => price.decision === null) ? [link('Change the price', 'price')] : [])]
  const notDied = holds(actor, TAKE_BACK_DEATHS) && life.death !== null ? [link('The death was recorded by mistake', 'not-died')] : []
  if (lifeStatus === 'ended' || life.death !== null) return [...money, ...notDied, ...about]
  const isOpenStay = life.stays.some((stay) => stay.resumesOn === null)
  const hasBegun = Temporal.PlainDate.compare(placement.startsOn, seen.today) <= 0
  return [
    ...(holds(actor, RECORD_STAYS) && hasBegun && life.startedOn === null ? [link('Confirm the start of care', 'start')] : []),
    ...(holds(actor, RECORD_STAYS) ? [isOpenStay ? link('Resume care', 'resume') : link('The person is in hospital', 'hospital-stay')] : []),
    ...(holds(actor, RECORD_STAYS) ? [link('The person is away: holiday or respite', 'away')] : []),
    ...(holds(actor, RECORD_STAYS) && life.absences.length > 0 ? [link('The person comes back on another day', 'back')] : []),
    ...(holds(actor, ASK_FOR_CHANGES) ? [link('Change the week', 'change')] : []),
    ...money,
    ...(holds(actor, HAND_BACK) && placement.endsOn === null && life.handBack === null ? [link('Hand this package back', 'hand-back')] : []),
    ...(holds(actor, TRANSFER) && placement.endsOn === null ? [link('Transfer to another provider', 'transfer')] : []),
    ...(holds(actor, RECORD_DEATHS) ? [link('The person has died', 'death')] : []),
    ...about,
  ]
}
