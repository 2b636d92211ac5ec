import { getPackage, listPackages, personLabels } from '../../care/public.ts'
import type { CarePackage } from '../../care/terms.ts'
import { listFrameworks, listZones } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { roomOn } from '../rules/reablement-room.ts'
import { findReablementDecision, findReablementRule, listReablementCapacity, listReablementRules, listReablements } from '../store/reablement.read.ts'
import { SEE_REABLEMENT, type Reablement, type ReablementDecision, type ReablementRule } from '../terms/reablement.ts'
import { roomTaken } from './reablement-gateway.ts'

/** A reablement with what lists say of it. Of the person: reference and initials. */
export interface SeenReablement extends Reablement {
  readonly person: { readonly reference: string; readonly initials: string }
  readonly zoneName: string | null
}

/** What a zone has today, and what of it is free. */
export interface SeenRoom {
  readonly zoneId: string
  readonly zoneName: string
  readonly unit: 'places' | 'minutes'
  readonly size: number
  readonly taken: number
  readonly free: number
}

/** Everybody who waits for reablement or is in it, those referred first on top, the room of each zone, and whether the gateway is open. */
export async function seeReablement(house: House, actor: Actor): Promise<{ readonly today: Temporal.PlainDate; readonly rows: readonly SeenReablement[]; readonly rooms: readonly SeenRoom[]; readonly rule: ReablementRule | null }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_REABLEMENT)
    const rows = await described(work, await listReablements(work.tx, { isOpen: true }))
    const zones = await zonesNow(work)
    const declared = Map.groupBy(await listReablementCapacity(work.tx), (each) => each.zoneId)
    const rooms = zones.flatMap(({ id, name }) => {
      const room = roomOn(declared.get(id) ?? [], rows.filter((row) => row.zoneId === id).flatMap((row) => roomTaken(row) ?? []), work.today, work.today)
      return room === undefined ? [] : [{ zoneId: id, zoneName: name, ...room }]
    })
    return { today: work.today, rows, rooms, rule: (await findReablementRule(work.tx)) ?? null }
  })
}

/** One reablement in full. */
export interface WholeReablement extends SeenReablement {
  readonly today: Temporal.PlainDate
  readonly package: CarePackage
  readonly decision: (ReablementDecision & { readonly decidedBy: string }) | null
  readonly next: CarePackage | null
  readonly usualWeeks: number
}

/** One reablement with its package, why it came first and what followed. Audits `reablement-read`. Throws `NotFound`. */
export async function seeOneReablement(house: House, actor: Actor, reablementId: string): Promise<WholeReablement> {
  return read(house, actor, async (work) => {
    need(actor, SEE_REABLEMENT)
    const [seen] = await described(work, await listReablements(work.tx, { id: reablementId }))
    if (seen === undefined) throw new NotFound('The reablement')
    work.audit({ kind: 'reablement-read', subjectKind: 'reablement', subjectId: seen.id, personId: seen.personId })
    const nextId = seen.exit?.nextPackageId ?? null
    return {
      ...seen,
      today: work.today,
      package: await getPackage(work, seen.packageId),
      decision: (await findReablementDecision(work.tx, seen.packageId)) ?? null,
      next: nextId === null ? null : ((await listPackages(work, [nextId]))[0] ?? null),
      usualWeeks: (await findReablementRule(work.tx))?.document.usualWeeks ?? USUAL_WEEKS,
    }
  })
}

/** Weeks of a stay where no council has said otherwise. Ours; the form may be given other days. */
const USUAL_WEEKS = 6

/** The reablement that took a package off the awaiting-care list, or that it followed; null for neither. */
export async function reablementOfPackage(house: House, actor: Actor, packageId: string): Promise<Reablement | null> {
  return read(house, actor, async (work) => {
    need(actor, SEE_REABLEMENT)
    const [found] = await listReablements(work.tx, { aroundPackageId: packageId })
    return found ?? null
  })
}

/** The rule as it holds, with every rule before it, the newest first. */
export async function seeReablementRules(house: House, actor: Actor): Promise<readonly ReablementRule[]> {
  return read(house, actor, async (work) => {
    need(actor, SEE_REABLEMENT)
    return listReablementRules(work.tx)
  })
}

/** Zones of the frameworks in force, for which places can be declared. */
export async function seeReablementZones(house: House, actor: Actor): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return read(house, actor, async (work) => {
    need(actor, SEE_REABLEMENT)
    return zonesNow(work)
  })
}

/** The zones of the frameworks that have not ended, each with its framework's name where there are several. */
export async function zonesNow(work: Work): Promise<{ readonly id: string; readonly name: string }[]> {
  const frameworks = (await listFrameworks(work)).filter((each) => Temporal.PlainDate.compare(work.today, each.endsOn) <= 0)
  const zones: { id: string; name: string }[] = []
  for (const framework of frameworks) for (const zone of await listZones(work, framework.id)) zones.push({ id: zone.id, name: frameworks.length === 1 ? zone.name : `${zone.name} (${framework.name})` })
  return zones
}

async function described(work: Work, rows: readonly Reablement[]): Promise<SeenReablement[]> {
  const people = await personLabels(work, [...new Set(rows.map((row) => row.personId))])
  const zones = new Map((await zonesNow(work)).map((zone) => [zone.id, zone.name]))
  return rows.map((row) => ({ ...row, person: people.get(row.personId) ?? { reference: '', initials: '' }, zoneName: row.zoneId === null ? null : (zones.get(row.zoneId) ?? null) }))
}
