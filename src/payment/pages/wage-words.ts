import { hoursFigure, wordsForDate, wordsForHours, wordsForPence } from '../../kernel/words.ts'
import type { MeasuredReturn } from '../reads/wage-floor.ts'
import type { FloorVerdict, WageSection } from '../rules/wage-floor.ts'
import { FLOOR_NAMES, WAGE_PLACE_NAMES, type FloorName, type WageAssumptions } from '../terms/wage-floor.ts'
import { periodWords } from './words.ts'

/** What an hour pays. */
export function hourlyWords(pence: number | null): string {
  return pence === null ? 'No hours' : wordsForPence(pence)
}

/** Pay against a floor, with nothing but what the figures say. */
export function differenceWords(pence: number | null): string {
  if (pence === null) return 'No figure is known'
  if (pence === 0) return 'The same'
  return pence < 0 ? `${wordsForPence(-pence)} below` : `${wordsForPence(pence)} above`
}

/** The verdict of some days as a sentence. */
export function verdictWords(name: FloorName, { floorPence, differencePence }: FloorVerdict): string {
  if (floorPence === null) return `We know no ${FLOOR_NAMES[name]} for these days`
  if (differencePence === null) return 'There are no hours to measure'
  if (differencePence < 0) return `Below the ${FLOOR_NAMES[name]} by ${wordsForPence(-differencePence)} an hour on these assumptions`
  return differencePence === 0 ? `At the ${FLOOR_NAMES[name]} on these assumptions` : `Above the ${FLOOR_NAMES[name]} by ${wordsForPence(differencePence)} an hour on these assumptions`
}

/** A return's hours below a floor, as a sentence. */
export function belowWords(name: FloorName, { totals }: Pick<MeasuredReturn, 'totals'>): string {
  const { minutesBelow, minutesKnown, leastPence } = totals[name]
  if (leastPence === null) return `We know no ${FLOOR_NAMES[name]} for these days.`
  if (minutesBelow === 0) return `No hours below the ${FLOOR_NAMES[name]} on these assumptions.`
  return `${wordsForHours(minutesBelow)} of ${hoursFigure(minutesKnown)} below the ${FLOOR_NAMES[name]}, by up to ${wordsForPence(-leastPence)} an hour, on these assumptions.`
}

/** Where the figures are from. */
export function sourceWords({ document }: Pick<MeasuredReturn, 'document'>): string {
  return document.kind === 'wages' ? 'The provider’s hours and wages' : 'Visits, and a stated rate of pay'
}

export function groupWords(group: string): string {
  return group === '' ? 'All care workers' : group
}

/** The days of a section. */
export function sectionWords({ fromOn, toOn }: Pick<WageSection, 'fromOn' | 'toOn'>): string {
  return fromOn === toOn ? wordsForDate(Temporal.PlainDate.from(fromOn)) : periodWords({ fromOn: Temporal.PlainDate.from(fromOn), toOn: Temporal.PlainDate.from(toOn) })
}

/** The council's assumptions as sentences. */
export function assumptionSentences(of: WageAssumptions): string[] {
  return [
    `Miles become minutes at ${String(of.speedTenths / 10)} miles an hour, where a visit says how far the way was and not how long.`,
    `Waiting is ${String(of.waitingTenths / 10)}% of contact and travel, training ${String(of.trainingTenths / 10)}%.`,
    `The Real Living Wage is the one for ${of.place === 'london' ? WAGE_PLACE_NAMES.london : 'the UK outside London'}.`,
  ]
}
