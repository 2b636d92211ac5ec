/** What an address asks of a table. */
export interface TableRequest {
  readonly sortKey: string | undefined
  readonly descending: boolean
  /** From 1. */
  readonly page: number
  readonly pageSize: number
  readonly isCsv: boolean
  /** For SQL: every row for CSV, else one page. */
  readonly limit: number
  readonly offset: number
  /** The names these take in the address. */
  readonly names: { readonly sort: string; readonly direction: string; readonly page: string }
}

const EVERY_ROW = 1_000_000

/** Reads sort, page and format from an address. A table with a key has its own: `waiting-sort=days&waiting-page=2`. */
export function tableRequest(url: string, options: { readonly key?: string; readonly pageSize?: number } = {}): TableRequest {
  const search = new URL(url, 'http://local').searchParams
  const prefix = options.key === undefined ? '' : `${options.key}-`
  const names = { sort: `${prefix}sort`, direction: `${prefix}dir`, page: `${prefix}page` }
  const pageSize = options.pageSize ?? 50
  const asked = Number(search.get(names.page) ?? '1')
  const page = Number.isInteger(asked) && asked > 0 ? asked : 1
  const isCsv = search.get('format') === 'csv'
  return {
    sortKey: search.get(names.sort) ?? undefined,
    descending: search.get(names.direction) === 'desc',
    page,
    pageSize,
    isCsv,
    limit: isCsv ? EVERY_ROW : pageSize,
    offset: isCsv ? 0 : (page - 1) * pageSize,
    names,
  }
}

/** The same address with some of its query set or (undefined) taken out; everything else is kept. */
export function hrefWith(url: string, changes: Readonly<Record<string, string | undefined>>): string {
  const next = new URL(url, 'http://local')
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) next.searchParams.delete(name)
    else next.searchParams.set(name, value)
  }
  return `${next.pathname}${next.search}`
}
