import { z } from 'zod'
import { weekCount, type SeriesWeek } from '../terms/awaiting-series.ts'

const late = z.object({ referrals: z.int(), withdrawals: z.int() })

/** The series as JSON: cells rather than sums, so that any table can be made of them. */
export const seriesDocument = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  knownOn: z.iso.date(),
  weeks: z.array(
    z.object({
      weekOn: z.iso.date(),
      endOn: z.iso.date(),
      counted: weekCount,
      told: z.object({ at: z.string(), digest: z.string(), isIntact: z.boolean(), counted: weekCount, recordedLater: late }).nullable(),
    }),
  ),
})

/** Lays out the series as its document. */
export function seriesDocumentOf(series: { readonly fromOn: Temporal.PlainDate; readonly toOn: Temporal.PlainDate; readonly knownOn: Temporal.PlainDate; readonly weeks: readonly SeriesWeek[] }): z.output<typeof seriesDocument> {
  return {
    from: series.fromOn.toString(),
    to: series.toOn.toString(),
    knownOn: series.knownOn.toString(),
    weeks: series.weeks.map(({ week, count, told }) => ({
      weekOn: week.startOn.toString(),
      endOn: week.endOn.toString(),
      counted: count,
      told: told === null ? null : { at: told.at.toString(), digest: told.digest, isIntact: told.isIntact, counted: told.count, recordedLater: told.late },
    })),
  }
}
