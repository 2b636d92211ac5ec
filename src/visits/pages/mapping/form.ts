import type { OwnTable } from '../../../platform/files/own-table.ts'
import { listOf, textOf } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { MAPPABLE_HEADINGS } from '../../files/map-row.ts'
import { isXmlTable } from '../../files/own-columns.ts'
import { placeHeading } from '../../files/read-own-xml.ts'
import { guessColumns, guessPaths } from '../../rules/guess-columns.ts'
import { guessWord } from '../../rules/guess-words.ts'
import { ownMoment } from '../../rules/own-moment.ts'
import { headingOf, isFromAround, isVisitAround } from '../../rules/row-element.ts'
import { MAPPED_DATE_FORMATS, MAPPED_ZONES, WORDED, type MappingDocument } from '../../terms/mapping.ts'

const MOST_WORDS = 30
/** Whether a care worker's place in a visit makes them a second one. */
const PLACE_WORDS = { '1': 'no', '2': 'yes', '3': 'yes', '4': 'yes', '5': 'yes', '6': 'yes' }

/** The words of a table in a column, each once, most frequent first. */
export function wordsIn(table: OwnTable, place: number): string[] {
  const counts = new Map<string, number>()
  for (const { cells } of table.rows) {
    const word = (cells[place] ?? '').trim().toLowerCase()
    if (word !== '' && word.length <= 100) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_WORDS).map(([word]) => word)
}

/** The mapping to begin with: columns guessed from their headings, a date and time also for the date of the visit, day first, London. */
export function firstMapping(table: OwnTable): MappingDocument {
  const guessed = isXmlTable(table) ? guessPaths(table.headings, headingOf(table.element, table.element.split('/')[0] ?? '')) : guessColumns(table.headings)
  const columns: Record<string, number> = Object.fromEntries(guessed)
  const place = placeIn(table)
  if (place !== undefined && isXmlTable(table) && isVisitAround(table.element, table.headings, columns)) columns['second_worker'] ??= place
  const dated = [columns['planned_start'], columns['check_in']].find((column) => column !== undefined && ownMoment(firstValue(table, column), 'dd/mm/yyyy')?.date != null)
  if (dated !== undefined) columns['visit_date'] ??= dated
  return { columns, constants: {}, dateFormat: 'dd/mm/yyyy', zone: 'london', words: {}, ...placesOf(table, columns) }
}

/** Each word with what it most likely means, where that is known and not the word itself. */
function proposedWords(heading: string, theirs: readonly string[]): [string, string][] {
  return theirs.flatMap((word): [string, string][] => {
    const ours = guessWord(heading, word)
    return ours === undefined || ours === word || !(WORDED[heading] ?? []).includes(ours) ? [] : [[word, ours]]
  })
}

/** What follows where a care worker's element stands in a visit's: the first is the first care worker, the others are second, and their references of the visit are told apart by their place. */
function placesOf(table: OwnTable, columns: Readonly<Record<string, number>>): Pick<MappingDocument, 'placeColumn'> {
  const place = placeIn(table)
  return place !== undefined && isXmlTable(table) && isFromAround(table.element, table.headings, columns['visit_reference']) ? { placeColumn: place } : {}
}

function firstValue(table: OwnTable, column: number): string {
  return table.rows.find(({ cells }) => (cells[column] ?? '') !== '')?.cells[column] ?? ''
}

function placeIn(table: OwnTable): number | undefined {
  if (!isXmlTable(table)) return undefined
  const at = table.headings.indexOf(placeHeading(table.element, table.element.split('/')[0] ?? '') ?? '')
  return at === -1 ? undefined : at
}

/**
 * The mapping that the form says. Words come in the order in which the page listed them; those that it has not listed yet are given the meaning that is proposed for them,
 * unless the mapping is to be saved (`isSave`): nobody has seen them then.
 */
export function mappingOf(body: FormBody, table: OwnTable, isSave: boolean): MappingDocument {
  const columns: Record<string, number> = {}
  const constants: Record<string, string> = {}
  const words: Record<string, Record<string, string>> = {}
  for (const heading of MAPPABLE_HEADINGS) {
    const chosen = textOf(body, `column-${heading}`)
    if (/^\d{1,3}$/.test(chosen) && Number(chosen) < table.headings.length) columns[heading] = Number(chosen)
    else if (chosen.startsWith('=') && (WORDED[heading] ?? []).includes(chosen.slice(1))) constants[heading] = chosen.slice(1)
    const theirs = listOf(body, `theirs-${heading}`)
    const ours = listOf(body, `ours-${heading}`)
    const pairs = theirs.flatMap((word, at): [string, string][] => ((WORDED[heading] ?? []).includes(ours[at] ?? '') ? [[word, ours[at] ?? '']] : []))
    if (!isSave && columns[heading] !== undefined) pairs.push(...proposedWords(heading, wordsIn(table, columns[heading]).filter((word) => !theirs.includes(word))))
    if (pairs.length > 0) words[heading] = Object.fromEntries(pairs)
  }
  const dateFormat = MAPPED_DATE_FORMATS.find((each) => each === textOf(body, 'date-format')) ?? 'dd/mm/yyyy'
  const zone = MAPPED_ZONES.find((each) => each === textOf(body, 'zone')) ?? 'london'
  if (columns['second_worker'] !== undefined && columns['second_worker'] === placeIn(table)) words['second_worker'] = PLACE_WORDS
  return { columns, constants, dateFormat, zone, words, ...placesOf(table, columns) }
}
