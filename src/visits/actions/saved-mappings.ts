import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { listMappingEvents, listMappings } from '../store/mapping.read.ts'
import { insertMappingNote } from '../store/mapping.write.ts'
import { lockImport } from '../store/visit-record.write.ts'
import { SEND_VISITS } from '../terms.ts'
import type { MappingEvent, SavedMapping } from '../terms/mapping.ts'

/** What a provider says of a saved mapping. */
export type MappingDeed = { readonly kind: 'renamed'; readonly name: string } | { readonly kind: 'withdrawn' }

/** The mappings that the actor's provider has saved, those that stand first; none for the council's staff. */
export async function seeMappings(house: House, actor: Actor): Promise<SavedMapping[]> {
  need(actor, SEND_VISITS)
  const { organisationId } = actor
  return organisationId === null ? [] : read(house, actor, (work) => listMappings(work.tx, organisationId))
}

/** One mapping with what became of it, newest first; any of its versions names it. Throws `NotFound` for another provider's. */
export async function seeSavedMapping(house: House, actor: Actor, mappingId: string): Promise<{ readonly mapping: SavedMapping; readonly events: readonly MappingEvent[] }> {
  need(actor, SEND_VISITS)
  return read(house, actor, async (work) => {
    const [mapping] = actor.organisationId === null ? [] : await listMappings(work.tx, actor.organisationId, mappingId)
    if (mapping === undefined) throw new NotFound('The mapping')
    return { mapping, events: await listMappingEvents(work.tx, mapping.id) }
  })
}

/**
 * Gives a mapping a name, or withdraws it: tables with its headings are asked about again. Every version is kept, and files say through which they were
 * read. Throws `Refused` for an empty name and for one that is withdrawn already; `NotFound`.
 */
export async function sayOfMapping(house: House, actor: Actor, mappingId: string, deed: MappingDeed): Promise<void> {
  need(actor, SEND_VISITS)
  const providerId = actor.organisationId
  if (providerId === null) throw new NotFound('The mapping')
  await write(house, actor, async (work) => {
    await lockImport(work.tx, providerId)
    const [mapping] = await listMappings(work.tx, providerId, mappingId)
    if (mapping === undefined) throw new NotFound('The mapping')
    const name = deed.kind === 'renamed' ? deed.name.trim() : null
    if (name === '') throw new Refused('name', 'Enter a name', 'name')
    if (name !== null && name.length > 100) throw new Refused('name', 'Enter 100 characters or fewer', 'name')
    if (deed.kind === 'withdrawn' && mapping.isWithdrawn) throw new Refused('withdrawn', 'It is withdrawn already')
    await insertMappingNote(work.tx, { mappingId: mapping.id, providerId, kind: deed.kind, name, at: work.now, by: work.actor.name })
    work.audit({ kind: `visit-mapping-${deed.kind}`, subjectKind: 'visit-mapping', subjectId: mapping.id, detail: { version: mapping.version } })
  })
}
