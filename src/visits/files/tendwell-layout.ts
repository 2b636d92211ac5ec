import { clockSecond } from '../../platform/files/cell-clock.ts'
import { date } from '../../platform/files/cell-date.ts'
import { moment } from '../../platform/files/cell-instant.ts'
import { decimal, wholeNumber } from '../../platform/files/cell-number.ts'
import { identifier, oneOf, text, yesNo } from '../../platform/files/cell-text.ts'
import { blankableColumn, column, defineLayout, optionalColumn, type ValuesOf } from '../../platform/files/layout.ts'
import { OUTCOMES } from '../terms.ts'
import { CHECK_METHODS, TRAVEL_MODES, VERIFICATIONS } from '../terms/record-details.ts'
import { checkTime } from './check-time.ts'

/** Above this a bigint is no longer a whole number in JavaScript. */
const LARGEST = 9_000_000_000_000_000

/** Our own visit file: docs/files/visit-records.md. */
export const tendwellLayout = defineLayout({
  name: 'visit file',
  columns: {
    visitReference: column('visit_reference', identifier(100)),
    sequence: optionalColumn('sequence', wholeNumber({ max: LARGEST })),
    personReference: column('person_reference', identifier(50)),
    visitDate: column('visit_date', date('yyyy-mm-dd', 'dd/mm/yyyy')),
    plannedVisit: optionalColumn('planned_visit', wholeNumber({ min: 1, max: LARGEST })),
    plannedStart: optionalColumn('planned_start', clockSecond()),
    workerReference: optionalColumn('worker_reference', identifier(50)),
    secondWorker: optionalColumn('second_worker', yesNo()),
    checkIn: blankableColumn('check_in', checkTime()),
    checkInMethod: optionalColumn('check_in_method', oneOf(CHECK_METHODS)),
    checkOut: blankableColumn('check_out', checkTime()),
    checkOutMethod: optionalColumn('check_out_method', oneOf(CHECK_METHODS)),
    outcome: column('outcome', oneOf(OUTCOMES, { 'no access': 'no-access', no_access: 'no-access', 'not required': 'not-required', not_required: 'not-required', canceled: 'cancelled' })),
    noticeHours: optionalColumn('notice_hours', wholeNumber({ max: 8784 })),
    plannedMinutes: optionalColumn('planned_minutes', wholeNumber({ max: 1500 })),
    claimedStart: optionalColumn('claimed_start', clockSecond()),
    claimedMinutes: optionalColumn('claimed_minutes', wholeNumber({ max: 1500 })),
    adjustedIn: optionalColumn('adjusted_in', checkTime()),
    adjustedOut: optionalColumn('adjusted_out', checkTime()),
    adjustedBy: optionalColumn('adjusted_by', text(100)),
    adjustedAt: optionalColumn('adjusted_at', moment()),
    reasonCode: optionalColumn('reason_code', identifier(40)),
    reasonNote: optionalColumn('reason_note', text(500)),
    checkInMetres: optionalColumn('check_in_metres', wholeNumber()),
    checkOutMetres: optionalColumn('check_out_metres', wholeNumber()),
    verification: optionalColumn('verification', oneOf(VERIFICATIONS, { 'not verified': 'none', 'location verified': 'location', 'fully verified': 'full' })),
    travelMinutes: optionalColumn('travel_minutes', wholeNumber({ max: 1500 })),
    travelMiles: optionalColumn('travel_miles', decimal({ min: 0, max: 1000 })),
    travelMode: optionalColumn('travel_mode', oneOf(TRAVEL_MODES, { walking: 'walk', 'on foot': 'walk', bicycle: 'cycle', cycling: 'cycle', bus: 'public-transport', train: 'public-transport', 'electric car': 'electric-car', ev: 'electric-car', 'public transport': 'public-transport' })),
  },
})

export type TendwellRow = ValuesOf<typeof tendwellLayout>
