import type { Minutes, Pence } from '../../kernel/amounts.ts'
import type { CareLoss, ContributionOfWeek, ContributionTermsDocument, ReckonedVisit } from '../terms/contribution.ts'

/** A planned visit, what was given of it, and why it was not made; minutes of all its care workers together. */
export interface PlannedCare extends Omit<ReckonedVisit, 'loss' | 'lostMinutes'> {
  /** `delivered` when anybody came. */
  readonly outcome: 'delivered' | Exclude<CareLoss, 'short'>
}

/** A week's contribution from what a week of it is on each of its days (0 where none is due): a seventh for each day, the sum to the nearest penny, a half up. */
export function contributionOfDays(weeklyPence: readonly Pence[]): Pence {
  const sum = weeklyPence.reduce((total, each) => total + each, 0)
  return Math.floor((sum * 2 + 7) / 14)
}

/**
 * What of a person's contribution for a week is to be refunded: the contribution, or what the planned care costs the council where that is less, times the share of
 * planned minutes that were not given for a reason that counts; to the nearest penny, a half up. More given at one visit does not make up for another.
 * Never below nothing, nor above the contribution, nor above what the planned care costs.
 */
export function contributionOfWeek(contributionPence: Pence, planned: readonly PlannedCare[], terms: ContributionTermsDocument): ContributionOfWeek {
  const visits = planned.map(({ outcome, ...visit }): ReckonedVisit => {
    const givenMinutes = Math.max(0, Math.min(visit.givenMinutes, visit.plannedMinutes))
    const missing = visit.plannedMinutes - givenMinutes
    const loss: CareLoss | null = missing === 0 ? null : outcome === 'delivered' ? 'short' : outcome
    const isLost = loss !== null && terms.counts.includes(loss) && (loss !== 'short' || missing >= terms.shortFromMinutes)
    return { ...visit, givenMinutes, loss, lostMinutes: isLost ? missing : 0 }
  })
  const sum = (of: (visit: ReckonedVisit) => number): number => visits.reduce((total, visit) => total + of(visit), 0)
  const plannedMinutes = sum((visit) => visit.plannedMinutes)
  const lostMinutes = sum((visit) => visit.lostMinutes)
  const duePence = Math.min(contributionPence, sum((visit) => visit.costPence))
  const refundPence = plannedMinutes === 0 ? 0 : Math.floor((duePence * lostMinutes * 2 + plannedMinutes) / (plannedMinutes * 2))
  return { contributionPence, duePence, plannedMinutes, givenMinutes: sum((visit) => visit.givenMinutes), lostMinutes, refundPence, visits }
}

/** Minutes not given by why, those that count first, then the most. */
export function lossesOf(visits: readonly ReckonedVisit[]): { readonly loss: CareLoss; readonly counts: boolean; readonly visits: number; readonly minutes: Minutes }[] {
  const found = new Map<string, { loss: CareLoss; counts: boolean; visits: number; minutes: number }>()
  for (const { loss, lostMinutes, plannedMinutes, givenMinutes } of visits) {
    if (loss === null) continue
    const counts = lostMinutes > 0
    const entry = found.get(`${loss} ${String(counts)}`) ?? { loss, counts, visits: 0, minutes: 0 }
    found.set(`${loss} ${String(counts)}`, { ...entry, visits: entry.visits + 1, minutes: entry.minutes + plannedMinutes - givenMinutes })
  }
  return [...found.values()].toSorted((a, b) => Number(b.counts) - Number(a.counts) || b.minutes - a.minutes)
}
