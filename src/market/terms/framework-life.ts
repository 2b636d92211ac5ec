/** How a framework was procured; with the date it decides how long the framework may run. */
export const PROCUREMENT_ROUTES = ['light-touch', 'framework', 'open-framework'] as const
export type ProcurementRoute = (typeof PROCUREMENT_ROUTES)[number]
export const PROCUREMENT_ROUTE_NAMES: Readonly<Record<ProcurementRoute, string>> = { 'light-touch': 'Light touch', framework: 'Framework under the ordinary rules', 'open-framework': 'Open framework' }

/** An extension a framework was let with, and the day to which it put off the end once it was used. */
export interface Extension {
  readonly position: number
  readonly months: number
  readonly used: { readonly fromEndsOn: Temporal.PlainDate; readonly toEndsOn: Temporal.PlainDate; readonly reason: string; readonly usedAt: Temporal.Instant; readonly usedBy: string } | null
}

/** A service line that a framework buys, with the zone set whose zones apply to it. */
export interface FrameworkLine {
  readonly serviceLine: string
  readonly zoneSet: string
}

/** What a framework was let with besides its contract model. */
export interface FrameworkLife {
  /** Last day as let, before any extension. */
  readonly firstEndsOn: Temporal.PlainDate
  readonly extensions: readonly Extension[]
  readonly noticeDays: number | null
  readonly procurementBeganOn: Temporal.PlainDate | null
  readonly procurementRoute: ProcurementRoute | null
  readonly longTermReason: string | null
  /** The service lines it buys; empty when it buys all of them over its general zones. */
  readonly lines: readonly FrameworkLine[]
}
