import type { Minutes, Pence } from '../../kernel/amounts.ts'
import { FLOORS, WAGE_KINDS, type FloorName, type VisitSpell, type WageAssumptions, type WageDocument, type WageFloor, type WageMinutes } from '../terms/wage-floor.ts'

/** Days with the minutes that count and what was paid for them, work costs that were not paid back taken off. */
export interface WageSpell {
  readonly fromOn: string
  readonly toOn: string
  readonly minutes: WageMinutes
  readonly pence: Pence
}

/** Pay against one floor over days on which the floor did not change. */
export interface FloorVerdict {
  /** Null where no figure is known for these days. */
  readonly floorPence: Pence | null
  /** Pay an hour less the floor; below nothing when pay is below it. Null without pay or floor. */
  readonly differencePence: Pence | null
  readonly minutesBelow: Minutes
}

/** Days of a spell between two changes of a rate. */
export interface WageSection {
  readonly fromOn: string
  readonly toOn: string
  /** Counted minutes: of all kinds together. */
  readonly minutes: Minutes
  /** Rounded down, so that it reaches a floor only when pay does. Null without minutes. */
  readonly pencePerHour: Pence | null
  readonly verdicts: Readonly<Record<FloorName, FloorVerdict>>
}

/**
 * Pay an hour of contact, travel, waiting and training against the floors of the date (the test of minimum-wage pay over hours worked,
 * standards §5: travel between people, waiting and training count, costs of work that are not paid back are taken off).
 *
 * 1. Counted minutes are those of the four kinds together; pay an hour is pence × 60 ÷ counted minutes, rounded down.
 * 2. A spell that crosses a change of a rate is parted at the date. What is given for the whole spell is parted by days: pay an hour is the
 *    same before and after, minutes are whole and sum to the whole.
 * 3. Where pay an hour is under the floor of the days, all their counted minutes are below it.
 */
export function wageFloor(spells: readonly WageSpell[], floors: readonly WageFloor[], place: WageAssumptions['place']): WageSection[] {
  return spells.flatMap((spell) => {
    const counted = countedMinutes(spell.minutes)
    const pencePerHour = counted === 0 ? null : Math.floor((spell.pence * 60) / counted)
    const days = daysBetween(spell.fromOn, spell.toOn)
    return partsOf(spell, floors, place).map(({ fromOn, toOn }) => {
      const [before, until] = [daysBetween(spell.fromOn, fromOn) - 1, daysBetween(spell.fromOn, toOn)]
      const minutes = Math.floor((counted * until) / days) - Math.floor((counted * before) / days)
      const verdict = (name: FloorName): FloorVerdict => {
        const floorPence = floorOn(floors, name, place, fromOn)?.pence ?? null
        const differencePence = floorPence === null || pencePerHour === null ? null : pencePerHour - floorPence
        return { floorPence, differencePence, minutesBelow: differencePence !== null && differencePence < 0 ? minutes : 0 }
      }
      return { fromOn, toOn, minutes, pencePerHour, verdicts: { national: verdict('national'), real: verdict('real') } }
    })
  })
}

/** The days between two dates parted where a floor that is shown there begins or ends. */
export function partsOf(period: { readonly fromOn: string; readonly toOn: string }, floors: readonly WageFloor[], place: WageAssumptions['place']): { readonly fromOn: string; readonly toOn: string }[] {
  const starts = floors.filter((each) => each.place === null || each.place === place).flatMap((each) => [each.fromOn, dayAfter(each.untilOn)])
  const inside = [...new Set([period.fromOn, ...starts.filter((on) => on > period.fromOn && on <= period.toOn)])].toSorted()
  return inside.map((fromOn, at) => ({ fromOn, toOn: at + 1 < inside.length ? dayBefore(inside[at + 1] ?? '') : period.toOn }))
}

/** The floor that counts on a day; undefined when no figure is known for it. */
export function floorOn(floors: readonly WageFloor[], name: FloorName, place: WageAssumptions['place'], on: string): WageFloor | undefined {
  return floors.find((each) => each.name === name && (each.place === null || each.place === place) && each.fromOn <= on && on <= each.untilOn)
}

/** What a return comes to: one spell as stated, or one for each that was measured from visits. */
export function wageSpells(period: { readonly fromOn: string; readonly toOn: string }, document: WageDocument): WageSpell[] {
  if (document.kind === 'wages') return [{ ...period, minutes: document.minutes, pence: document.wagesPence - document.costsPence }]
  return document.spells.map((spell) => {
    const minutes = minutesFromVisits(spell, document.assumptions)
    const paid = minutes.contact + document.paid.reduce((sum, kind) => sum + minutes[kind], 0)
    return { fromOn: spell.fromOn, toOn: spell.toOn, minutes, pence: Math.round((document.ratePence * paid) / 60) }
  })
}

/**
 * Minutes by kind from visits: contact as recorded; travel as recorded, and miles of visits that do not say how long the way took at the assumed
 * speed; waiting and training as shares of the two. Each is rounded to the nearest minute, a half up.
 */
export function minutesFromVisits(spell: Pick<VisitSpell, 'contactMinutes' | 'travelMinutes' | 'mileHundredths'>, assumptions: WageAssumptions): WageMinutes {
  const contact = spell.contactMinutes
  const travel = spell.travelMinutes + Math.round((spell.mileHundredths * 6) / assumptions.speedTenths)
  const share = (tenths: number): Minutes => Math.round(((contact + travel) * tenths) / 1000)
  return { contact, travel, waiting: share(assumptions.waitingTenths), training: share(assumptions.trainingTenths) }
}

export function countedMinutes(minutes: WageMinutes): Minutes {
  return WAGE_KINDS.reduce((sum, kind) => sum + minutes[kind], 0)
}

/** What sections come to for each floor: minutes below, minutes for which a figure is known, and the least difference. */
export function floorTotals(sections: readonly WageSection[]): Readonly<Record<FloorName, { readonly minutesBelow: Minutes; readonly minutesKnown: Minutes; readonly leastPence: Pence | null }>> {
  const totals = FLOORS.map((name) => {
    const known = sections.filter((each) => each.verdicts[name].differencePence !== null)
    const least = known.map((each) => each.verdicts[name].differencePence ?? 0)
    return { minutesBelow: known.reduce((sum, each) => sum + each.verdicts[name].minutesBelow, 0), minutesKnown: known.reduce((sum, each) => sum + each.minutes, 0), leastPence: least.length === 0 ? null : Math.min(...least) }
  })
  const none = { minutesBelow: 0, minutesKnown: 0, leastPence: null }
  return { national: totals[0] ?? none, real: totals[1] ?? none }
}

/** Days from one date to another, both included. */
function daysBetween(fromOn: string, toOn: string): number {
  return Temporal.PlainDate.from(fromOn).until(toOn).days + 1
}

function dayAfter(on: string): string {
  return Temporal.PlainDate.from(on).add({ days: 1 }).toString()
}

function dayBefore(on: string): string {
  return Temporal.PlainDate.from(on).subtract({ days: 1 }).toString()
}
