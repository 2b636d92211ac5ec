/** Where a guarantee of hours stands on a day. */
export type GuaranteeStatus = 'in-force' | 'to-come' | 'replaced' | 'ended'

/** A guarantee, as far as its status asks. */
export interface GuaranteeFacts {
  readonly zoneId: string
  readonly providerId: string
  readonly fromOn: Temporal.PlainDate
  readonly weeklyMinutes: number
}

/** A guarantee holds from its day until the next of the same provider and zone; one of no hours ends those before it. */
export function guaranteeStatus(guarantee: GuaranteeFacts, all: readonly GuaranteeFacts[], today: Temporal.PlainDate): GuaranteeStatus {
  if (Temporal.PlainDate.compare(guarantee.fromOn, today) > 0) return 'to-come'
  const isReplaced = all.some((other) => other.zoneId === guarantee.zoneId && other.providerId === guarantee.providerId && Temporal.PlainDate.compare(other.fromOn, guarantee.fromOn) > 0 && Temporal.PlainDate.compare(other.fromOn, today) <= 0)
  if (isReplaced) return 'replaced'
  return guarantee.weeklyMinutes === 0 ? 'ended' : 'in-force'
}
