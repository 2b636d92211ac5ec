import { wordsForDate } from '../../kernel/words.ts'
import { TIER_NAMES } from '../../market/terms.ts'
import { SERVICE_LINE_NAMES } from '../../care/terms.ts'

/** A period: 2 March to 29 March 2026, with the first year only when the two differ. */
export function periodWords(period: { readonly fromOn: Temporal.PlainDate; readonly toOn: Temporal.PlainDate }): string {
  const from = wordsForDate(period.fromOn)
  return `${period.fromOn.year === period.toOn.year ? from.replace(/ \d{4}$/, '') : from} to ${wordsForDate(period.toOn)}`
}

/** A tier's name, whatever the line holds. */
export function tierWords(tier: string | null): string {
  return tier === null ? 'Any tier' : ((TIER_NAMES as Readonly<Record<string, string>>)[tier] ?? tier)
}

/** A service line's name, whatever the line holds. */
export function serviceLineWords(code: string | null): string {
  return code === null ? 'Any service line' : ((SERVICE_LINE_NAMES as Readonly<Record<string, string>>)[code] ?? code)
}
