/** How a table is counted, in the words printed under it. */
export interface Definition {
  readonly title: string
  readonly counts: string
  readonly numerator: string
  readonly denominator: string
  readonly leftOut: string
}

/** One definition for each table of the weekly report; the same words on the page, in print and in the JSON. */
export const DEFINITIONS = {
  awaitingCare: {
    title: 'Awaiting-care list by week',
    counts: 'A case is a package of care that was on the list at the close of at least one day of the week: received by then, and neither placed with a provider nor withdrawn. Its wait runs from the day the referral was received to the day it left the list, or to the last day of the week when it was still there.',
    numerator: 'Days waited, and care-worker hours a week asked for, of the cases in the week.',
    denominator: 'Cases in the week, both funders together.',
    leftOut: 'Packages placed on the day they came in. A case paid jointly counts as the council’s, which commissions it; only what the NHS pays alone is a health case. Who pays is who paid on the last day of the week on which the case was on the list.',
  },
  hoursAwaiting: {
    title: 'Hours waiting by zone',
    counts: 'Care-worker hours a week of the packages on the list at the close of the day, by the zone of the person’s home. A visit by two care workers counts twice.',
    numerator: 'Hours a week waiting in the zone.',
    denominator: 'Hours a week waiting in all zones: the printed total, which is the sum of the rows.',
    leftOut: 'Nothing. Packages whose postcode lies in no zone have a row of their own when there are any.',
  },
  tierShares: {
    title: 'Hours by tier against target',
    counts: 'Care-worker hours a week of the packages in care on the day, by the tier in which the provider was placed.',
    numerator: 'Hours a week of packages held in the tier.',
    denominator: 'Hours a week of packages held in all tiers of the framework. Percents are rounded so that they add up to 100.',
    leftOut: 'Packages waiting, accepted but not started, and ended.',
  },
  ratings: {
    title: 'CQC ratings',
    counts: 'Home care locations of the providers that stand on a framework, by the overall rating last published by the day.',
    numerator: 'Locations with the rating.',
    denominator: 'All home care locations of those providers.',
    leftOut: 'Locations not registered for care in people’s homes. The CQC rates locations, so a provider with two counts twice.',
  },
  visits: {
    title: 'Visits planned, delivered, missed and late by week',
    counts: 'Visits planned in the week and what is known of each by the end of the day of the report. Delivered: at least one care worker came. Missed and late: as the visit rules found them.',
    numerator: 'Visits delivered, or missed; for late, visits that started later than the rules allow.',
    denominator: 'Visits due: planned, less those rightly not made. For late, visits delivered.',
    leftOut: 'Rightly not made: cancelled, no access, refused, in hospital, not required. Visits delivered without a plan are counted apart.',
  },
  pounds: {
    title: 'Pounds by zone',
    counts: 'Lines of the statements of the latest payment run of each framework, by the zone of the package. What the NHS bears is split from each line by who paid on the day of the visit, half a penny up; the council bears the rest.',
    numerator: 'Pounds of the zone’s lines: visits of the period, and corrections of earlier periods.',
    denominator: 'Pounds of all lines, which is what the statements total to the penny.',
    leftOut: 'Payment periods that have not been run.',
  },
  starts: {
    title: 'Time from referral to start of care',
    counts: 'Days from the day the referral was received to the first day of care, for care that started in these weeks, by where the referral came from.',
    numerator: 'Days from referral to start.',
    denominator: 'Packages whose care started in these weeks.',
    leftOut: 'Packages still waiting, accepted but not started, and ended before they began. Hospital discharge stands apart and is left out of “All but hospital discharge”.',
  },
} as const satisfies Record<string, Definition>

/** How the series of weeks is counted. */
export const SERIES_DEFINITION: Definition = {
  title: 'Waiting for care, week by week',
  counts: 'Packages on the awaiting-care list at the close of the last day of each week: received by then, and neither placed with a provider nor withdrawn, as far as that was recorded by the day under “As known on”. Hours are care-worker hours a week: a visit by two counts twice. The funder is who paid on the last day of the week; until the split of a joint package is agreed it is joint all the same. Why a package waits is what its newest search had come to at the end of the week.',
  numerator: 'Packages, or their hours a week, of the funder, zone or cause. For the average wait, the days since the referrals of all that were waiting.',
  denominator: 'All that were waiting at the end of the week.',
  leftOut: 'What came and went within a week is in “Came in”, “Placed” and “Withdrawn” alone. A package that is split is withdrawn and its parts come in; they have waited since the referral. A withdrawal recorded before 22 November 2026 counts as recorded on its own day.',
}
