/** A planned visit as matching and judging need it. Seconds since 1970. */
export interface PlannedRow {
  readonly id: number
  readonly placementId: string
  readonly personId: string
  readonly visitOn: string
  readonly startSecond: number
  readonly windowMinutes: number
  readonly minutes: number
  readonly workers: number
  readonly timeCritical: boolean
}

/** The planned visits of one placement as a text of numbers, seven to a visit: its id, its day since 1970, its start, window, minutes, care workers, and 1 where its time is critical. */
export interface PlannedText {
  readonly placementId: string
  readonly personId: string
  readonly visits: string
}

const NUMBERS_A_VISIT = 7

/** The visits that stand in texts, in order of start, then of id. */
export function plannedVisits(texts: readonly PlannedText[], dates: readonly string[]): PlannedRow[] {
  const byDay = datesByDay(dates)
  const visits: PlannedRow[] = []
  const numbers = new Array<number>(NUMBERS_A_VISIT).fill(0)
  for (const { placementId, personId, visits: text } of texts) {
    for (let at = 0; at < text.length; ) {
      for (let place = 0; place < NUMBERS_A_VISIT; place += 1) {
        const end = numberEnd(text, at)
        numbers[place] = numberIn(text, at, end)
        at = end + 1
      }
      const [id = 0, day = 0, startSecond = 0, windowMinutes = 0, minutes = 0, workers = 0, timeCritical = 0] = numbers
      visits.push({ id, placementId, personId, visitOn: byDay.get(day) ?? '', startSecond, windowMinutes, minutes, workers, timeCritical: timeCritical === 1 })
    }
  }
  return visits.sort((a, b) => a.startSecond - b.startSecond || a.id - b.id)
}

function numberEnd(text: string, from: number): number {
  const end = text.indexOf(' ', from)
  return end === -1 ? text.length : end
}

/** The whole number that stands in a text. */
function numberIn(text: string, from: number, to: number): number {
  const isNegative = text.charCodeAt(from) === MINUS
  let value = 0
  for (let at = isNegative ? from + 1 : from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - DIGIT_0
  return isNegative ? -value : value
}

const MINUS = 45
const DIGIT_0 = 48

/** Each date by how many days it is after 1 January 1970. */
function datesByDay(dates: readonly string[]): Map<number, string> {
  return new Map(dates.map((on) => [Temporal.PlainDate.from(on).since('1970-01-01', { largestUnit: 'days' }).days, on]))
}
