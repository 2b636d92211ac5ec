import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { wageFloors } from '../files/wage-floors.ts'
import { floorTotals, wageFloor, wageSpells, type WageSection, type WageSpell } from '../rules/wage-floor.ts'
import { findWageAssumptions, listWageReturns } from '../store/wage.read.ts'
import { SEE_WAGES, USUAL_PLACE, type WageAssumptions, type WageReturn } from '../terms/wage-floor.ts'

/** A return held against the floors of its days. */
export interface MeasuredReturn extends WageReturn {
  readonly providerName: string
  /** Which Real Living Wage it is held against. */
  readonly place: WageAssumptions['place']
  readonly spells: readonly WageSpell[]
  readonly sections: readonly WageSection[]
  readonly totals: ReturnType<typeof floorTotals>
}

/** Returns that stand, and the assumptions of the next one. */
export interface SeenWages {
  readonly returns: readonly MeasuredReturn[]
  readonly assumptions: Awaited<ReturnType<typeof findWageAssumptions>>
}

/** Wage returns that nothing replaced, the latest period first; a provider sees its own. Throws `Forbidden`. */
export async function seeWages(house: House, actor: Actor, filter: { readonly providerId?: string | undefined } = {}): Promise<SeenWages> {
  return read(house, actor, async (work) => {
    need(actor, SEE_WAGES)
    const assumptions = await findWageAssumptions(work.tx)
    const standing = (await listWageReturns(work.tx, { providerId: filter.providerId, isStanding: true })).filter((each) => isOwnOrganisation(actor, each.providerId))
    return { assumptions, returns: await measured(work, standing, assumptions?.document.place ?? USUAL_PLACE) }
  })
}

/** One return, replaced or not. Throws `Forbidden`, and `NotFound`, also for another provider's. */
export async function seeWageReturn(house: House, actor: Actor, wageReturnId: string): Promise<MeasuredReturn> {
  return read(house, actor, async (work) => {
    need(actor, SEE_WAGES)
    const [found] = await listWageReturns(work.tx, { id: wageReturnId })
    if (found === undefined || !isOwnOrganisation(actor, found.providerId)) throw new NotFound('The wage return')
    const [one] = await measured(work, [found], (await findWageAssumptions(work.tx))?.document.place ?? USUAL_PLACE)
    if (one === undefined) throw new NotFound('The wage return')
    return one
  })
}

async function measured(work: Work, returns: readonly WageReturn[], usualPlace: WageAssumptions['place']): Promise<MeasuredReturn[]> {
  const names = await providerNames(work, [...new Set(returns.map((each) => each.providerId))])
  return returns.map((each) => {
    // A return reckoned from visits keeps the assumptions of its time.
    const place = each.document.kind === 'rate' ? each.document.assumptions.place : usualPlace
    const spells = wageSpells({ fromOn: each.fromOn.toString(), toOn: each.toOn.toString() }, each.document)
    const sections = wageFloor(spells, wageFloors, place)
    return { ...each, providerName: names.get(each.providerId) ?? 'Provider', place, spells, sections, totals: floorTotals(sections) }
  })
}
