export const TIMELINE_KINDS = ['referral', 'offer', 'placement', 'visits', 'exception'] as const
export type TimelineKind = (typeof TIMELINE_KINDS)[number]
export const TIMELINE_KIND_NAMES: Readonly<Record<TimelineKind, string>> = {
  referral: 'Referrals',
  offer: 'Offers',
  placement: 'Placements',
  visits: 'Visits by week',
  exception: 'Exceptions',
}

/** One thing that happened to a person's care. */
export interface TimelineItem {
  readonly kind: TimelineKind
  readonly at: Temporal.Instant
  /** True when only the date is known; `at` is then midnight. */
  readonly dateOnly: boolean
  readonly title: string
  readonly text: string
  readonly by: string | undefined
  readonly href: string | undefined
}
