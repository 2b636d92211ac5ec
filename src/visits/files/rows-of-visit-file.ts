import type { InPieces } from '../../kernel/in-pieces.ts'
import { headOf, wholeOf, type FileBytes } from '../../platform/files/file-bytes.ts'
import type { FileRefusal } from '../../platform/files/import-outcome.ts'
import { indexVisits } from './index-visits.ts'
import { readVisitFile, visitLayoutOf } from './read-visit-file.ts'
import type { ReadingFacts } from './reading-facts.ts'
import { rowsOfContent, type RowsByDay } from './rows-by-day.ts'
import { rowsOfIndex } from './rows-of-index.ts'

/** What a file that is too large to be read as a whole is told. */
export const MAY_BE_LARGER = '. Only CSV of our own layout, as UTF-8, may be larger'

/** The rows of a visit file of a layout of its own by day: our CSV a few days at a time, of any size; every other layout, and what cannot be read by its bytes, at once. */
export function* rowsOfVisitFile(file: FileBytes, facts: ReadingFacts): InPieces<RowsByDay | FileRefusal> {
  const index = visitLayoutOf(headOf(file)) === 'tendwell' ? yield* indexVisits(file) : undefined
  if (index !== undefined) return 'ok' in index ? index : rowsOfIndex(file, index, facts)
  const bytes = wholeOf(file, MAY_BE_LARGER)
  if (!Buffer.isBuffer(bytes)) return bytes
  const content = readVisitFile(bytes, facts)
  return content.ok ? rowsOfContent(content) : content
}
