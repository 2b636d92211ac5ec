import type { InvoicingWay, PaidBy } from '../../terms/invoice.ts'

/** How a provider is paid for a period that begins on a day: by what was recorded last for the latest day up to it; on statement where nothing was. */
export function paidByOn(ways: readonly InvoicingWay[], providerId: string, periodFromOn: Temporal.PlainDate): PaidBy {
  const begun = ways.filter((way) => way.providerId === providerId && Temporal.PlainDate.compare(way.fromOn, periodFromOn) <= 0)
  return begun.toSorted((a, b) => Temporal.PlainDate.compare(b.fromOn, a.fromOn) || Temporal.Instant.compare(b.recordedAt, a.recordedAt))[0]?.paidBy ?? 'statement'
}
