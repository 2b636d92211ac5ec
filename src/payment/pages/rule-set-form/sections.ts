import type { ChoiceField, Field, NumberField } from './field.ts'

/** A part of the form. */
export interface Section {
  readonly id: string
  readonly title: string
  readonly intro?: string
  readonly fields: readonly Field[]
}

const FIXED: ChoiceField['options'] = [
  ['pay-nothing', 'Pays nothing'],
  ['pay-planned', 'Pays the planned time'],
]

const MODES: ChoiceField['options'] = [
  ['nearest', 'To the nearest, a half up'],
  ['up', 'Up'],
  ['down', 'Down'],
  ['threshold', 'Up from a threshold, down below it'],
]

const LIMITS: ChoiceField['options'] = [
  ['none', 'None'],
  ['minutes', 'Minutes'],
  ['percent', 'Percent of the plan'],
]

function fixed(path: string, label: string): ChoiceField {
  return { kind: 'choice', path, label, options: FIXED }
}

function minutes(path: string, label: string, when?: Field['when']): NumberField {
  return { kind: 'number', path, label, suffix: 'minutes', ...(when === undefined ? {} : { when }) }
}

function percent(path: string, label: string, when?: Field['when']): NumberField {
  return { kind: 'number', path, label, suffix: '%', ...(when === undefined ? {} : { when }) }
}

function group(path: string, label: string, hint: string): ChoiceField {
  return {
    kind: 'switch',
    path,
    label,
    hint,
    options: [
      ['no', 'No such rule'],
      ['yes', 'Yes'],
    ],
  }
}

