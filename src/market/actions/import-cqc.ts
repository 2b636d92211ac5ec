import { createHash, randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { outcomeOfRefusedFile, type ImportOutcome, type ImportSummary } from '../../platform/files/import-outcome.ts'
import { readCqc, type CqcFile } from '../files/read-cqc.ts'
import type { CqcChange, CqcFate, CqcPlan } from '../rules/cqc-row.ts'
import { coveredAuthorities, notListed } from '../rules/not-listed.ts'
import { mergeCqc, type HeldRegister } from '../rules/merge-cqc.ts'
import { insertImportFile } from '../store/import-file.write.ts'
import { isFileKnown } from '../store/import-file.read.ts'
import { listHomeCareLocationsIn, listLocationsByCqcId, listProvidersByCqcId, listProvidersById } from '../store/provider.read.ts'
import { listRatingsOfLocations } from '../store/rating.read.ts'
import { addRatings, lockImports, saveLocations, saveProviders } from '../store/register.write.ts'
import { IMPORT_MARKET } from '../terms.ts'

/** What a CQC import answers: the counts of rows, the refusals, and what the file says otherwise than the register did. */
export interface CqcOutcome extends ImportOutcome {
  /** The layout the file was recognised as; null when it was refused. */
  readonly layout: string | null
  readonly changes: readonly CqcChange[]
}

/**
 * Reads in a CQC file of any of its layouts: providers, their locations, and every rating published, which are kept
 * beside those held and never overwrite them. `preview` answers the same and writes nothing. A file that was read in
 * before changes nothing: all its rows are repeated.
 * Throws `Forbidden`. A file or a row that cannot be read is refused in the outcome.
 */
export async function importCqc(house: House, actor: Actor, input: { readonly name: string; readonly bytes: Buffer; readonly preview?: boolean }): Promise<CqcOutcome> {
  need(actor, IMPORT_MARKET)
  const file = readCqc(input.bytes)
  if (!file.ok) return { ...outcomeOfRefusedFile(file), layout: null, changes: [] }
  const sha256 = createHash('sha256').update(input.bytes).digest('hex')
  if (input.preview === true) return read(house, actor, async (work) => (await planImport(work, file, sha256)).outcome)
  return write(house, actor, async (work) => {
    await lockImports(work.tx)
    const { outcome, plan, held } = await planImport(work, file, sha256)
    const id = randomUUID()
    if (plan !== null) await savePlan(work, plan, held)
    await insertImportFile(work.tx, { id, kind: 'cqc', name: input.name, sha256, importedAt: work.now, importedBy: actor.name, summary: outcome.summary })
    work.audit({ kind: 'cqc-imported', subjectKind: 'import-file', subjectId: id, detail: { sha256, layout: file.layout, ...outcome.summary } })
    return outcome
  })
}

interface Planned {
  readonly outcome: CqcOutcome
  /** Null when the file was read in before. */
  readonly plan: CqcPlan | null
  readonly held: HeldRegister
}

const NOTHING: HeldRegister = { providers: [], locations: [], ratings: [] }

async function planImport(work: Work, file: CqcFile, sha256: string): Promise<Planned> {
  if (await isFileKnown(work.tx, 'cqc', sha256)) {
    const summary = { read: file.counts.read, new: 0, changed: 0, repeated: file.counts.read - file.counts.refused, refused: file.counts.refused }
    return { outcome: { summary, refusals: file.refusals, notes: [...file.notes, 'This very file was read in before: nothing in it is new.'], layout: file.layout, changes: [] }, plan: null, held: NOTHING }
  }
  const locations = await listLocationsByCqcId(work.tx, [...new Set(file.rows.map((row) => row.cqcLocationId))])
  const named = await listProvidersByCqcId(work.tx, [...new Set(file.rows.map((row) => row.provider.cqcProviderId))])
  const others = await listProvidersById(work.tx, [...new Set(locations.map((location) => location.providerId))].filter((id) => !named.some((provider) => provider.id === id)))
  const held = { providers: [...named, ...others], locations, ratings: await listRatingsOfLocations(work.tx, locations.map((location) => location.id)) }
  const plan = mergeCqc(held, file.rows)
  const gone = file.listsAll ? notListed(await listHomeCareLocationsIn(work.tx, [...coveredAuthorities(file.rows)]), file.rows) : []
  const outcome = {
    summary: summaryOf(file, plan),
    refusals: [...file.refusals, ...plan.refusals].sort((a, b) => a.row - b.row),
    notes: file.notes,
    layout: file.layout,
    changes: [...plan.changes, ...gone],
  }
  return { outcome, plan, held }
}

function summaryOf(file: CqcFile, plan: CqcPlan): ImportSummary {
  const counts: Record<CqcFate, number> = { new: 0, changed: 0, repeated: 0 }
  for (const fate of plan.fates.values()) counts[fate] += 1
  return { read: file.counts.read, ...counts, refused: file.counts.refused + plan.refusals.length }
}

async function savePlan(work: Work, plan: CqcPlan, held: HeldRegister): Promise<void> {
  const providerIds = new Map(held.providers.map((provider) => [provider.cqcProviderId ?? '', provider.id]))
  const locationIds = new Map(held.locations.map((location) => [location.cqcLocationId, location.id]))
  const idOf = (ids: Map<string, string>, key: string): string => {
    const id = ids.get(key) ?? randomUUID()
    ids.set(key, id)
    return id
  }
  await saveProviders(work.tx, plan.providers.map((provider) => ({ ...provider, id: idOf(providerIds, provider.cqcProviderId) })), work.now)
  await saveLocations(work.tx, plan.locations.map((location) => ({ ...location, id: idOf(locationIds, location.cqcLocationId), providerId: idOf(providerIds, location.cqcProviderId) })), work.now)
  await addRatings(work.tx, plan.ratings.map((rating) => ({ ...rating, locationId: idOf(locationIds, rating.cqcLocationId) })), work.now)
}
