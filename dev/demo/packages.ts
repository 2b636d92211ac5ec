import type { NewReferral, PatternVisit } from '../../src/care/terms.ts'
import { FAMILY_NAMES, GIVEN_NAMES, LANGUAGES, STREETS } from './names.ts'
import type { Random } from './random.ts'

/** Where a person lives: a postcode and the place's name. */
export interface DemoHome {
  readonly postcode: string
  readonly place: string
}

interface Call {
  readonly earliest: number
  readonly latest: number
  readonly minutes: number
}

const call = (earliest: number, latest: number, minutes: number): Call => ({ earliest, latest, minutes })
const MORNING = [420, 540] as const
const LUNCH = [705, 780] as const
const TEA = [960, 1050] as const
const BED = [1170, 1290] as const
const ALL_WEEK = [1, 2, 3, 4, 5, 6, 7] as const

/** Shapes of packages with how often each comes: chosen so that the mean is the report's 17.75 hours a week. */
const SHAPES: readonly (readonly [shape: { calls: readonly Call[]; days: readonly number[]; workers: 1 | 2 }, weight: number])[] = [
  [{ calls: [call(...MORNING, 45), call(...LUNCH, 30), call(...TEA, 30), call(...BED, 45)], days: ALL_WEEK, workers: 1 }, 16],
  [{ calls: [call(...MORNING, 60), call(...LUNCH, 45), call(...BED, 45)], days: ALL_WEEK, workers: 2 }, 10],
  [{ calls: [call(...MORNING, 60), call(...LUNCH, 45), call(...BED, 45)], days: ALL_WEEK, workers: 1 }, 20],
  [{ calls: [call(...MORNING, 60), call(...TEA, 45)], days: ALL_WEEK, workers: 1 }, 20],
  [{ calls: [call(...MORNING, 60), call(...TEA, 60)], days: ALL_WEEK, workers: 2 }, 6],
  [{ calls: [call(...MORNING, 60), call(...LUNCH, 60), call(...BED, 60)], days: ALL_WEEK, workers: 2 }, 5],
  [{ calls: [call(...MORNING, 60)], days: ALL_WEEK, workers: 1 }, 10],
  [{ calls: [call(540, 660, 120)], days: [2, 5], workers: 1 }, 4],
]

const USUAL_NEEDS = ['personal-care', 'medicines', 'meals', 'continence', 'dementia', 'company'] as const

/** A weekly pattern; each person's calls start at their own agreed time inside the usual window. */
export function demoPattern(random: Random): PatternVisit[] {
  const shape = random.weighted(SHAPES)
  const medicines = random.chance(0.2)
  return shape.calls.flatMap((each, index) => {
    const earliest = each.earliest + 15 * random.whole(0, Math.floor((each.latest - each.earliest) / 15) - 2)
    const timeCritical = medicines && (index === 0 || index === shape.calls.length - 1)
    return shape.days.map((dayOfWeek) => ({
      dayOfWeek,
      earliestMinute: earliest,
      latestMinute: timeCritical ? earliest : earliest + 30,
      minutes: each.minutes,
      workers: shape.workers,
      timeCritical,
      ...(timeCritical ? { justification: 'Medicines that must be taken at this time' } : {}),
    }))
  })
}

/** Care-worker minutes of a pattern in a week. */
export function patternMinutes(pattern: readonly PatternVisit[]): number {
  return pattern.reduce((sum, visit) => sum + visit.minutes * visit.workers, 0)
}

/**
 * Patterns whose hours sum to exactly `minutes` a week: for the hours waiting in a zone on the report's day.
 * The last one is cut to fit, a call a day or a single call.
 */
export function patternsOf(minutes: number, random: Random): PatternVisit[][] {
  const patterns: PatternVisit[][] = []
  let left = minutes
  for (;;) {
    const pattern = demoPattern(random)
    const size = patternMinutes(pattern)
    if (size > left) break
    patterns.push(pattern)
    left -= size
  }
  // Whatever is left becomes packages of one call a day of at most 90 minutes, the last one's Monday longer by what does not divide.
  while (left > 0) {
    const perDay = Math.min(90, Math.floor(left / 7))
    if (perDay < 15) {
      patterns.push(callsOn([1], left, 0))
      break
    }
    const rest = left - perDay * 7
    const isLast = rest <= 90
    patterns.push(callsOn(ALL_WEEK, perDay, isLast ? rest : 0))
    left = isLast ? 0 : rest
  }
  return patterns
}

function callsOn(days: readonly number[], minutes: number, moreOnMonday: number): PatternVisit[] {
  return days.map((dayOfWeek) => ({ dayOfWeek, earliestMinute: 570, latestMinute: 630, minutes: dayOfWeek === 1 ? minutes + moreOnMonday : minutes, workers: 1, timeCritical: false }))
}

/** An invented person with a package of care. */
export function demoReferral(random: Random, number: number, home: DemoHome, pattern: readonly PatternVisit[], receivedOn: Temporal.PlainDate): NewReferral {
  const gender = random.chance(0.63) ? 'female' : 'male'
  const language = random.chance(0.06) ? [random.pick(LANGUAGES)] : []
  const doubleHanded = pattern.some((visit) => visit.workers === 2)
  const source = random.weighted([['community', 45], ['hospital-discharge', 35], ['reablement-exit', 12], ['change', 8]] as const)
  return {
    person: {
      externalReference: `CASE-${String(200000 + number)}`,
      givenName: random.pick(GIVEN_NAMES[gender]),
      familyName: random.pick(FAMILY_NAMES),
      bornOn: receivedOn.subtract({ years: random.whole(66, 97), days: random.whole(0, 364) }).toString(),
      address: `${String(random.whole(1, 140))} ${random.pick(STREETS)}, ${home.place}`,
      postcode: home.postcode,
      phone: null,
      livesAlone: random.chance(0.55),
      languages: language,
      gender,
    },
    source,
    funder: random.weighted([['council', 92], ['nhs', 5], ['joint', 3]] as const),
    receivedOn: receivedOn.toString(),
    note: null,
    serviceLine: 'core',
    needs: [...random.shuffled(USUAL_NEEDS).slice(0, random.whole(2, 4)), ...(doubleHanded ? (['moving-and-handling'] as const) : [])],
    needsNote: doubleHanded ? 'Transfers with a hoist and two care workers.' : null,
    languages: language,
    genderPreference: random.chance(0.08) ? gender : null,
    startByOn: receivedOn.add({ days: source === 'hospital-discharge' ? random.whole(1, 4) : random.whole(4, 14) }).toString(),
    pattern: [...pattern],
  }
}
