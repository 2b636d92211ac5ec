/** Arguments of the GOV.UK pagination macro. */
export interface PaginationView {
  readonly previous?: { readonly href: string }
  readonly next?: { readonly href: string }
  readonly items: readonly ({ readonly number: number; readonly href: string; readonly current: boolean } | { readonly ellipsis: true })[]
}

/** Page links: first, last, the current one and its neighbours. Undefined when there is one page only. */
export function paginationFor(current: number, pages: number, hrefOf: (page: number) => string): PaginationView | undefined {
  if (pages <= 1) return undefined
  const wanted = [...new Set([1, current - 1, current, current + 1, pages])].filter((page) => page >= 1 && page <= pages)
  const items: PaginationView['items'][number][] = []
  let last = 0
  for (const page of wanted) {
    if (page - last > 1) items.push({ ellipsis: true })
    items.push({ number: page, href: hrefOf(page), current: page === current })
    last = page
  }
  return {
    items,
    ...(current > 1 ? { previous: { href: hrefOf(current - 1) } } : {}),
    ...(current < pages ? { next: { href: hrefOf(current + 1) } } : {}),
  }
}
