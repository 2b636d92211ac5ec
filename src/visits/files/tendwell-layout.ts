import { clockSecond } from '../../platform/files/cell-clock.ts'
import { date } from '../../platform/files/cell-date.ts'
import { wholeNumber } from '../../platform/files/cell-number.ts'
import { identifier, oneOf, yesNo } from '../../platform/files/cell-text.ts'
import { blankableColumn, column, defineLayout, optionalColumn, type ValuesOf } from '../../platform/files/layout.ts'
import { CHECK_METHODS, OUTCOMES } from '../terms.ts'
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
  },
})

export type TendwellRow = ValuesOf<typeof tendwellLayout>
