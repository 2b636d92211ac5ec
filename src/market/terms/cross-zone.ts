/** A switch for cross-zone work from a date on. Null is "any"; zones are named as a pair or not at all. */
export interface CrossZoneSwitch {
  /** Zone in which the package lies. */
  readonly zoneId: string | null
  /** Zone whose providers may be asked too. */
  readonly fromZoneId: string | null
  readonly serviceLine: string | null
  readonly fromOn: Temporal.PlainDate
  readonly allowed: boolean
}
