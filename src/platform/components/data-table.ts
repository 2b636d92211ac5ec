import { countOf } from '../../kernel/words.ts'
import { csvText } from '../files/csv-write.ts'
import { paginationFor, type PaginationView } from './pagination.ts'
import { hrefWith, tableRequest } from './table-request.ts'

/** GOV.UK tag colours. */
export type TagColour = 'grey' | 'green' | 'teal' | 'blue' | 'purple' | 'magenta' | 'red' | 'orange' | 'yellow'

/**
 * What stands in one cell. `hint` is a second, quieter line. `button` is a form of one button, for what a row can have done
 * to it; the macro then needs the option `csrf`. In CSV a cell is its text, or its tag's text.
 */
export type Cell =
  | string
  | {
      readonly text: string
      readonly href?: string
      readonly tag?: { readonly text: string; readonly colour?: TagColour }
      readonly hint?: string
      readonly button?: { readonly text: string; readonly action: string; readonly describe: string }
    }

/** One column. Its heading becomes a sorting link when `sort` is given. */
export interface Column<Row> {
  readonly key: string
  readonly heading: string
  value(row: Row): Cell
  sort?(row: Row): string | number
  /** What CSV holds instead of the cell's text: a plain number of pounds or hours, an ISO date. */
  csv?(row: Row): string | number
  readonly numeric?: boolean
  /** True for a figure that the page shows in another column: CSV alone has it of its own. */
  readonly inCsvOnly?: boolean
  /** True for sentences: the column is kept wide enough to read them. */
  readonly wide?: boolean
}

/** What a table is made from. */
export interface TableInput<Row> {
  /** Names the table when a page has several; its sort and page then live under this name in the address. */
  readonly key?: string
  /** Without the count, which is added: `Waiting for care`. */
  readonly caption: string
  /** What a row is, for the count: `['person', 'people']`. Default `['row', 'rows']`. */
  readonly noun?: readonly [one: string, many: string]
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  /** `ctx.url`: its filters are kept in every link of the table. */
  readonly url: string
  /** Default 50. */
  readonly pageSize?: number
  /** Says what would put something in the table. */
  readonly emptyWords: string
  /** Set when `rows` is already the page asked for (see `tableRequest`): how many there are in all. */
  readonly total?: number
  /** The column that names the row, read out as its header. Default: the first. */
  readonly rowHeading?: string
}

interface HeadingView {
  readonly text: string
  readonly numeric: boolean
  readonly wide: boolean
  readonly href: string | undefined
  readonly ariaSort: 'ascending' | 'descending' | 'none' | undefined
}

interface CellView {
  readonly text: string
  readonly href: string | undefined
  readonly tag: { readonly text: string; readonly colour: TagColour } | undefined
  readonly hint: string | undefined
  readonly button: { readonly text: string; readonly action: string; readonly describe: string } | undefined
  readonly heading: string
  readonly numeric: boolean
  readonly isRowHeading: boolean
}

/** A table ready for the `dataTable` macro and for CSV. */
export interface TableView {
  readonly key: string
  readonly caption: string
  readonly count: string
  readonly showing: string | undefined
  readonly head: readonly HeadingView[]
  readonly rows: readonly (readonly CellView[])[]
  readonly emptyWords: string
  readonly pagination: PaginationView | undefined
  readonly csvHref: string
  readonly csvName: string
  csv(): string
}

/** Makes a table: sorted and cut to its page as the address asks, with its links. All text is escaped by the macro. */
export function dataTable<Row>(input: TableInput<Row>): TableView {
  const { columns } = input
  const request = tableRequest(input.url, input)
  const sortColumn = columns.find((column) => column.key === request.sortKey && column.sort !== undefined)
  const ordered = input.total === undefined ? sortRows(input.rows, sortColumn, request.descending) : [...input.rows]
  const total = input.total ?? ordered.length
  const pages = Math.max(1, Math.ceil(total / request.pageSize))
  const pageNumber = Math.min(request.page, pages)
  const first = (pageNumber - 1) * request.pageSize
  const shown = input.total === undefined ? ordered.slice(first, first + request.pageSize) : ordered
  const rowHeading = input.rowHeading ?? columns[0]?.key
  const seen = columns.filter((column) => column.inCsvOnly !== true)
  const [one, many] = input.noun ?? ['row', 'rows']
  return {
    key: input.key ?? 'table',
    caption: input.caption,
    count: countOf(total, one, many),
    showing: pages > 1 ? `Showing ${String(first + 1)} to ${String(first + shown.length)} of ${countOf(total, one, many)}` : undefined,
    head: seen.map((column) => headingView(column, input.url, request)),
    rows: shown.map((row) => seen.map((column) => cellView(column, row, column.key === rowHeading))),
    emptyWords: input.emptyWords,
    pagination: paginationFor(pageNumber, pages, (number) => hrefWith(input.url, { [request.names.page]: String(number) })),
    csvHref: hrefWith(input.url, { format: 'csv', table: input.key ?? 'table', [request.names.page]: undefined }),
    csvName: `${slugOf(input.caption)}.csv`,
    csv: () => tableCsv(columns, ordered),
  }
}

/** The rows as CSV under the column headings, formulas disarmed, with the mark by which spreadsheets know UTF-8. */
function tableCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((column) => column.csv?.(row) ?? plainText(column.value(row))))
  return `\ufeff${csvText(columns.map((column) => column.heading), lines)}`
}

function plainText(cell: Cell): string {
  if (typeof cell === 'string') return cell
  return cell.text === '' ? (cell.tag?.text ?? '') : cell.text
}

function headingView<Row>(column: Column<Row>, url: string, request: ReturnType<typeof tableRequest>): HeadingView {
  const numeric = column.numeric ?? false
  const wide = column.wide ?? false
  if (column.sort === undefined) return { text: column.heading, numeric, wide, href: undefined, ariaSort: undefined }
  const isSorted = request.sortKey === column.key
  const next = isSorted && !request.descending ? 'desc' : 'asc'
  return {
    text: column.heading,
    numeric,
    wide,
    href: hrefWith(url, { [request.names.sort]: column.key, [request.names.direction]: next, [request.names.page]: undefined }),
    ariaSort: isSorted ? (request.descending ? 'descending' : 'ascending') : 'none',
  }
}

function cellView<Row>(column: Column<Row>, row: Row, isRowHeading: boolean): CellView {
  const cell = column.value(row)
  const rich = typeof cell === 'string' ? { text: cell } : cell
  const tag = rich.tag === undefined ? undefined : { text: rich.tag.text, colour: rich.tag.colour ?? 'blue' }
  return { text: rich.text, href: rich.href, tag, hint: rich.hint, button: rich.button, heading: column.heading, numeric: column.numeric ?? false, isRowHeading }
}

/** A stable sort: rows that compare equal keep the order they came in, so that a page never reshuffles. */
function sortRows<Row>(rows: readonly Row[], column: Column<Row> | undefined, descending: boolean): Row[] {
  if (column?.sort === undefined) return [...rows]
  const keyed = rows.map((row) => ({ row, key: column.sort?.(row) ?? '' }))
  const sign = descending ? -1 : 1
  return keyed.sort((a, b) => sign * compareKeys(a.key, b.key)).map((each) => each.row)
}

function compareKeys(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), 'en-GB', { numeric: true })
}

function slugOf(caption: string): string {
  return caption.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'table'
}
