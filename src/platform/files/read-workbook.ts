import { refuseFile, type FileRefusal, type Refusal } from './import-outcome.ts'
import { MOST_OWN_COLUMNS, MOST_OWN_ROWS, type OwnRow, type OwnTable } from './own-table.ts'
import { columnOfReference, isDateFormat, numberText, serialText } from './workbook-cell.ts'
import { BadWorkbook, openWorkbook, type WorkbookParts } from './workbook-zip.ts'

/** True for a file that begins as a ZIP archive, as every .xlsx workbook does. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04
}

/**
 * Reads the first sheet of an .xlsx workbook that has a row of headings, unpacking as it goes: at most 300 MB unpacked and 200,000 rows.
 * Dates and times come as ISO text, formulas with the result that the workbook holds; a formula without a result, or with an error, makes its row
 * unreadable and says so. Refuses what is no workbook as a value.
 */
export async function readWorkbook(bytes: Buffer): Promise<OwnTable | FileRefusal> {
  let parts: WorkbookParts | undefined
  try {
    parts = await openWorkbook(bytes)
    const book = await readBook(parts)
    const strings = await readStrings(parts)
    const dateStyles = await readDateStyles(parts)
    for (const sheet of book.sheets) {
      const rows = await readSheet(parts, sheet.part, { strings, dateStyles, is1904: book.is1904 })
      const [header, ...rest] = rows
      if (header === undefined || header.cells.filter((cell) => cell !== '').length < 2) continue
      const others = book.sheets.length - 1
      return { ok: true, headings: header.cells.map((cell) => cell.replace(/\s+/g, ' ').trim()), rows: rest, notes: others === 0 ? [] : [`Sheet “${sheet.name}” was read; the workbook has ${String(others)} more, which were not.`] }
    }
    return refuseFile('No sheet of the workbook begins with a row of headings', 'Put the names of the columns on the first row of the first sheet')
  } catch (fault) {
    if (fault instanceof BadWorkbook) return refuseFile(fault.message, fault.fix)
    return refuseFile('The Excel workbook is damaged or is no workbook', 'Open it in the spreadsheet program and save it again, or save it as CSV, and send that file')
  } finally {
    parts?.close()
  }
}

interface Book {
  readonly sheets: readonly { readonly name: string; readonly part: string }[]
  readonly is1904: boolean
}

async function readBook(parts: WorkbookParts): Promise<Book> {
  const targets = new Map<string, string>()
  await parts.walk('xl/_rels/workbook.xml.rels', {
    open: (name, at) => {
      if (name === 'Relationship') targets.set(at['Id'] ?? '', (at['Target'] ?? '').replace(/^\/?(xl\/)?/, 'xl/'))
    },
  })
  const sheets: { name: string; part: string }[] = []
  let is1904 = false
  await parts.walk('xl/workbook.xml', {
    open: (name, at) => {
      if (name === 'workbookPr') is1904 = at['date1904'] === '1' || at['date1904'] === 'true'
      if (name === 'sheet' && at['state'] === undefined) sheets.push({ name: at['name'] ?? '', part: targets.get(at['r:id'] ?? '') ?? '' })
    },
  })
  return { sheets: sheets.length > 0 ? sheets : [{ name: 'Sheet1', part: 'xl/worksheets/sheet1.xml' }], is1904 }
}

async function readStrings(parts: WorkbookParts): Promise<string[]> {
  const strings: string[] = []
  let [text, isText, isPhonetic] = ['', false, false]
  await parts.walk('xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') text = ''
      if (name === 'rPh') isPhonetic = true
      if (name === 't') isText = !isPhonetic
    },
    text: (more) => {
      if (isText) text += more
    },
    close: (name) => {
      if (name === 't') isText = false
      if (name === 'rPh') isPhonetic = false
      if (name === 'si') strings.push(text)
    },
  })
  return strings
}

/** For each style of a cell, whether it shows a date. */
async function readDateStyles(parts: WorkbookParts): Promise<boolean[]> {
  const codes = new Map<number, string>()
  const styles: boolean[] = []
  let isCellStyle = false
  await parts.walk('xl/styles.xml', {
    open: (name, at) => {
      if (name === 'numFmt') codes.set(Number(at['numFmtId']), at['formatCode'] ?? '')
      if (name === 'cellXfs') isCellStyle = true
      if (name === 'xf' && isCellStyle) styles.push(isDateFormat(Number(at['numFmtId'] ?? 0), codes.get(Number(at['numFmtId'] ?? 0))))
    },
    close: (name) => {
      if (name === 'cellXfs') isCellStyle = false
    },
  })
  return styles
}

interface SheetFacts {
  readonly strings: readonly string[]
  readonly dateStyles: readonly boolean[]
  readonly is1904: boolean
}

async function readSheet(parts: WorkbookParts, part: string, facts: SheetFacts): Promise<OwnRow[]> {
  const rows: OwnRow[] = []
  let row = 0
  let cells: string[] = []
  let faults: Refusal[] = []
  let cell = { column: -1, type: 'n', style: 0, value: '', hasFormula: false }
  let isValue = false
  await parts.walk(part, {
    open: (name, at) => {
      if (name === 'row') [row, cells, faults, cell] = [at['r'] === undefined ? row + 1 : Number(at['r']), [], [], { ...cell, column: -1 }]
      else if (name === 'c') cell = { column: at['r'] === undefined ? cell.column + 1 : columnOfReference(at['r']), type: at['t'] ?? 'n', style: Number(at['s'] ?? 0), value: '', hasFormula: false }
      else if (name === 'f') cell.hasFormula = true
      else if (name === 'v' || (name === 't' && cell.type === 'inlineStr')) isValue = true
    },
    text: (text) => {
      if (isValue) cell.value += text
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false
      if (name === 'c' && cell.column >= 0 && cell.column < MOST_OWN_COLUMNS) {
        while (cells.length < cell.column) cells.push('')
        cells[cell.column] = cellText(cell, facts).trim()
        const fault = cellFaultOf(cell, row)
        if (fault !== undefined) faults.push(fault)
      }
      if (name === 'row' && cells.some((each) => each !== '')) {
        if (rows.length > MOST_OWN_ROWS) throw new BadWorkbook('The sheet has more than 200,000 rows', 'Send it in parts')
        rows.push({ row, cells, faults })
      }
    },
  })
  return rows
}

function cellText(cell: { readonly type: string; readonly style: number; readonly value: string }, facts: SheetFacts): string {
  if (cell.value === '') return ''
  if (cell.type === 's') return facts.strings[Number(cell.value)] ?? ''
  if (cell.type === 'b') return cell.value === '1' ? 'yes' : 'no'
  if (cell.type !== 'n') return cell.value
  return (facts.dateStyles[cell.style] === true ? serialText(Number(cell.value), facts.is1904) : undefined) ?? numberText(cell.value)
}

function cellFaultOf(cell: { readonly type: string; readonly value: string; readonly hasFormula: boolean }, row: number): Refusal | undefined {
  if (cell.type === 'e') return { row, column: null, value: cell.value, reason: 'A cell of the row holds a spreadsheet error', fix: 'Repair the formula in the spreadsheet, save it and send it again' }
  if (cell.hasFormula && cell.value === '') return { row, column: null, value: null, reason: 'A cell of the row holds a formula without its result', fix: 'Open the workbook in a spreadsheet program, let it calculate, save it and send it again' }
  return undefined
}
