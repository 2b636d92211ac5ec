/** What a planned visit adds to: counts, and minutes where the name says so. Columns of `visits.kpi_visit` carry the same names. */
export const VISIT_MEASURES = [
  'planned', 'cancelled', 'hospital', 'not_required', 'refused', 'no_access', 'unrecorded', 'missed', 'made', 'timed', 'untimed', 'on_time', 'critical_timed', 'critical_on_time',
  'due_minutes', 'counted_minutes', 'over_minutes', 'measured', 'unmeasured', 'under_30', 'under_30_agreed',
] as const
/** What a care worker's record adds to. Columns of `visits.kpi_record` carry the same names. */
export const RECORD_MEASURES = [
  'worked', 'not_worked', 'unallocated', 'electronic', 'by_hand', 'method_unknown', 'with_travel', 'without_travel', 'travel_minutes', 'travel_and_contact_minutes',
  'with_miles', 'without_miles', 'mile_hundredths', 'miles_contact_minutes', 'with_mode', 'without_mode', 'walked', 'cycled', 'electric',
] as const
/** What the care workers of one placement in a whole period add to; weeks of it do not add up to it, because the same care worker comes in several. */
export const CONTINUITY_MEASURES = ['people', 'workers', 'worker_visits', 'top_visits', 'nameless'] as const

type VisitMeasure = (typeof VISIT_MEASURES)[number]
type RecordMeasure = (typeof RECORD_MEASURES)[number]
/** `due` is made and missed together. */
export type Measure = VisitMeasure | RecordMeasure | (typeof CONTINUITY_MEASURES)[number] | 'due'
export type Measures = Readonly<Partial<Record<Measure, number>>>

/** Those that are stored or counted; `due` follows from them. */
export const MEASURES: readonly Exclude<Measure, 'due'>[] = [...VISIT_MEASURES, ...RECORD_MEASURES, ...CONTINUITY_MEASURES]

/** What is counted: planned visits, care workers' records, or the care workers of a placement. */
export type KpiOf = 'visit' | 'record' | 'placement'

/** A KPI: one measure over another, what is left out of both, what it says and where the definition comes from. */
export interface KpiDefinition {
  readonly key: string
  readonly name: string
  readonly of: KpiOf
  /** share: percent, 0 to 100. average: how many a unit. miles: miles an hour of contact. */
  readonly unit: 'share' | 'average' | 'miles'
  readonly numerator: Measure
  readonly numeratorWords: string
  readonly denominator: Measure
  readonly denominatorWords: string
  readonly excluded: readonly Measure[]
  /** True when more is better, false when less is; undefined when neither is. */
  readonly isMoreBetter?: boolean
  readonly says: string
  readonly source: string
}

/** What is left out, in words. */
export const EXCLUSION_WORDS: Readonly<Partial<Record<Measure, string>>> = {
  cancelled: 'cancelled',
  hospital: 'in hospital',
  not_required: 'not required',
  refused: 'refused by the person',
  no_access: 'no access',
  unrecorded: 'without any record, not known to be missed',
  missed: 'missed',
  untimed: 'made, start not known',
  unmeasured: 'made, length not known',
  over_minutes: 'minutes beyond plan',
  not_worked: 'records of visits not made',
  unallocated: 'records without a placement',
  without_travel: 'without a travel time',
  without_miles: 'without a mileage',
  without_mode: 'without a way of travel',
  nameless: 'records that name no care worker',
}

/** Measured values of one KPI; `value` is null when there is nothing to measure by. */
export interface KpiValue {
  readonly key: string
  readonly value: number | null
  readonly numerator: number
  readonly denominator: number
  readonly excluded: readonly { readonly measure: Measure; readonly count: number }[]
}

/** By what KPIs are compared. */
export const KPI_GROUPS = ['provider', 'zone', 'line'] as const
export type KpiGroup = (typeof KPI_GROUPS)[number]
export const KPI_STEPS = ['week', 'month'] as const
export type KpiStep = (typeof KPI_STEPS)[number]
