import { createHash, randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { outcomeOfRefusedFile, type ImportOutcome } from '../../platform/files/import-outcome.ts'
import { readAreas, type AreaFile } from '../files/read-areas.ts'
import { mergeAreas, mergePostcodes, type Area, type MergePlan, type Postcode } from '../rules/merge-areas.ts'
import { listAreas, listKnownAreaCodes, listPostcodes } from '../store/area.read.ts'
import { saveAreas, savePostcodes } from '../store/area.write.ts'
import { isFileKnown } from '../store/import-file.read.ts'
import { insertImportFile } from '../store/import-file.write.ts'
import { lockImports } from '../store/register.write.ts'
import { IMPORT_MARKET } from '../terms.ts'

/** What an import of areas answers. */
export interface AreasOutcome extends ImportOutcome {
  /** What the file was recognised as; null when it was refused. */
  readonly layout: string | null
}

/**
 * Reads in open data on small areas: boundaries (GeoJSON), the lookup with districts, centres and rural-urban classes,
 * population, or postcodes. Rows add to what is known of an area; what a file does not say stays as it was.
 * Throws `Forbidden`. A file or a row that cannot be read is refused in the outcome. `preview` writes nothing.
 */
export async function importAreas(house: House, actor: Actor, input: { readonly name: string; readonly bytes: Buffer; readonly preview?: boolean }): Promise<AreasOutcome> {
  need(actor, IMPORT_MARKET)
  const file = readAreas(input.bytes)
  if (!file.ok) return { ...outcomeOfRefusedFile(file), layout: null }
  const sha256 = createHash('sha256').update(input.bytes).digest('hex')
  if (input.preview === true) return read(house, actor, async (work) => outcomeOf(file, await planImport(work, file), await isFileKnown(work.tx, 'areas', sha256)))
  return write(house, actor, async (work) => {
    await lockImports(work.tx)
    const plan = await planImport(work, file)
    const outcome = outcomeOf(file, plan, await isFileKnown(work.tx, 'areas', sha256))
    await saveAreas(work.tx, plan.areas.save)
    await savePostcodes(work.tx, plan.postcodes.save)
    const id = randomUUID()
    await insertImportFile(work.tx, { id, kind: 'areas', name: input.name, sha256, importedAt: work.now, importedBy: actor.name, summary: outcome.summary })
    work.audit({ kind: 'areas-imported', subjectKind: 'import-file', subjectId: id, detail: { sha256, layout: file.layout, ...outcome.summary } })
    return outcome
  })
}

interface AreaPlans {
  readonly areas: MergePlan<Area>
  readonly postcodes: MergePlan<Postcode>
}

async function planImport(work: Work, file: AreaFile): Promise<AreaPlans> {
  const areas = file.areas.length === 0 ? [] : await listAreas(work.tx, file.areas.map((row) => row.code))
  const codes = file.postcodes.length === 0 ? new Set<string>() : await listKnownAreaCodes(work.tx, [...new Set(file.postcodes.map((row) => row.areaCode))])
  const held = file.postcodes.length === 0 ? [] : await listPostcodes(work.tx, file.postcodes.map((row) => row.postcode))
  return { areas: mergeAreas(areas, file.areas), postcodes: mergePostcodes(held, codes, file.postcodes) }
}

/** Unlike a CQC file, the same file may change something when it comes again: rows refused before are taken once their area is known. */
function outcomeOf(file: AreaFile, { areas, postcodes }: AreaPlans, isKnown: boolean): AreasOutcome {
  const refused = [...areas.refusals, ...postcodes.refusals]
  return {
    summary: {
      read: file.counts.read,
      new: areas.counts.new + postcodes.counts.new,
      changed: areas.counts.changed + postcodes.counts.changed,
      repeated: areas.counts.repeated + postcodes.counts.repeated,
      refused: file.counts.refused + refused.length,
    },
    refusals: [...file.refusals, ...refused].sort((a, b) => a.row - b.row),
    notes: isKnown ? [...file.notes, 'This very file was read in before.'] : file.notes,
    layout: file.layout,
  }
}
