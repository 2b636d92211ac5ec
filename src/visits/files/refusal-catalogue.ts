import type { Refusal } from '../../platform/files/import-outcome.ts'

/** A kind of refusal: what causes it, what mends it, and what to ask the supplier of the software that made the file. */
export interface RefusalKind {
  readonly code: string
  /** The reasons of this kind, as refusals say them. */
  readonly reason: RegExp
  readonly title: string
  readonly cause: string
  readonly fix: string
  readonly question: string
}

const kind = (code: string, reason: RegExp, title: string, cause: string, fix: string, question: string): RefusalKind => ({ code, reason, title, cause, fix, question })

/** Every kind of refusal of visit records. The first whose reason fits is the kind of a refusal. */
export const REFUSAL_KINDS: readonly RefusalKind[] = [
  kind('clock-skipped', /did not exist: the clocks went forward/, 'A time that did not exist', 'The clocks went forward that night, and the time lies in the hour that was left out.', 'Write the time with its offset from UTC, or correct it.', 'Does the export write times with their offset from UTC?'),
  kind('empty-cell', /^The cell is empty/, 'A needed cell is empty', 'A column that every row fills has nothing in this row.', 'Fill it in.', 'Can this field be made required when a visit is entered?'),
  kind('date', /not a date written|There is no such (day|month)|The year|day and the month are in the wrong order/, 'A date that cannot be read', 'The date is in another order, has two digits for the year, or is in no calendar.', 'Write it like 2026-03-02.', 'In which format does the export write dates, and can it be year-month-day?'),
  kind('time', /not a clock time|not a date and time|no such hour|24:00|written with am or pm|not a duration|duration has no seconds/, 'A time that cannot be read', 'The time is no time of the 24-hour clock, or a duration lacks its seconds.', 'Write 07:30, 07:30:15, or 2026-03-02T07:30.', 'Does the export write times as 24-hour text, not as spreadsheet numbers?'),
  kind('number', /not a (whole )?number|number is outside/, 'A number that cannot be taken', 'The cell is no number, or one that cannot be right here.', 'Write digits within the limits that the refusal names.', 'In which unit does the export write this field?'),
  kind('word', /not one of the accepted values|neither yes nor no/, 'A word that is not known', 'Your system uses other words than the layout.', 'Write one of the words that the refusal names, or send the file through a mapping, where your words are translated once.', 'Which values can this field have, and what does each mean?'),
  kind('reference', /looks like a spreadsheet formula|spreadsheet error|shortened this reference|line break or control/, 'A reference spoilt on the way', 'A spreadsheet has turned the reference into a formula, an error or a shortened number.', 'Export again and send the file without opening it in a spreadsheet.', 'Can the export be sent to us without passing through a spreadsheet?'),
  kind('too-long', /longer than .* characters|too long/, 'A cell or row that is too long', 'The text is longer than its column allows, or a quotation mark is missing.', 'Shorten it, or close the quotation mark.', 'Does the export put quotation marks around text with commas?'),
  kind('row-shape', /The row has .* cells?|never closed|closing quotation mark/, 'A row that cannot be cut into cells', 'Commas or quotation marks inside a cell are not escaped.', 'Put quotation marks around cells that hold commas.', 'Does the export follow RFC 4180?'),
  kind('visit-in-future', /visit is in the future|check-in is in the future|check-out is in the future/, 'A visit that is yet to come', 'The record was sent before the visit, or a clock is wrong.', 'Send it after the visit.', 'Does the export leave out visits that have not been made?'),
  kind('visit-too-old', /more than two years ago/, 'A visit of long ago', 'The year is most likely typed wrong.', 'Correct the year, or tell the council.', 'Can the export be limited to dates?'),
  kind('wrong-day', /check-in is not on the visit’s date/, 'A check-in on another day', 'The date of the visit and of its check-in are more than half a day apart.', 'Correct one of the two.', 'Which date does the export write for a visit that crosses midnight?'),
  kind('out-before-in', /check-out is before the check-in/, 'A check-out before the check-in', 'The two times are exchanged, or the date of the check-out is wrong.', 'Exchange or correct them.', 'Does the export write the date of the check-out?'),
  kind('visit-too-long', /longer than 25 hours/, 'A visit of more than 25 hours', 'The check-out belongs to another visit or has the wrong date.', 'Correct the date of the check-out.', 'How does the system close a visit that nobody checked out of?'),
  kind('call-missing', /no check-in or no check-out|without the other/, 'A call or time is missing', 'A care worker did not check in or out.', 'Write the adjusted times with a reason code, or enter the time with the method manual.', 'Does the export hold times that were adjusted at the office?'),
  kind('reason-missing', /adjusted without a reason|no note says which/, 'An adjustment without its reason', 'Adjusted times need a reason code, and the code "other" a note.', 'Write the reason code, and the note for "other".', 'Does the system ask for a reason when a time is changed?'),
  kind('reason-unknown', /reason code is not known/, 'A reason code that is not on the list', 'The code is neither published nor added by the council.', 'Use a code of the list, or ask the council to add yours.', 'Which reason codes does the system use, and what does each mean?'),
  kind('contradiction', /came before with other content/, 'The same sequence with other content', 'A correction was sent under the number of the version that it corrects.', 'Send it with a higher sequence.', 'Does every change of a visit raise its sequence in the export?'),
  kind('worker-unknown', /care worker is not known/, 'A care worker who was not told', 'A batch names a care worker of whom the program has not told.', 'Send care workers first, then visits.', 'Does the interface send care workers before visits?'),
  kind('json-shape', /of another kind than the layout says/, 'A value of the wrong kind', 'The JSON has text where a number is needed, or a field is missing.', 'Check the file against the JSON Schema.', 'Is the export tested against our JSON Schema?'),
  kind('person-unknown', /No person of yours/, 'A person who is not yours', 'No person placed with you has this reference.', 'Use the reference that Tendwell shows you.', 'Where is the council’s reference of a person kept in the system?'),
  kind('workbook-cell', /spreadsheet error|formula without its result/, 'A workbook cell without a value', 'A formula has an error, or was never calculated.', 'Let the spreadsheet calculate, save it and send it again.', 'Does the export write values instead of formulas?'),
  kind('xml-several', /element is there more than once in one row/, 'An element several times in one visit', 'Two care workers, or two calls, stand inside one visit, and one row holds one value of each.', 'Say on the page Visit files that the inner element, one care worker’s part of the visit, is a row.', 'Can the export write one element for each care worker at each visit?'),
  kind('xml-unknown', /XML are not known yet|read through a mapping/, 'XML whose elements are not known', 'Every system names its elements itself, and yours have not been told yet.', 'Send the file on the page Visit files, and say once what they mean.', 'Do the names of the elements ever change from one version to the next?'),
  kind('xml-not-read', /XML is not well formed|The XML (declares|is written|has more)|elements of the XML stand|no XML in the file|element of the XML holds|200 kinds of value/, 'XML that is not read', 'It is damaged, declares a document type, or is no export of visits.', 'Let the system export it again, in UTF-8 and without a document type.', 'Is the export well-formed XML in UTF-8, without a DOCTYPE?'),
  kind('columns', /no column|more than once|no header|line of headings|columns of this workbook|No sheet/, 'The headings are not understood', 'A column that is needed is missing or there twice, or the headings are not on the first line.', 'Correct the headings, or send the file through a mapping.', 'Are the headings of the export always the same?'),
  kind('not-readable', /./, 'A file that cannot be read', 'The file is empty, damaged, of another kind, or too large.', 'Export it again, and send it as CSV, JSON, XML or .xlsx.', 'In which formats can the system export?'),
]

/** A refusal with the code of its kind. */
export function withCode(refusal: Refusal): Refusal & { readonly code: string } {
  return { ...refusal, code: refusal.code ?? REFUSAL_KINDS.find((each) => each.reason.test(refusal.reason))?.code ?? 'not-readable' }
}
