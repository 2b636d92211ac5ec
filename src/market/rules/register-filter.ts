import type { Provider, ProviderKind, Rating } from '../terms.ts'

/** What a list of providers is narrowed to. Whatever is left out is not asked. */
export interface RegisterFilter {
  readonly rating?: Rating | undefined
  readonly kind?: ProviderKind | undefined
  /** Id of a zone in which the provider stands. */
  readonly zone?: string | undefined
  readonly status?: 'framework' | 'suspended' | 'left' | undefined
  /** Part of the provider's name or brand, or its CQC provider id. */
  readonly search?: string | undefined
}

interface Filtered {
  readonly provider: Pick<Provider, 'name' | 'brand' | 'kind' | 'cqcProviderId'>
  readonly rating: { readonly rating: Rating }
  readonly standings: readonly { readonly zoneId: string }[]
  readonly suspension: object | undefined
  readonly hasLeft: boolean
}

/** The entries that a filter lets through, in their order. */
export function filterRegister<E extends Filtered>(entries: readonly E[], filter: RegisterFilter): E[] {
  const search = filter.search?.trim().toLowerCase() ?? ''
  return entries.filter(
    (entry) =>
      (filter.rating === undefined || entry.rating.rating === filter.rating) &&
      (filter.kind === undefined || entry.provider.kind === filter.kind) &&
      (filter.zone === undefined || entry.standings.some((standing) => standing.zoneId === filter.zone)) &&
      hasStatus(entry, filter.status) &&
      (search === '' || [entry.provider.name, entry.provider.brand ?? '', entry.provider.cqcProviderId ?? ''].some((text) => text.toLowerCase().includes(search))),
  )
}

function hasStatus(entry: Filtered, status: RegisterFilter['status']): boolean {
  switch (status) {
    case 'framework':
      return entry.standings.length > 0 && !entry.hasLeft
    case 'suspended':
      return entry.suspension !== undefined
    case 'left':
      return entry.hasLeft
    case undefined:
      return true
  }
}
