import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { countBoundaries, listDistricts } from '../store/area.read.ts'
import { listImportFiles, type ImportFile } from '../store/import-file.read.ts'
import { IMPORT_MARKET, SEE_MARKET } from '../terms.ts'

/** Files of a kind that were read in, the latest first. Needs `market.import`. */
export async function listFilesReadIn(house: House, actor: Actor, kind: 'cqc' | 'areas'): Promise<ImportFile[]> {
  return read(house, actor, async (work) => {
    need(actor, IMPORT_MARKET)
    return listImportFiles(work.tx, kind)
  })
}

/** What is known of areas so far, by district. Needs `market.import`. */
export async function listDistrictsKnown(house: House, actor: Actor): Promise<Awaited<ReturnType<typeof listDistricts>>> {
  return read(house, actor, async (work) => {
    need(actor, IMPORT_MARKET)
    return listDistricts(work.tx)
  })
}

/** Where the boundaries on the map come from: the file last read in, and whose codes the areas carry. Needs `market.see`. */
export async function getBoundarySource(house: House, actor: Actor): Promise<BoundarySource> {
  return read(house, actor, async (work) => {
    need(actor, SEE_MARKET)
    const file = (await listImportFiles(work.tx, 'areas')).find((each) => /\.(?:geo)?json$/i.test(each.name))
    return { file, ...(await countBoundaries(work.tx)) }
  })
}

/** The recorded source of boundaries. `ons` and `others` count areas by whether the Office for National Statistics gave their codes. */
export interface BoundarySource {
  readonly file: Pick<ImportFile, 'name' | 'importedAt'> | undefined
  readonly ons: number
  readonly others: number
}
