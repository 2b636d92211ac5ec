import { londonDate, londonInstant } from '../../kernel/london.ts'
import type { WaitingCase } from '../terms.ts'
import type { WaitRecord } from '../terms/awaiting-series.ts'

/**
 * A package's wait as it was known before an instant: null when it had not been recorded by then; a placement, withdrawal or
 * change of payer recorded later is not seen, however early the day it was given. The one place where "as known then" is decided.
 */
export function knownCase(record: WaitRecord, before: Temporal.Instant): WaitingCase | null {
  if (!isBefore(record.recordedAt, before)) return null
  const { placedAt, withdrawnOn } = record
  const isWithdrawalKnown = withdrawnOn !== null && isBefore(record.withdrawnAt ?? londonInstant(withdrawnOn, 0), before)
  return {
    zoneId: record.zoneId,
    funder: record.funder,
    payerChanges: record.payerChanges.filter((change) => isBefore(change.recordedAt, before)),
    receivedOn: record.receivedOn,
    listedOn: record.listedOn,
    placedOn: placedAt !== null && isBefore(placedAt, before) ? londonDate(placedAt) : null,
    withdrawnOn: isWithdrawalKnown ? withdrawnOn : null,
    weeklyMinutes: record.weeklyMinutes,
  }
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0
}
