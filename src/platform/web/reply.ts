import type { TableView } from '../components/data-table.ts'

/** What a page handler answers; the web part turns it into HTTP. */
export type PageReply = PageAnswer | RedirectAnswer | DownloadAnswer

interface PageAnswer {
  readonly kind: 'page'
  /** Relative to `src/`: `brokerage/pages/board/page.njk`. */
  readonly template: string
  readonly view: object
  readonly status: number
}

interface RedirectAnswer {
  readonly kind: 'redirect'
  readonly location: string
  readonly flash: string | undefined
}

interface DownloadAnswer {
  readonly kind: 'download'
  readonly filename: string
  readonly contentType: string
  readonly body: string | Buffer
}

/** Renders a template. A form shown again with errors passes `status: 400`. */
export function page(template: string, view: object, options: { status?: number } = {}): PageReply {
  return { kind: 'page', template, view, status: options.status ?? 200 }
}

/** Sends the browser to another page of ours (303). `flash` is shown there once, as a success banner. */
export function redirectTo(location: string, flash?: string): PageReply {
  return { kind: 'redirect', location, flash }
}

/** Sends a file to keep. */
export function download(filename: string, contentType: string, body: string | Buffer): PageReply {
  return { kind: 'download', filename, contentType, body }
}

/**
 * Answers `?format=csv` with the table named by `?table=` (the first table when there is none), and anything else with the page.
 * The CSV keeps the page's filters and holds every row, not one page of them.
 */
export function tableReply(ctx: { readonly url: string }, tables: readonly TableView[], otherwise: PageReply): PageReply {
  const search = new URL(ctx.url, 'http://local').searchParams
  if (search.get('format') !== 'csv') return otherwise
  const wanted = search.get('table')
  const table = wanted === null ? tables[0] : tables.find((each) => each.key === wanted)
  if (table === undefined) return otherwise
  return download(table.csvName, 'text/csv; charset=utf-8', table.csv())
}
