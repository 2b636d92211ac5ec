import type { Location, Provider, PublishedRating } from '../terms.ts'
import type { CqcChange, CqcFate, CqcLocation, CqcPlan, CqcProvider, CqcRow } from './cqc-row.ts'
import { ratingLedger } from './cqc-rating-ledger.ts'

/** What is on the register already of the locations and providers that a file names. */
export interface HeldRegister {
  readonly providers: readonly Provider[]
  readonly locations: readonly Location[]
  readonly ratings: readonly PublishedRating[]
}

/**
 * Decides what a CQC file adds to the register. Nothing held is lost by it: ratings are only added, and an empty cell
 * never empties what is known.
 *
 * A row is `new` when its location is not on the register, or when it brings a rating where there was none or one older than the newest held;
 * `changed` when it brings a later (or corrected) rating of a question already rated, or other particulars of a held
 * location or provider; `repeated` when it says nothing that was not known, from the register or from an earlier row.
 * A row that puts a location under another provider than an earlier row of the same file did is refused.
 * Where rows of one file differ in a location's particulars, the first row's stand and later rows only fill gaps.
 */
export function mergeCqc(held: HeldRegister, rows: readonly CqcRow[]): CqcPlan {
  const heldProviders = new Map(held.providers.map((provider) => [provider.cqcProviderId ?? '', provider]))
  const heldLocations = new Map(held.locations.map((location) => [location.cqcLocationId, location]))
  const providerCqcIds = new Map(held.providers.map((provider) => [provider.id, provider.cqcProviderId]))
  const providers = new Map<string, CqcProvider>()
  const locations = new Map<string, CqcLocation>()
  const changes: CqcChange[] = []
  const ledger = ratingLedger(held)
  const fates = new Map<number, CqcFate>()
  const refusals: CqcPlan['refusals'][number][] = []
  for (const row of rows) {
    const before = locations.get(row.cqcLocationId)
    if (before !== undefined && before.cqcProviderId !== row.provider.cqcProviderId) {
      refusals.push({ row: row.row, column: 'Provider ID', value: row.provider.cqcProviderId, reason: 'An earlier row of this file puts the location under another provider', fix: `Keep one provider for location ${row.cqcLocationId}` })
      continue
    }
    const known = heldLocations.get(row.cqcLocationId)
    let fate: CqcFate = known === undefined ? (before === undefined ? 'new' : 'repeated') : 'repeated'
    const mergedProvider = mergeProvider(providers.get(row.provider.cqcProviderId), heldProviders.get(row.provider.cqcProviderId), row.provider)
    const merged = mergeLocation(before, known, row)
    providers.set(row.provider.cqcProviderId, mergedProvider)
    locations.set(row.cqcLocationId, merged)
    if (before === undefined && known === undefined) changes.push({ kind: 'new', cqcLocationId: row.cqcLocationId, location: merged.name, provider: mergedProvider.name, what: 'Location', from: null, to: newWords(merged), publishedOn: null })
    if (before === undefined && known !== undefined) {
      const differences = differencesOf(known, merged, { from: providerCqcIds.get(known.providerId) ?? null, provider: heldProviders.get(row.provider.cqcProviderId), merged: mergedProvider })
      // What fills a gap changes nothing that anybody knew; the row still counts as changed.
      changes.push(...differences.filter((difference) => difference.from !== null))
      if (differences.length > 0) fate = 'changed'
    }
    for (const rating of row.ratings) fate = stronger(fate, ledger.add(row, rating, changes, known !== undefined))
    fates.set(row.row, fate)
  }
  return { fates, refusals, changes, providers: [...providers.values()].filter((provider) => isOther(heldProviders.get(provider.cqcProviderId), provider)), locations: [...locations.values()].filter((location) => isOtherLocation(heldLocations.get(location.cqcLocationId), location, providerCqcIds)), ratings: ledger.added }
}

const STRENGTH: Readonly<Record<CqcFate, number>> = { repeated: 0, changed: 1, new: 2 }

/** A row of a held location that both changes one thing and adds another counts as changed: what was known is no longer all. */
function stronger(a: CqcFate, b: CqcFate): CqcFate {
  if (a === 'changed' || b === 'changed') return a === 'new' ? 'new' : 'changed'
  return STRENGTH[a] >= STRENGTH[b] ? a : b
}

