import { SERVICE_LINES } from '../../care/terms.ts'
import type { RateFact } from '../../market/public.ts'
import { DAY_CATEGORIES } from '../../market/terms/rate-times.ts'
import { clockMinute } from '../../platform/files/cell-clock.ts'
import { date } from '../../platform/files/cell-date.ts'
import { pounds } from '../../platform/files/cell-number.ts'
import { identifier, oneOf, text } from '../../platform/files/cell-text.ts'
import type { FileRefusal, Refusal } from '../../platform/files/import-outcome.ts'
import { column, defineLayout, optionalColumn } from '../../platform/files/layout.ts'
import { readWholeTable } from '../../platform/files/read-table.ts'

/** Rates by which visits of a file are priced: docs/files/pricing.md. An empty place, day or time means any. */
const ratesLayout = defineLayout({
  name: 'rates file',
  columns: {
    fromOn: column('from_date', date('yyyy-mm-dd', 'dd/mm/yyyy')),
    zone: optionalColumn('zone', text(100)),
    serviceLine: optionalColumn('service_line', oneOf(SERVICE_LINES)),
    tier: optionalColumn('tier', identifier()),
    day: optionalColumn('day', oneOf(DAY_CATEGORIES)),
    fromTime: optionalColumn('from_time', clockMinute()),
    toTime: optionalColumn('to_time', clockMinute()),
    pencePerHour: column('rate', pounds({ min: 1, max: 50_000 }), 'pounds_per_hour'),
  },
})

/** Rates read from a file, or everything that is wrong with it. */
export function readRatesFile(bytes: Uint8Array): { readonly ok: true; readonly rates: readonly RateFact[]; readonly notes: readonly string[] } | FileRefusal {
  const table = readWholeTable(bytes, ratesLayout)
  if (!table.ok) return table
  const refusals: Refusal[] = [...table.refusals]
  const rates = table.rows.map(({ row, values }): RateFact => {
    const { fromTime, toTime } = values
    if ((fromTime === null) !== (toTime === null)) refusals.push({ row, column: fromTime === null ? 'from_time' : 'to_time', value: null, reason: 'A time band has a beginning and an end', fix: 'Fill in both times or neither' })
    if (fromTime !== null && fromTime === toTime) refusals.push({ row, column: 'to_time', value: null, reason: 'A time band begins and ends at different times', fix: 'Correct one of the two; leave both empty for any time' })
    return { id: `row ${String(row)}`, zoneId: values.zone, serviceLine: values.serviceLine, tier: values.tier, dayCategory: values.day, timeBand: fromTime === null || toTime === null ? null : { fromMinute: fromTime, toMinute: toTime }, fromOn: values.fromOn, pencePerHour: values.pencePerHour }
  })
  return refusals.length > 0 ? { ok: false, refusals, notes: table.notes } : { ok: true, rates, notes: table.notes }
}
