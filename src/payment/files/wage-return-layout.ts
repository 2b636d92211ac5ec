import { date } from '../../platform/files/cell-date.ts'
import { wholeNumber } from '../../platform/files/cell-number.ts'
import { text } from '../../platform/files/cell-text.ts'
import { column, defineLayout, optionalColumn, type ValuesOf } from '../../platform/files/layout.ts'

const figure = wholeNumber({ min: 0, max: 1_000_000_000 })
const day = date('yyyy-mm-dd', 'dd/mm/yyyy')

/** A provider's wages of one period and group a row, in minutes and pence: docs/files/wage-return.md. */
export const wageReturnLayout = defineLayout({
  name: 'wage return',
  columns: {
    fromOn: column('from_date', day),
    toOn: column('to_date', day),
    group: optionalColumn('group', text(80)),
    contact: column('contact_minutes', figure),
    travel: column('travel_minutes', figure),
    waiting: column('waiting_minutes', figure),
    training: column('training_minutes', figure),
    wagesPence: column('wages_pence', figure),
    costsPence: optionalColumn('costs_pence', figure),
    reason: optionalColumn('reason', text(500)),
  },
})
export type WageReturnRow = ValuesOf<typeof wageReturnLayout>
