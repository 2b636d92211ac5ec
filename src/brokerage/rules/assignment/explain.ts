import { DAY_PARTS, type DayPart } from '../../../kernel/day-part.ts'
import type { Reason } from '../../../kernel/decision.ts'
import { countOf, wordsForHours } from '../../../kernel/words.ts'
import { TIER_NAMES } from '../../../market/terms.ts'
import { PARTS, wholeMinutes, type Compiled, type KnownPlace } from './compile.ts'
import { obstaclesOf } from './eligible.ts'
import { WAITING, give, hasRoom, release, type Holding } from './holding.ts'
import { at, real } from './numbers.ts'
import { travelOf } from './place-cost.ts'
import { fitsAlone } from './pool-packing.ts'
import type { AssignedPackage, AssignmentRules, UnplacedPackage } from '../../terms/assignment-problem.ts'

const MOST_NAMED = 3

/** Why a package goes where it goes: what stood before this provider, and who waits because of it. */
export function explainAssigned(compiled: Compiled, holding: Holding, item: number, rules: AssignmentRules): AssignedPackage {
  const option = at(holding.option, item)
  const from = at(compiled.optionFrom, item)
  const { place, provider, pool } = knownPlace(compiled, option)
  const travel = travelOf(packageAt(compiled, item), place, rules)
  const reasons: Reason[] = [{ clause: 'place', words: `${standing(knownPlace(compiled, option))}: place ${String(option - from + 1)} of ${String(at(compiled.optionFrom, item + 1) - from)} in offer order${travel === 0 ? '' : `; ${String(travel)} travel minutes a week`}.` }]
  release(compiled, holding, item)
  const better = Array.from({ length: option - from }, (_, each) => from + each)
  const full = better.filter((each) => !hasRoom(compiled, holding, item, each))
  if (full.length > 0) reasons.push({ clause: 'better-placed-full', words: `${countOf(full.length, 'better-placed provider is', 'better-placed providers are')} full. ${named(full.map((each) => shortWords(compiled, holding, item, each)), '; ')}.` })
  const open = better.filter((each) => !full.includes(each))
  if (open.length > 0) reasons.push({ clause: 'better-placed-dearer', words: `Room would be left with ${named(open.map((each) => nameOf(compiled, each)))}, at a higher cost of travel and standing.` })
  const displaced = displacedBy(compiled, holding, item, option)
  give(compiled, holding, item, option)
  if (displaced.length > 0) reasons.push({ clause: 'displaced', words: `${named(displaced)} would fit in its place and ${displaced.length === 1 ? 'waits' : 'wait'}: fewer hours would then be placed, or at a higher cost.` })
  return {
    packageId: packageAt(compiled, item).id, providerId: provider.id, poolId: pool.id, tier: place.tier, rank: place.rank, isCrossZone: place.isCrossZone, travelMinutes: travel,
    cost: real(compiled.cost, option), place: option - from + 1, displaced: displaced.slice(0, MOST_NAMED), reasons,
  }
}

/** Why a package still waits: nobody serves the zone, nobody may be given it, or where it is short of minutes. */
export function explainUnplaced(compiled: Compiled, holding: Holding, item: number, rules: AssignmentRules): UnplacedPackage {
  const waiting = packageAt(compiled, item)
  const options = Array.from({ length: at(compiled.optionFrom, item + 1) - at(compiled.optionFrom, item) }, (_, each) => at(compiled.optionFrom, item) + each)
  const answer = (why: UnplacedPackage['why'], shortOf: readonly DayPart[], reasons: readonly Reason[]): UnplacedPackage => ({ packageId: waiting.id, cost: real(compiled.waitCost, item), why, shortOf, reasons })
  // A place of no service line only says what is held in the zone already.
  const serving = compiled.places.filter(({ place }) => place.zone === waiting.zone && place.serviceLines.length > 0)
  if (serving.length === 0) return answer('no-place', [], [{ clause: 'no-place', words: `No provider has declared capacity in ${waiting.zone}.` }])
  if (options.length === 0) {
    const obstacles = serving.flatMap(({ place, provider }) => obstaclesOf(waiting, place, provider, rules))
    return answer('no-eligible-provider', [], [{ clause: 'no-eligible-provider', words: `None of ${countOf(serving.length, 'place', 'places')} in ${waiting.zone} may be given it.` }, ...obstacles])
  }
  const possible = options.filter((option) => fitsAlone(compiled, option))
  const shortOf = DAY_PARTS.filter((_, part) => (possible.length === 0 ? options : possible).every((option) => left(compiled, holding, item, option, part) < 0))
  const shortfalls = options.slice(0, MOST_NAMED).map((option): Reason => ({ clause: 'no-room', words: `${shortWords(compiled, holding, item, option)}.` }))
  if (possible.length === 0) return answer('too-large', shortOf, [{ clause: 'too-large', words: `${eligible(options.length)}, and none declared enough for ${wordsForHours(wholeMinutes(compiled, item))} a week, even with nothing else to do.` }, ...shortfalls])
  const instead = insteadOf(compiled, holding, item, possible)
  return answer('no-capacity', shortOf, [{ clause: 'no-capacity', words: `${eligible(options.length)}; none has room left for ${wordsForHours(wholeMinutes(compiled, item))} a week.` }, ...shortfalls, ...instead])
}