/** Every setting of a rule set, in the order in which a contract tells them. `layout` and `missed` have one value and are not asked. */
export const SECTIONS: readonly Section[] = [
  {
    id: 'names',
    title: 'Name and source',
    fields: [
      { kind: 'text', path: 'name', label: 'Name' },
      { kind: 'area', path: 'source', label: 'Where the values come from', hint: 'The contract clause, decision or report' },
    ],
  },
  {
    id: 'time',
    title: 'Time that counts',
    fields: [
      { kind: 'choice', path: 'basis', label: 'Basis', hint: 'The minutes that count for a delivered visit', options: [['planned', 'Planned time'], ['actual', 'Actual time'], ['lesser', 'Planned or actual, whichever is less'], ['claimed', 'Time that the provider claims'], ['banded', 'Bands of actual time']] },
      { kind: 'rows', path: 'bands.bands', label: 'Bands', hint: 'From this many minutes on, a visit pays that many. In rising order; below the first band nothing is paid.', columns: [{ name: 'fromMinutes', label: 'From minutes', kind: 'number' }, { name: 'payMinutes', label: 'Pays minutes', kind: 'number' }], when: { path: 'basis', is: 'banded' } },
      { ...minutes('bands.byTheMinuteFrom', 'Actual time is paid from', { path: 'basis', is: 'banded' }), hint: 'Empty: the last band has no end', mayBeEmpty: true },
    ],
  },
  {
    id: 'rounding',
    title: 'Rounding',
    intro: 'Recorded or claimed time alone is rounded. Planned time never is.',
    fields: [
      { kind: 'choice', path: 'rounding.unitMinutes', label: 'To a multiple of', options: [['1', '1 minute: paid to the minute'], ['5', '5 minutes'], ['10', '10 minutes'], ['15', '15 minutes'], ['30', '30 minutes']], isNumber: true },
      { kind: 'choice', path: 'rounding.mode', label: 'Which way', options: MODES },
      minutes('rounding.upFromMinutes', 'Up from this many over a multiple', { path: 'rounding.mode', is: 'threshold' }),
      { kind: 'choice', path: 'rounding.of', label: 'What is rounded', options: [['visit', 'Each care worker’s visit'], ['start-and-end', 'The times in and out'], ['day', 'The person’s day'], ['week', 'The person’s week']] },
    ],
  },
  {
    id: 'limits',
    title: 'Tolerance, caps and minimum',
    fields: [
      { kind: 'choice', path: 'tolerance.kind', label: 'Tolerance', hint: 'Either side of the plan, inside which the plan is paid. The edge is inside.', options: LIMITS },
      minutes('tolerance.minutes', 'Tolerance in minutes', { path: 'tolerance.kind', is: 'minutes' }),
      percent('tolerance.percent', 'Tolerance in percent', { path: 'tolerance.kind', is: 'percent' }),
      { kind: 'choice', path: 'capOverPlan.kind', label: 'Cap on a visit', hint: 'How far above the plan a visit may count', options: LIMITS },
      minutes('capOverPlan.minutes', 'Minutes above the plan', { path: 'capOverPlan.kind', is: 'minutes' }),
      percent('capOverPlan.percent', 'Percent above the plan', { path: 'capOverPlan.kind', is: 'percent' }),
      { kind: 'choice', path: 'weekCap.kind', label: 'Cap on a week', hint: 'How far above the week’s order a person’s week may be paid', options: [['no', 'None'], ['minutes', 'Minutes'], ['percent', 'Percent of the order']] },
      minutes('weekCap.minutes', 'Minutes above the order', { path: 'weekCap.kind', is: 'minutes' }),
      percent('weekCap.percent', 'Percent above the order', { path: 'weekCap.kind', is: 'percent' }),
      { kind: 'choice', path: 'minimum.kind', label: 'Minimum', hint: 'What a delivered visit pays that was shorter', options: [['none', 'None'], ['minutes', 'Minutes']] },
      minutes('minimum.minutes', 'Shorter than', { path: 'minimum.kind', is: 'minutes' }),
      { kind: 'choice', path: 'minimum.below', label: 'A shorter visit', options: [['pay-nothing', 'Pays nothing'], ['pay-minimum', 'Pays the minimum']], when: { path: 'minimum.kind', is: 'minutes' } },
    ],
  },
  {
    id: 'outcomes',
    title: 'Where no care was given',
    intro: 'A missed visit always pays nothing.',
    fields: [
      { kind: 'choice', path: 'cancelled.kind', label: 'Cancelled', options: [...FIXED, ['by-notice', 'Depends on the notice']] },
      { kind: 'number', path: 'cancelled.enoughNoticeHours', label: 'Enough notice', suffix: 'hours', when: { path: 'cancelled.kind', is: 'by-notice' } },
      { ...fixed('cancelled.enough', 'With enough notice'), when: { path: 'cancelled.kind', is: 'by-notice' } },
      { ...fixed('cancelled.short', 'With less'), when: { path: 'cancelled.kind', is: 'by-notice' } },
      { ...fixed('cancelled.unknown', 'Where the notice is not known'), when: { path: 'cancelled.kind', is: 'by-notice' } },
      fixed('noAccess', 'No access'),
      fixed('refused', 'Refused by the person'),
      fixed('hospital', 'In hospital'),
      fixed('notRequired', 'Not required'),
      fixed('noRecord', 'Planned, and no record came'),
      { ...fixed('noTime', 'Delivered, but the time in or out is not known'), hint: 'Not asked when the basis is planned time' },
      { kind: 'choice', path: 'unplanned', label: 'Delivered, but nobody planned it', options: [['pay-nothing', 'Pays nothing'], ['pay-actual', 'Pays the actual time']] },
    ],
  },
  {
    id: 'workers',
    title: 'Care workers',
    fields: [
      fixed('missingWorker', 'A planned care worker without a record, where another’s came'),
      { kind: 'choice', path: 'secondWorker', label: 'Care workers beyond the number planned', options: [['pay-planned-only', 'Are not paid'], ['pay-each', 'Are paid the same way']] },
      { kind: 'choice', path: 'overlap', label: 'A care worker recorded at two visits at once', options: [['no', 'Both are paid'], ['pay-once', 'The time is paid once, at the visit that began first']] },
    ],
  },
  {
    id: 'records',
    title: 'Late and manual records',
    fields: [
      group('lateRecords', 'Records that come late pay less', 'Cut down to whole minutes'),
      { kind: 'number', path: 'lateRecords.afterDays', label: 'Later than', suffix: 'days', when: { path: 'lateRecords', is: 'yes' } },
      percent('lateRecords.percent', 'They pay of their minutes', { path: 'lateRecords', is: 'yes' }),
      group('manual', 'Records typed in by hand, where a provider has too many', 'Counted over a provider’s delivered records of a payment period'),
      percent('manual.overPercent', 'Too many is more than', { path: 'manual', is: 'yes' }),
      { kind: 'choice', path: 'manual.pay', label: 'Such a record then', options: [...FIXED, ['pay-lesser', 'Pays the planned or the actual time, whichever is less']], when: { path: 'manual', is: 'yes' } },
    ],
  },
  {
    id: 'away',
    title: 'Retainer and death',
    fields: [
      group('retainer', 'A place held while the person is in hospital or respite', 'A share of the planned time, on the first days of a stay'),
      { kind: 'number', path: 'retainer.days', label: 'First days paid of a stay', suffix: 'days', when: { path: 'retainer', is: 'yes' } },
      percent('retainer.percent', 'Share of the planned time while away', { path: 'retainer', is: 'yes' }),
      group('death', 'Visits that stood in the plan after the person’s death', 'A share of the planned time, on the first days'),
      { kind: 'number', path: 'death.days', label: 'First days paid after a death', suffix: 'days', when: { path: 'death', is: 'yes' } },
      percent('death.percent', 'Share of the planned time after a death', { path: 'death', is: 'yes' }),
    ],
  },
  {
    id: 'money',
    title: 'Money',
    intro: 'Minutes are paid at the framework’s rates, rounded once to the nearest penny. These change that.',
    fields: [
      { kind: 'rows', path: 'fixedPrices', label: 'Fixed prices of short visits', hint: 'The longest that a care worker’s paid minutes reach; the rest is paid by the hour. Leave empty for none.', columns: [{ name: 'minutes', label: 'Minutes', kind: 'number' }, { name: 'pence', label: 'Price in pounds', kind: 'pounds' }] },
      group('subcontracted', 'Subcontracted visits pay a share of the rate', 'Visits that the provider passed on'),
      percent('subcontracted.percent', 'Share of the rate', { path: 'subcontracted', is: 'yes' }),
      { kind: 'rows', path: 'distanceBands', label: 'The way to a visit', hint: 'From this many metres on, a visit pays more. Leave empty for none.', columns: [{ name: 'fromMetres', label: 'From metres', kind: 'number' }, { name: 'pencePerHour', label: 'More an hour, in pounds', kind: 'pounds' }, { name: 'pencePerVisit', label: 'More a visit, in pounds', kind: 'pounds' }] },
      group('startPremium', 'A premium for a prompt start', 'Paid once, with the first visit of a package'),
      { kind: 'pounds', path: 'startPremium.pence', label: 'Premium', when: { path: 'startPremium', is: 'yes' } },
      { kind: 'number', path: 'startPremium.withinDays', label: 'Begins within', suffix: 'days of the referral', when: { path: 'startPremium', is: 'yes' } },
      { kind: 'choice', path: 'startPremium.urgency', label: 'Referred as', options: [['any', 'Any'], ['emergency', 'Emergency'], ['discharge', 'Discharge'], ['planned', 'Planned']], when: { path: 'startPremium', is: 'yes' } },
      { kind: 'date', path: 'startPremium.fromOn', label: 'From', when: { path: 'startPremium', is: 'yes' } },
      { kind: 'date', path: 'startPremium.toOn', label: 'To', when: { path: 'startPremium', is: 'yes' } },
      group('packagePrice', 'Packages with a price for the week', 'Paid instead of minutes, spread over the week’s planned minutes'),
      { kind: 'choice', path: 'packagePrice.undelivered', label: 'A visit without care', options: [['pay-nothing', 'Does not pay its part'], ['pay', 'Pays its part too']], when: { path: 'packagePrice', is: 'yes' } },
    ],
  },
]