function mergeProvider(before: CqcProvider | undefined, held: Provider | undefined, said: CqcProvider): CqcProvider {
  if (before !== undefined) return { ...before, brand: before.brand ?? said.brand }
  return { cqcProviderId: said.cqcProviderId, name: said.name, brand: said.brand ?? held?.brand ?? null }
}

function mergeLocation(before: CqcLocation | undefined, held: Location | undefined, row: CqcRow): CqcLocation {
  const said = row.location
  const pick = <K extends keyof CqcLocation & keyof Location & keyof CqcRow['location']>(key: K): CqcLocation[K] => (before?.[key] ?? said[key] ?? held?.[key] ?? null) as CqcLocation[K]
  return {
    cqcLocationId: row.cqcLocationId,
    cqcProviderId: row.provider.cqcProviderId,
    name: before?.name ?? said.name,
    address: pick('address'),
    town: pick('town'),
    postcode: pick('postcode'),
    localAuthority: pick('localAuthority'),
    region: pick('region'),
    url: pick('url'),
    serviceTypes: before?.serviceTypes.length ? before.serviceTypes : (said.serviceTypes ?? held?.serviceTypes ?? []),
    specialisms: before?.specialisms.length ? before.specialisms : (said.specialisms ?? held?.specialisms ?? []),
    // Any file that says so settles it: the layouts describe a registration in different words, and none denies it.
    homeCare: (before?.homeCare ?? false) || said.homeCare || (held?.homeCare ?? false),
  }
}

const SHOWN: readonly { readonly key: 'name' | 'address' | 'town' | 'postcode' | 'localAuthority' | 'region'; readonly what: string }[] = [
  { key: 'name', what: 'Name' },
  { key: 'address', what: 'Address' },
  { key: 'town', what: 'Town' },
  { key: 'postcode', what: 'Postcode' },
  { key: 'localAuthority', what: 'Local authority' },
  { key: 'region', what: 'Region' },
]

function differencesOf(held: Location, merged: CqcLocation, provider: { from: string | null; provider: Provider | undefined; merged: CqcProvider }): CqcChange[] {
  const about = { kind: 'particulars' as const, cqcLocationId: held.cqcLocationId, location: merged.name, provider: provider.merged.name, publishedOn: null }
  const changes: CqcChange[] = SHOWN.filter(({ key }) => held[key] !== merged[key]).map(({ key, what }) => ({ ...about, what, from: held[key], to: merged[key] }))
  if (provider.from !== merged.cqcProviderId) changes.push({ ...about, what: 'Provider', from: provider.from, to: merged.cqcProviderId })
  if (provider.provider !== undefined && provider.provider.name !== provider.merged.name) changes.push({ ...about, what: 'Provider’s name', from: provider.provider.name, to: provider.merged.name })
  if (provider.provider !== undefined && provider.provider.brand !== provider.merged.brand) changes.push({ ...about, what: 'Brand', from: provider.provider.brand, to: provider.merged.brand })
  if (held.url !== merged.url) changes.push({ ...about, what: 'Page at the CQC', from: held.url, to: merged.url })
  if (!held.homeCare && merged.homeCare) changes.push({ ...about, what: 'Home care', from: 'No', to: 'Yes' })
  if (held.serviceTypes.join('|') !== merged.serviceTypes.join('|')) changes.push({ ...about, what: 'Service types', from: held.serviceTypes.join(', ') || null, to: merged.serviceTypes.join(', ') })
  if (held.specialisms.join('|') !== merged.specialisms.join('|')) changes.push({ ...about, what: 'Specialisms', from: held.specialisms.join(', ') || null, to: merged.specialisms.join(', ') })
  return changes
}

function newWords(location: CqcLocation): string {
  return location.homeCare ? 'New on the register, home care' : 'New on the register'
}

function isOther(held: Provider | undefined, merged: CqcProvider): boolean {
  return held?.name !== merged.name || held.brand !== merged.brand
}

function isOtherLocation(held: Location | undefined, merged: CqcLocation, providerCqcIds: ReadonlyMap<string, string | null>): boolean {
  if (held === undefined) return true
  const from = providerCqcIds.get(held.providerId) ?? null
  return from !== merged.cqcProviderId || held.url !== merged.url || held.homeCare !== merged.homeCare || SHOWN.some(({ key }) => held[key] !== merged[key]) || held.serviceTypes.join('|') !== merged.serviceTypes.join('|') || held.specialisms.join('|') !== merged.specialisms.join('|')
}
