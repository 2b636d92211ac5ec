import { isCellFault, type CellParser } from '../../platform/files/cell-parser.ts'

/** Words of a cell between semicolons, trimmed and without repeats. */
export function listed(parse: CellParser<string>): CellParser<readonly string[]> {
  return (cell) => {
    const read = parse(cell)
    return isCellFault(read) ? read : [...new Set(read.split(';').map((each) => each.trim()).filter((each) => each !== ''))]
  }
}
