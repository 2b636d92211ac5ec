import { SERVICE_LINES, URGENCIES } from '../../care/terms.ts'
import { clockMinute } from '../../platform/files/cell-clock.ts'
import { date } from '../../platform/files/cell-date.ts'
import { pounds, wholeNumber } from '../../platform/files/cell-number.ts'
import { identifier, oneOf, text, yesNo } from '../../platform/files/cell-text.ts'
import { column, defineLayout, optionalColumn, type ValuesOf } from '../../platform/files/layout.ts'
import { OUTCOMES } from '../../visits/terms.ts'

/** Why a visit of the file is held: its size is paid by a share, or it counts as cancelled. */
const AWAY = ['hospital', 'respite', 'holiday', 'death'] as const

const minutes = wholeNumber({ max: 1440 })

/** Visits to be priced, one row a care worker's record: docs/files/pricing.md. */
export const pricedVisitsLayout = defineLayout({
  name: 'file of visits to price',
  columns: {
    visit: column('visit', identifier(100)),
    provider: column('provider', text(100)),
    placement: column('placement', identifier(100), 'person'),
    visitOn: column('visit_date', date('yyyy-mm-dd', 'dd/mm/yyyy')),
    zone: optionalColumn('zone', text(100)),
    serviceLine: optionalColumn('service_line', oneOf(SERVICE_LINES)),
    tier: optionalColumn('tier', identifier()),
    plannedStart: optionalColumn('planned_start', clockMinute()),
    plannedMinutes: optionalColumn('planned_minutes', wholeNumber({ min: 1, max: 1440 })),
    plannedWorkers: optionalColumn('planned_workers', wholeNumber({ min: 1, max: 4 })),
    outcome: optionalColumn('outcome', oneOf(OUTCOMES)),
    checkIn: optionalColumn('check_in', clockMinute()),
    checkOut: optionalColumn('check_out', clockMinute()),
    minutes: optionalColumn('minutes', minutes),
    claimedMinutes: optionalColumn('claimed_minutes', minutes),
    manual: optionalColumn('manual', yesNo()),
    worker: optionalColumn('worker', identifier(100), 'worker_reference'),
    secondWorker: optionalColumn('second_worker', yesNo()),
    noticeHours: optionalColumn('notice_hours', wholeNumber({ max: 8784 })),
    receivedOn: optionalColumn('received_on', date('yyyy-mm-dd', 'dd/mm/yyyy')),
    subcontracted: optionalColumn('subcontracted', yesNo()),
    distanceMetres: optionalColumn('distance_metres', wholeNumber({ max: 500_000 })),
    referredOn: optionalColumn('referred_on', date('yyyy-mm-dd', 'dd/mm/yyyy')),
    urgency: optionalColumn('urgency', oneOf(URGENCIES)),
    orderMinutes: optionalColumn('order_minutes', wholeNumber({ max: 40_320 })),
    weekPrice: optionalColumn('week_price', pounds()),
    away: optionalColumn('away', oneOf(AWAY)),
    awayDay: optionalColumn('away_day', wholeNumber({ min: 1, max: 400 })),
  },
})

export type PricedVisitRow = ValuesOf<typeof pricedVisitsLayout>