const eligible = (count: number): string => (count === 1 ? '1 place may be given it' : `${String(count)} places may be given it`)

function packageAt(compiled: Compiled, item: number): Compiled['packages'][number] {
  return compiled.packages[item] as Compiled['packages'][number]
}

function knownPlace(compiled: Compiled, option: number): KnownPlace {
  return compiled.places[at(compiled.optionPlace, option)] as KnownPlace
}

function nameOf(compiled: Compiled, option: number): string {
  return knownPlace(compiled, option).provider.name
}

function standing({ place, provider }: KnownPlace): string {
  return `${provider.name}, ${TIER_NAMES[place.tier].toLowerCase()}${place.rank === null ? '' : ` rank ${String(place.rank)}`}${place.isCrossZone ? ', outside its own zones' : ''}`
}

/** Minutes that would be left in a day part with this package; below nothing it is short. */
function left(compiled: Compiled, holding: Holding, item: number, option: number, part: number): number {
  return at(holding.left, at(compiled.base, option) + part) - at(compiled.demand, item * PARTS + part)
}

const WHEN: Readonly<Record<DayPart, string>> = { morning: 'in the morning', lunch: 'at lunch', tea: 'at tea', evening: 'in the evening', night: 'at night' }

function shortWords(compiled: Compiled, holding: Holding, item: number, option: number): string {
  const short = DAY_PARTS.flatMap((part, index) => {
    const over = left(compiled, holding, item, option, index)
    return over < 0 ? [`${String(-over)} ${WHEN[part]}`] : []
  })
  const whole = wholeMinutes(compiled, item)
  const overLimit = whole - at(holding.left, at(compiled.limit, option))
  const overShare = whole - at(holding.left, at(compiled.share, option))
  if (overLimit > 0) short.push(`${String(overLimit)} under its weekly limit or share`)
  if (overShare > 0) short.push(`${String(overShare)} under its share of the zone`)
  return `${nameOf(compiled, option)} is short of minutes: ${short.join(', ')}`
}

/** Waiting packages, the longest waiting first, that would fit at the option if its own package were not there. */
function displacedBy(compiled: Compiled, holding: Holding, item: number, option: number): string[] {
  const base = at(compiled.base, option)
  return compiled.packages.flatMap((waiting, other) => {
    if (other === item || at(holding.option, other) !== WAITING) return []
    for (let each = at(compiled.optionFrom, other); each < at(compiled.optionFrom, other + 1); each += 1) if (at(compiled.base, each) === base && hasRoom(compiled, holding, other, each)) return [waiting.id]
    return []
  })
}

/** One placed package in whose place the waiting one would fit: the best placed provider's, the smallest first. */
function insteadOf(compiled: Compiled, holding: Holding, item: number, options: readonly number[]): Reason[] {
  for (const option of options) {
    const held: number[] = []
    for (let other = at(holding.first, at(compiled.optionProvider, option)); other !== -1; other = at(holding.next, other)) held.push(other)
    for (const other of held.sort((a, b) => wholeMinutes(compiled, a) - wholeMinutes(compiled, b) || a - b)) {
      const theirs = at(holding.option, other)
      release(compiled, holding, other)
      const fits = hasRoom(compiled, holding, item, option)
      give(compiled, holding, other, theirs)
      if (fits) return [{ clause: 'displaced-by', words: `It would fit with ${nameOf(compiled, option)} in place of ${packageAt(compiled, other).id}, which has ${wordsForHours(wholeMinutes(compiled, other))} a week to its ${wordsForHours(wholeMinutes(compiled, item))}.` }]
    }
  }
  return []
}

function named(words: readonly string[], between = ', '): string {
  const shown = words.slice(0, MOST_NAMED).join(between)
  return words.length > MOST_NAMED ? `${shown} and ${String(words.length - MOST_NAMED)} more` : shown
}
