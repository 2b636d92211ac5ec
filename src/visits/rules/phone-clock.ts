/** When something happened on a phone, by our clock. */
export interface ClockReading {
  readonly atSecond: number
  /** By how many seconds the phone's clock was behind ours when it sent; negative when ahead. */
  readonly skewSeconds: number
}

/** A difference below this is the way of a message through the network, not a clock that is wrong. Ours. */
const NOISE_SECONDS = 10

/**
 * Corrects a phone's clock by its difference from ours, measured as the event is sent: how long ago it was by the phone's clock is how long
 * ago it was. Nothing happened later than now: an event "later" than its own sending, because the clock was set back between, counts as now.
 * All in milliseconds since 1970, answered in whole seconds.
 */
export function correctedClock(of: { readonly phoneAtMs: number; readonly phoneNowMs: number; readonly serverNowMs: number }): ClockReading {
  const skewMs = of.serverNowMs - of.phoneNowMs
  const isNoise = Math.abs(skewMs) < NOISE_SECONDS * 1000
  const at = Math.min(of.phoneAtMs + (isNoise ? 0 : skewMs), of.serverNowMs)
  return { atSecond: Math.floor(at / 1000), skewSeconds: Math.round(skewMs / 1000) }
}
