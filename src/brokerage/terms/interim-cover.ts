import type { Pence } from '../../kernel/amounts.ts'

export const INTERIM_COVERS = ['family', 'reablement-team', 'in-house', 'temporary-placement', 'none'] as const
export type InterimCover = (typeof INTERIM_COVERS)[number]
export const INTERIM_COVER_NAMES: Readonly<Record<InterimCover, string>> = {
  family: 'Family',
  'reablement-team': 'Reablement team',
  'in-house': 'In-house team',
  'temporary-placement': 'Temporary placement',
  none: 'None',
}

/** How likely cover is to break down, as whoever records it judges. */
export const COVER_RISKS = ['low', 'medium', 'high'] as const
export type CoverRisk = (typeof COVER_RISKS)[number]
export const COVER_RISK_NAMES: Readonly<Record<CoverRisk, string>> = { low: 'Low', medium: 'Medium', high: 'High' }

/** Who looks after a person while their package waits. */
export interface CoverRecord {
  readonly kind: InterimCover
  readonly note: string | null
  readonly fromOn: Temporal.PlainDate
  /** What it costs the council a week; null when it is not known. */
  readonly weeklyPence: Pence | null
  readonly risk: CoverRisk | null
  readonly riskNote: string | null
  readonly recordedBy: string
}
