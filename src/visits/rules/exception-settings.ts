import type { Minutes } from '../../kernel/amounts.ts'

/** A threshold with where it comes from. */
interface Threshold {
  readonly minutes: Minutes
  readonly source: string
}

/** When a departure from plan counts as an exception. Data: a council puts its own contract's numbers here. */
export interface ExceptionSettings {
  /** Kept with every exception that was found under these settings. */
  readonly version: string
  /** Start this many minutes from plan, or fewer, is on time. */
  readonly onTime: { readonly timeCritical: Threshold; readonly other: Threshold }
  /** Shorter than this share of plan is short. */
  readonly leastPercent: { readonly percent: number; readonly source: string }
  /** More than this many minutes over plan is long. */
  readonly over: Threshold
  /** This many whole minutes in two places at once, or more, is an overlap. */
  readonly overlap: Threshold
}

const OURS = 'The demonstration council’s setting; no published rule was found'

/** The settings in force. */
export const EXCEPTION_SETTINGS: ExceptionSettings = {
  version: 'exceptions-1',
  onTime: {
    timeCritical: { minutes: 30, source: 'Essex Live at Home framework 2025, KPI 3: within 30 minutes of planned, both ends included' },
    other: { minutes: 45, source: OURS },
  },
  leastPercent: { percent: 80, source: OURS },
  over: { minutes: 15, source: OURS },
  overlap: { minutes: 2, source: OURS },
}
