import { londonDate } from '../../kernel/london.ts'
import type { MinutesByDayPart } from '../../kernel/day-part.ts'
import { providerNames } from '../../market/public.ts'
import type { ServiceLine } from '../../care/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { capacityAge, type CapacityAge } from '../rules/capacity-age.ts'
import { capacityLeft } from '../rules/capacity-left.ts'
import { listNewestDeclarations, listPossibleUses } from '../store/capacity.read.ts'
import { DECLARE_CAPACITY, SEE_CAPACITY, type CapacityDeclaration } from '../terms/capacity.ts'
import { chasingTerms } from './chasing-terms.ts'
import { ownZones, type StoodZone } from './declare-capacity.ts'

/** What a provider sees of its own capacity. */
export interface OwnCapacity {
  /** The newest declaration; undefined while there is none. */
  readonly declared: CapacityDeclaration | undefined
  readonly age: CapacityAge | null
  readonly declaredOn: Temporal.PlainDate | null
  /** The zones for which it may declare hours. */
  readonly zones: readonly StoodZone[]
  /** Days after which a declaration no longer counts. */
  readonly staleAfterDays: number
}

/** The declaration of the actor's own organisation, and the zones it may declare for. */
export async function seeOwnCapacity(house: House, actor: Actor): Promise<OwnCapacity> {
  return read(house, actor, async (work) => {
    need(actor, DECLARE_CAPACITY)
    const declared = (await listNewestDeclarations(work.tx)).get(actor.organisationId ?? '')
    const declaredOn = declared === undefined ? null : londonDate(declared.declaredAt)
    const { capacityStaleDays } = await chasingTerms(work)
    return { declared, declaredOn, staleAfterDays: capacityStaleDays, age: declaredOn === null ? null : capacityAge(declaredOn, work.today, capacityStaleDays), zones: await ownZones(work) }
  })
}

/** One line of declared capacity, or a provider that has declared none. */
export interface SeenCapacity {
  readonly providerId: string
  readonly providerName: string
  /** Null for a provider without a declaration, or whose declaration says that it has no free hours. */
  readonly line: { readonly zoneId: string; readonly zoneName: string; readonly serviceLine: ServiceLine; readonly minutes: MinutesByDayPart; readonly left: MinutesByDayPart } | null
  readonly twoWorkers: boolean
  readonly age: CapacityAge | null
  readonly declaredOn: Temporal.PlainDate | null
  readonly declaredBy: string | null
}

/** Declared capacity of every provider that stands on a framework in force, by name, with its age and what is left of it. */
export async function seeCapacity(house: House, actor: Actor): Promise<{ readonly rows: readonly SeenCapacity[]; readonly staleAfterDays: number }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_CAPACITY)
    const zones = await ownZones(work)
    const zoneNames = new Map(zones.map((each) => [each.zoneId, each.zoneName]))
    const { capacityStaleDays } = await chasingTerms(work)
    const declarations = await listNewestDeclarations(work.tx)
    const names = await providerNames(work, [...new Set([...zones.map((each) => each.providerId), ...declarations.keys()])])
    const oldest = [...declarations.values()].map((each) => each.declaredAt).toSorted((a, b) => Temporal.Instant.compare(a, b))[0]
    const uses = Map.groupBy(oldest === undefined ? [] : await listPossibleUses(work.tx, [...declarations.keys()], oldest), (use) => use.providerId)
    const rows = [...names].toSorted((a, b) => (a[1].toLowerCase() < b[1].toLowerCase() ? -1 : 1)).flatMap(([providerId, providerName]): SeenCapacity[] => {
      const declared = declarations.get(providerId)
      if (declared === undefined) return [{ providerId, providerName, line: null, twoWorkers: false, age: null, declaredOn: null, declaredBy: null }]
      const declaredOn = londonDate(declared.declaredAt)
      const whole = { providerId, providerName, twoWorkers: declared.twoWorkers, age: capacityAge(declaredOn, work.today, capacityStaleDays), declaredOn, declaredBy: declared.declaredBy }
      if (declared.lines.length === 0) return [{ ...whole, line: null }]
      return declared.lines.map((line) => ({
        ...whole,
        line: { ...line, zoneName: zoneNames.get(line.zoneId) ?? '', left: capacityLeft(line, uses.get(providerId) ?? [], declared.declaredAt, work.now, work.today) },
      }))
    })
    return { rows, staleAfterDays: capacityStaleDays }
  })
}
