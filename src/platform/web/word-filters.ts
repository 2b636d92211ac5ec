import type nunjucks from 'nunjucks'
import { londonClockMinute, londonDate } from '../../kernel/london.ts'
import { withCommas, wordsForDate, wordsForHours, wordsForPence, wordsForTime } from '../../kernel/words.ts'
import { qrPicture } from '../components/qr-picture.ts'
import type { FieldError } from './form.ts'

/** The house's words for dates, money and hours as template filters. */
export function addWordFilters(environment: nunjucks.Environment): void {
  environment.addFilter('wordsForDate', (on: Temporal.PlainDate | string) => wordsForDate(Temporal.PlainDate.from(on)))
  environment.addFilter('wordsForInstant', wordsForInstant)
  environment.addFilter('wordsForPence', wordsForPence)
  environment.addFilter('wordsForHours', wordsForHours)
  environment.addFilter('wordsForTime', wordsForTime)
  environment.addFilter('withCommas', withCommas)
  environment.addFilter('errorFor', errorFor)
  environment.addFilter('qrPicture', qrPicture)
  // The MoJ timeline asks for this one by name.
  environment.addFilter('mojDate', wordsForInstant)
}

/** An instant on the London clock: 3 March 2026 at 7:30am. */
export function wordsForInstant(at: Temporal.Instant | string): string {
  const instant = Temporal.Instant.from(at)
  return `${wordsForDate(londonDate(instant))} at ${wordsForTime(londonClockMinute(instant))}`
}

/** The `errorMessage` argument of a GOV.UK macro for one field, or nothing. */
function errorFor(errors: readonly FieldError[] | undefined, field: string): { text: string } | undefined {
  const found = errors?.find((error) => error.field === field)
  return found === undefined ? undefined : { text: found.text }
}
