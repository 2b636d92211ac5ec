import type { InPieces } from '../../kernel/in-pieces.ts'
import type { FileRefusal } from '../../platform/files/import-outcome.ts'
import { indexVisits } from './index-visits.ts'
import { readVisitFile, visitLayoutOf } from './read-visit-file.ts'
import type { ReadingFacts } from './reading-facts.ts'
import { rowsOfContent, type RowsByDay } from './rows-by-day.ts'
import { rowsOfIndex } from './rows-of-index.ts'

/** The rows of a visit file of a layout of its own by day: our CSV a few days at a time, every other layout, and what cannot be read by its bytes, at once. */
export function* rowsOfVisitFile(bytes: Buffer, facts: ReadingFacts): InPieces<RowsByDay | FileRefusal> {
  const index = visitLayoutOf(bytes) === 'tendwell' ? yield* indexVisits(bytes) : undefined
  if (index !== undefined) return rowsOfIndex(bytes, index, facts)
  const content = readVisitFile(bytes, facts)
  return content.ok ? rowsOfContent(content) : content
}
