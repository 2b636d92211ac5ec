import { z } from 'zod'
import { personIdsByReference } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import type { Refusal } from '../../platform/files/import-outcome.ts'
import { fateOfTold } from '../rules/told-version.ts'
import { listToldPeople, listToldWorkers, type ToldPerson, type ToldWorker } from '../store/told.read.ts'
import { saveToldPeople, saveToldWorkers } from '../store/told.write.ts'
import { lockImport } from '../store/visit-record.write.ts'
import { SEND_VISITS } from '../terms.ts'
import { namedBy, shapeRefusals, type Acknowledgement } from './acknowledge.ts'

/** A care worker as a program tells it. No name: the council needs none. */
const workerJson = z.object({ reference: z.string().min(1).max(50), sequence: z.int().min(0), startedOn: z.iso.date().nullish(), leftOn: z.iso.date().nullish() })
/** What a program calls a person. */
const personJson = z.object({ reference: z.string().min(1).max(50), sequence: z.int().min(0), personReference: z.string().min(1).max(50) })

interface Batch {
  readonly providerId: string
  readonly records: readonly unknown[]
}

/** Takes a batch of care workers. Each is acknowledged by itself; sending the same again changes nothing. */
export async function tellWorkers(house: House, actor: Actor, batch: Batch): Promise<Acknowledgement[]> {
  return tell(house, actor, batch, 'visit-workers-told', workerJson, {
    held: (work, references) => listToldWorkers(work.tx, batch.providerId, references),
    judge: () => Promise.resolve((sent) => ({ reference: sent.reference, sequence: sent.sequence, startedOn: sent.startedOn ?? null, leftOn: sent.leftOn ?? null })),
    save: (work, workers: ToldWorker[]) => saveToldWorkers(work.tx, { providerId: batch.providerId, at: work.now }, workers),
  })
}

/** Takes a batch of what the provider calls people. A reference of nobody the provider cares for is refused. */
export async function tellPeople(house: House, actor: Actor, batch: Batch): Promise<Acknowledgement[]> {
  return tell(house, actor, batch, 'visit-people-told', personJson, {
    held: (work, references) => listToldPeople(work.tx, batch.providerId, references),
    judge: async (work, all) => {
      const known = await personIdsByReference(work, [...new Set(all.map((each) => each.personReference))])
      return (sent) => (known.has(sent.personReference) ? sent : 'No person of yours has this reference')
    },
    save: (work, people: ToldPerson[]) => saveToldPeople(work.tx, { providerId: batch.providerId, at: work.now }, people),
  })
}

interface Register<Sent, Told> {
  held(work: Work, references: readonly string[]): Promise<Told[]>
  /** Makes a good record of each that was sent, or says why not. */
  judge(work: Work, all: readonly Sent[]): Promise<(sent: Sent) => Told | string>
  save(work: Work, told: Told[]): Promise<void>
}

async function tell<Sent extends { reference: string; sequence: number }, Told extends { readonly reference: string; readonly sequence: number }>(
  house: House,
  actor: Actor,
  { providerId, records }: Batch,
  kind: string,
  schema: z.ZodType<Sent>,
  register: Register<Sent, Told>,
): Promise<Acknowledgement[]> {
  need(actor, SEND_VISITS)
  if (!isOwnOrganisation(actor, providerId)) throw new NotFound('The provider')
  return write(house, actor, async (work) => {
    await lockImport(work.tx, providerId)
    const parsed = records.map((record) => schema.safeParse(record))
    const good = parsed.flatMap((each) => (each.success ? [each.data] : []))
    const judge = await register.judge(work, good)
    const newest = new Map((await register.held(work, [...new Set(good.map((each) => each.reference))])).map((each) => [each.reference, each]))
    const save = new Map<string, Told>()
    const acknowledgements = parsed.map((each, index): Acknowledgement => {
      const place = index + 1
      const named = namedBy(records[index], 'reference')
      const refused = (refusals: Refusal[]): Acknowledgement => ({ place, ...named, status: 'refused', refusals })
      if (!each.success) return refused(shapeRefusals(place, each.error))
      const told = judge(each.data)
      if (typeof told === 'string') return refused([{ row: place, column: 'personReference', value: null, reason: told, fix: 'Use the reference that Tendwell shows you, and send it again once the person is placed with you' }])
      const held = newest.get(told.reference)
      const fate = fateOfTold(held && versionOf(held), versionOf(told))
      if (fate === 'contradiction') return refused([{ row: place, column: 'sequence', value: String(told.sequence), reason: 'This reference and sequence came before with other content', fix: `Send it with a sequence above ${String(told.sequence)}` }])
      // What repeats the held version under a higher sequence is kept for its number: a version in between that comes later is older.
      if (fate === 'new' || fate === 'changed' || (fate === 'repeated' && told.sequence > (held?.sequence ?? told.sequence))) {
        newest.set(told.reference, told)
        save.set(told.reference, told)
      }
      return { place, ...named, status: fate, refusals: [] }
    })
    await register.save(work, [...save.values()])
    work.audit({ kind, subjectKind: 'provider', subjectId: providerId, detail: { records: records.length, kept: save.size } })
    return acknowledgements
  })
}

function versionOf({ sequence, ...content }: { readonly sequence: number }): { sequence: number; content: string } {
  return { sequence, content: JSON.stringify(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1))) }
}
