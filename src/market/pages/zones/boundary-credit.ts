import { londonDate } from '../../../kernel/london.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import type { BoundarySource } from '../../reads/import-files.ts'

/** What the Office for National Statistics asks to be said with its boundaries, under the Open Government Licence v3.0. */
const ONS_CREDIT = 'Source: Office for National Statistics licensed under the Open Government Licence v3.0. Contains OS data © Crown copyright and database right'

/**
 * Who is credited under the map: the file that the boundaries were read from, and the Office for National Statistics where
 * the areas carry its codes and are not invented.
 */
export function boundaryCredit(source: BoundarySource, isInvented: boolean): string {
  const from = source.file === undefined ? 'Boundaries as imported' : `Boundaries from ${source.file.name}, read in on ${wordsForDate(londonDate(source.file.importedAt))}`
  if (isInvented) return `${from}. They and the places are invented, as the demonstration’s council is.`
  if (source.ons === 0) return `${from}.`
  return `${from}. ${ONS_CREDIT}${source.others === 0 ? '' : ', for areas with its codes'}.`
}
