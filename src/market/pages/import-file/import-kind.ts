import type { Actor } from '../../../platform/access/actor.ts'
import type { House } from '../../../platform/action/work.ts'
import type { ImportOutcome } from '../../../platform/files/import-outcome.ts'
import type { Layout } from '../../../platform/files/layout.ts'
import { importAreas } from '../../actions/import-areas.ts'
import { importCqc } from '../../actions/import-cqc.ts'
import { areaLayoutOf } from '../../files/read-areas.ts'
import { cqcLayoutOf } from '../../files/read-cqc.ts'
import type { CqcChange } from '../../rules/cqc-row.ts'

/** What an importer answers to its pages. */
export interface PageOutcome extends ImportOutcome {
  readonly layout: string | null
  readonly changes?: readonly CqcChange[]
}

/** One kind of file with its pages: choose a file, see what it would do, confirm. */
export interface ImportKind {
  readonly kind: 'cqc' | 'areas'
  /** Where its pages live: `/providers/import`. */
  readonly base: string
  readonly title: string
  readonly back: { readonly text: string; readonly href: string }
  /** Where the person goes after the import. */
  readonly then: string
  readonly accept: string
  /** What may be sent, one sentence a layout. */
  readonly layouts: readonly string[]
  run(house: House, actor: Actor, input: { name: string; bytes: Buffer; preview: boolean }): Promise<PageOutcome>
  layoutOf(bytes: Uint8Array): Layout<never> | undefined
}

export const CQC_KIND: ImportKind = {
  kind: 'cqc',
  base: '/providers/import',
  title: 'Import a CQC file',
  back: { text: 'Providers', href: '/providers' },
  then: '/providers',
  accept: '.csv,text/csv',
  layouts: [
    'Care directory with ratings, saved as CSV: a row for each location, service group and key question',
    'Ratings with a column for each key question: a row for each home care location and service group',
    'Care directory: a row for each location, without ratings; the lines above its header may stay',
  ],
  run: importCqc,
  layoutOf: (bytes) => cqcLayoutOf(bytes) as Layout<never> | undefined,
}

export const AREAS_KIND: ImportKind = {
  kind: 'areas',
  base: '/areas/import',
  title: 'Import areas and postcodes',
  back: { text: 'Zones', href: '/zones' },
  then: '/areas/import',
  accept: '.csv,.geojson,.json,text/csv,application/geo+json',
  layouts: [
    'Boundaries of small areas as GeoJSON, with lsoa21_code and lsoa21_name',
    'Lookup: lsoa21_code, lsoa21_name, ltla24_code, ltla24_name, centroid_lon, centroid_lat, ruc21_name',
    'Population: lsoa21_code (or lsoa11_code), total, age_65plus',
    'Postcodes: postcode, lat, lon, lsoa21_code. Import the areas they lie in first',
  ],
  run: importAreas,
  layoutOf: (bytes) => areaLayoutOf(bytes) as Layout<never> | undefined,
}
