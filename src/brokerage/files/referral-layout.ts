import { FUNDERS, NEEDS, REFERRAL_SOURCES, SERVICE_LINES, URGENCIES, type Need } from '../../care/terms.ts'
import { date } from '../../platform/files/cell-date.ts'
import { clockMinute } from '../../platform/files/cell-clock.ts'
import { pounds, wholeNumber } from '../../platform/files/cell-number.ts'
import { cellFault, isCellFault, type CellFault, type CellParser } from '../../platform/files/cell-parser.ts'
import { postcode } from '../../platform/files/cell-postcode.ts'
import { identifier, oneOf, text, yesNo } from '../../platform/files/cell-text.ts'
import { blankableColumn, defineLayout, optionalColumn, type Column, type ValuesOf } from '../../platform/files/layout.ts'
import { referralDays } from '../rules/referral-days.ts'

/**
 * A cell read or refused, with its text. The layout takes every row, even one with a bad cell, because a referral is
 * several rows and is taken or refused whole: the reader must still say to which referral a bad row belongs.
 */
export interface ReadCell<T> {
  readonly text: string
  readonly read: T | CellFault
}

const DAYS_FAULT = cellFault('It does not name days of the week', 'Write Mon-Fri, or "Mon,Wed,Fri" in quotation marks, or every day')
const WORKERS = oneOf(['1', '2'])
const GENDERS = oneOf(['female', 'male'])

/** The layout of a referrals file: one row a visit line, the rows of a referral one under another. See docs/files/referrals.md. */
export const referralLayout = defineLayout({
  name: 'referrals file',
  columns: {
    referralReference: given('referral_reference', identifier()),
    personReference: maybe('person_reference', identifier()),
    givenName: given('given_name', text(100)),
    familyName: given('family_name', text(100)),
    bornOn: maybe('born_on', date('yyyy-mm-dd', 'dd/mm/yyyy'), 'date_of_birth'),
    address: given('address', text(300)),
    postcode: given('postcode', postcode()),
    phone: maybe('phone', text(30), 'telephone'),
    livesAlone: maybe('lives_alone', yesNo()),
    personLanguages: maybe('person_languages', words(text(200))),
    gender: maybe('gender', text(50)),
    source: given('source', oneOf(REFERRAL_SOURCES)),
    urgency: maybe('urgency', oneOf(URGENCIES)),
    funder: given('funder', oneOf(FUNDERS)),
    nhsPercent: maybe('nhs_percent', wholeNumber({ min: 1, max: 99 })),
    contribution: maybe('contribution', pounds({ max: 1_000_000 }), 'contribution_a_week'),
    receivedOn: given('received_on', date('yyyy-mm-dd', 'dd/mm/yyyy')),
    note: maybe('note', text(2000)),
    serviceLine: given('service_line', oneOf(SERVICE_LINES)),
    needs: maybe('needs', needs),
    needsNote: maybe('needs_note', text(2000)),
    languages: maybe('languages', words(text(200)), 'worker_languages'),
    genderPreference: maybe('gender_preference', GENDERS),
    startByOn: given('start_by', date('yyyy-mm-dd', 'dd/mm/yyyy'), 'start_by_on'),
    days: given('days', (cell) => referralDays(cell) ?? DAYS_FAULT),
    band: maybe('band', text(20), 'time_band'),
    earliest: maybe('earliest', clockMinute(), 'earliest_start'),
    latest: maybe('latest', clockMinute(), 'latest_start'),
    minutes: given('minutes', wholeNumber({ min: 5, max: 1440 })),
    workers: maybe('workers', WORKERS, 'care_workers'),
    timeCritical: maybe('time_critical', yesNo()),
    timeReason: maybe('time_reason', text(200)),
  },
})

export type ReferralRow = ValuesOf<typeof referralLayout>

function kept<T>(parse: CellParser<T>): CellParser<ReadCell<T>> {
  return (cell) => ({ text: cell, read: parse(cell) })
}

function given<T>(heading: string, parse: CellParser<T>, ...aliases: string[]): Column<ReadCell<T> | null> {
  return blankableColumn(heading, kept(parse), ...aliases)
}

function maybe<T>(heading: string, parse: CellParser<T>, ...aliases: string[]): Column<ReadCell<T> | null> {
  return optionalColumn(heading, kept(parse), ...aliases)
}

function words(parse: CellParser<string>): CellParser<readonly string[]> {
  return (cell) => {
    const read = parse(cell)
    return isCellFault(read) ? read : listed(read)
  }
}

function needs(cell: string): readonly Need[] | CellFault {
  const asked = listed(cell).map((each) => each.toLowerCase().replace(/\s+/g, '-'))
  const known = NEEDS.filter((need) => asked.includes(need))
  if (asked.every((each) => (NEEDS as readonly string[]).includes(each))) return known
  return cellFault('It names a need that is not in the list', `Write one or more of these with semicolons between: ${NEEDS.join('; ')}`)
}

/** Words between semicolons or commas, without repeats. */
function listed(cell: string): string[] {
  return [...new Set(cell.split(/[;,]/).map((each) => each.trim()).filter((each) => each !== ''))]
}
