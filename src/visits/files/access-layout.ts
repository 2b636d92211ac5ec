import { clockSecond, durationSeconds } from '../../platform/files/cell-clock.ts'
import { date } from '../../platform/files/cell-date.ts'
import { moment } from '../../platform/files/cell-instant.ts'
import { identifier, text, yesNo } from '../../platform/files/cell-text.ts'
import { column, defineLayout, optionalColumn, type ValuesOf } from '../../platform/files/layout.ts'

const ignored = text(32_767)

/**
 * The CSV of the Access provider portal, as far as it is public: 19 of its 24 headings. Columns beyond them are passed
 * over with a note. What the council does not use here (names, contributions, amounts) is read past and kept nowhere.
 */
export const accessLayout = defineLayout({
  name: 'Access provider-portal file',
  columns: {
    fileReference: column('FileReference', identifier(100)),
    description: optionalColumn('Description', ignored),
    created: column('Created', moment()),
    providerRef: optionalColumn('ProviderRef', ignored),
    contractNumber: optionalColumn('ContractNumber', ignored),
    serviceUserRef: column('ServiceUserRef', identifier(50)),
    serviceUserDetails: optionalColumn('ServiceUserDetails', ignored),
    weekEnding: optionalColumn('WeekEnding', ignored),
    ourRef: optionalColumn('OurRef', ignored),
    serviceUserContribution: optionalColumn('ServiceUserContribution', ignored),
    paymentClaimed: optionalColumn('PaymentClaimed', ignored),
    serviceType: optionalColumn('ServiceType', ignored),
    visitDate: column('VisitDate', date('dd/mm/yyyy', 'yyyy-mm-dd')),
    startTimeClaimed: column('StartTimeClaimed', clockSecond()),
    durationClaimed: column('DurationClaimed', durationSeconds()),
    actualStartTime: column('ActualStartTime', clockSecond()),
    actualDuration: column('ActualDuration', durationSeconds()),
    secondaryVisit: column('SecondaryVisit', yesNo()),
    numberOfCarers: optionalColumn('NumberOfCarers', ignored),
  },
})

export type AccessRow = ValuesOf<typeof accessLayout>
