import { readFile } from 'node:fs/promises'
import { systemActor } from '../platform/access/actor.ts'
import type { House, Work } from '../platform/action/work.ts'
import type { ImportOutcome } from '../platform/files/import-outcome.ts'
import { pickFramework, pickOne, type Candidate } from './pick-one.ts'

/** What is asked of an importer. */
export interface ImportRequest {
  readonly name: string
  /** Where the file is. */
  readonly path: string
  readonly preview: boolean
  /** Id or name of the framework or provider the file belongs to, for the kinds that have one. */
  readonly owner: string | undefined
  readonly onProgress: (done: number, total: number) => void
}

/** What an importer answers; `changes` where it tells one by one what the file says otherwise than was known. */
type CommandOutcome = ImportOutcome & { readonly changes?: readonly object[] }

/** A kind of file that the command line reads in. */
export interface Importer {
  readonly kind: string
  readonly about: string
  /** The option that says whom the file belongs to. */
  readonly ownerOption: { readonly flags: string; readonly about: string } | null
  readonly example: string
  /** True where the file is never in memory as a whole, and may be of any size; it is then imported by a house without pages and jobs. */
  readonly isByParts: boolean
  run(house: House, request: ImportRequest): Promise<CommandOutcome>
}

const actor = systemActor('command line')

/** Every kind there is. The slices are loaded when one is called. */
export const IMPORTERS: readonly Importer[] = [
  {
    kind: 'cqc',
    about: 'providers, locations and ratings as the Care Quality Commission publishes them',
    ownerOption: null,
    example: 'tendwell import cqc directory.csv --preview --json',
    isByParts: false,
    run: async (house, { name, path, preview }) => (await import('../market/actions/import-cqc.ts')).importCqc(house, actor, { name, bytes: await readFile(path), preview }),
  },
  {
    kind: 'areas',
    about: 'small areas: boundaries (GeoJSON), lookups, population or postcodes',
    ownerOption: null,
    example: 'tendwell import areas lsoa21_lincolnshire.geojson',
    isByParts: false,
    run: async (house, { name, path, preview }) => (await import('../market/actions/import-areas.ts')).importAreas(house, actor, { name, bytes: await readFile(path), preview }),
  },
  {
    kind: 'referrals',
    about: 'referrals of people, with their weekly visits',
    ownerOption: { flags: '--framework <name>', about: 'name or id of the framework; may be left out when there is one' },
    example: 'tendwell import referrals referrals.csv --framework "Home care 2026"',
    isByParts: false,
    run: async (house, { name, path, preview, owner }) => {
      const { importReferrals } = await import('../brokerage/actions/import-referrals.ts')
      return importReferrals(house, actor, { name, bytes: await readFile(path), preview, frameworkId: await pickFramework(house, owner) })
    },
  },
  {
    kind: 'visits',
    about: "a provider's visit records: our own CSV of any size; other layouts of up to 100 MB",
    ownerOption: { flags: '--provider <name>', about: 'name or id of the provider' },
    example: 'tendwell import visits week-12.csv --provider "Nene Valley Care"',
    isByParts: true,
    run: async (house, { name, path, preview, owner, onProgress }) => {
      const [{ importVisits }, { openOnDisk }] = await Promise.all([import('../visits/actions/import-visits.ts'), import('../platform/files/file-on-disk.ts')])
      const { read } = await import('../platform/action/transaction.ts')
      const providerId = pickOne('provider', owner, await read(house, actor, providers))
      const file = openOnDisk(path)
      try {
        return await importVisits(house, actor, { name, bytes: file, preview, providerId, onProgress })
      } finally {
        file.close()
      }
    },
  },
]

async function providers(work: Work): Promise<Candidate[]> {
  const { providerNames } = await import('../market/public.ts')
  return [...(await providerNames(work))].map(([id, label]) => ({ id, label }))
}
