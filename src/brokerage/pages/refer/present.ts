import { fundingWords } from '../../../care/public.ts'
import { NEED_NAMES, REFERRAL_SOURCE_NAMES, SERVICE_LINE_NAMES, URGENCY_NAMES, usualUrgency, type NewReferral } from '../../../care/terms.ts'
import { countOf, wordsForDate, wordsForHours } from '../../../kernel/words.ts'

interface SummaryRow {
  readonly key: string
  readonly text: string
  readonly hint?: string
}

/** What a referral says, as the summary cards of its preview. */
export function referralCards(referral: NewReferral, around: { readonly zoneName: string | null; readonly frameworkName: string; readonly moved: string; readonly weekWords: string }): { readonly title: string; readonly rows: readonly SummaryRow[] }[] {
  const { person } = referral
  return [
    {
      title: 'Person',
      rows: [
        { key: 'Name', text: `${person.givenName} ${person.familyName}` },
        { key: 'Date of birth', text: person.bornOn === null ? 'Not given' : dateWords(person.bornOn) },
        { key: 'Address', text: `${person.address}, ${person.postcode}` },
        { key: 'Zone', text: around.zoneName ?? 'No zone' },
        { key: 'Telephone', text: person.phone ?? 'Not given' },
        { key: 'Lives alone', text: person.livesAlone === null ? 'Not known' : person.livesAlone ? 'Yes' : 'No' },
        { key: 'Gender', text: person.gender ?? 'Not given' },
        { key: 'Languages', text: person.languages.join(', ') || 'Not given' },
        { key: 'Reference in the case system', text: person.externalReference ?? 'Not given' },
      ],
    },
    {
      title: 'Referral',
      rows: [
        { key: 'Source', text: REFERRAL_SOURCE_NAMES[referral.source] },
        { key: 'Urgency', text: URGENCY_NAMES[referral.urgency ?? usualUrgency(referral.source)] },
        { key: 'Who pays', text: fundingWords({ funder: referral.funder, nhsPercent: referral.nhsPercent ?? null, contributionPence: referral.contributionPence ?? null }) },
        { key: 'Received', text: dateWords(referral.receivedOn) },
        { key: 'Care needed by', text: dateWords(referral.startByOn) },
        { key: 'Framework', text: around.frameworkName, ...(around.moved === '' ? {} : { hint: around.moved }) },
        { key: 'Note for the council', text: referral.note ?? 'None' },
      ],
    },
    {
      title: 'Care',
      rows: [
        { key: 'Service line', text: SERVICE_LINE_NAMES[referral.serviceLine] },
        { key: 'Needs', text: referral.needs.map((need) => NEED_NAMES[need]).join(', ') || 'In words only' },
        { key: 'Needs in words', text: referral.needsNote ?? 'None' },
        { key: 'Care worker', text: referral.genderPreference === null ? 'No preference' : `${referral.genderPreference === 'female' ? 'Woman' : 'Man'} asked for` },
        { key: 'Care worker speaks', text: referral.languages.join(', ') || 'No language asked for' },
        { key: 'Each week', text: around.weekWords },
      ],
    },
  ]
}

/** A week in one line: 21 visits, 10.5 hours of care. */
export function weekWords(visits: number, minutes: number): string {
  return `${countOf(visits, 'visit')}, ${wordsForHours(minutes)} of care`
}

function dateWords(date: string): string {
  return wordsForDate(Temporal.PlainDate.from(date))
}
