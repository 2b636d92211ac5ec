import { listPlacements, offerHistory, placementLives, reablementsOfPerson, weeksNow } from '../../brokerage/public.ts'
import { fundingsOf, getPerson, listPackagesOfPerson, listReferralsOfPerson } from '../../care/public.ts'
import { SEE_OWN_CARE, SEE_OWN_PEOPLE, SEE_PEOPLE, type CarePackage } from '../../care/terms.ts'
import { listZones, providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { plannedVisitsOfPerson, weeksOfPerson } from '../../visits/public.ts'
import { mondayOf } from '../../kernel/date-range.ts'
import type { OwnCare, PersonRecord } from '../terms.ts'

/** Weeks of visits shown on the timeline. */
const WEEKS_SHOWN = 26

/**
 * A person's record. Audits `person-read`. Throws `NotFound` for a provider that holds no placement of theirs that has
 * not ended: row-level security would show the person of an ended one too, and this asks for more.
 */
export async function personRecord(house: House, actor: Actor, personId: string): Promise<PersonRecord> {
  return read(house, actor, async (work) => {
    const isProvider = actor.organisationId !== null
    need(actor, isProvider ? SEE_OWN_PEOPLE : SEE_PEOPLE)
    const held = await listPlacements(work, { personId, ...(actor.organisationId === null ? {} : { providerId: actor.organisationId, fromOn: work.today }) })
    if (isProvider && held.length === 0) throw new NotFound('The person')
    const person = await getPerson(work, personId)
    const all = await listPackagesOfPerson(work, personId)
    const packages = isProvider ? all.filter((each) => held.some((placement) => placement.packageId === each.id)) : all
    const lives = await placementLives(work, held.map((each) => each.id))
    const offers = isProvider ? [] : await offerHistory(work, packages.map((each) => each.id))
    return {
      today: work.today,
      person,
      packages,
      placements: held,
      lives: [...lives.values()],
      placedWeeks: await weeksNow(work, held, lives, new Map(packages.map((each) => [each.id, each.pattern]))),
      fundings: isProvider ? new Map() : await fundingsOf(work, packages.map((each) => each.id)),
      reablements: isProvider ? [] : await reablementsOfPerson(work, personId),
      providers: await providerNames(work, [...new Set([...held, ...offers].map((each) => each.providerId))]),
      zones: await zoneNames(work, packages),
      weeks: await weeksOfPerson(work, personId, mondayOf(work.today).subtract({ weeks: WEEKS_SHOWN }), work.today),
      referrals: isProvider ? [] : await listReferralsOfPerson(work, personId),
      offers,
    }
  })
}

/** The care of the person who asks. Throws `NotFound` when the account stands for nobody. Audits `person-read`: their own reading is part of the history. */
export async function ownCare(house: House, actor: Actor): Promise<OwnCare> {
  return read(house, actor, async (work) => {
    need(actor, SEE_OWN_CARE)
    const { personId } = actor
    if (personId === null) throw new NotFound('Your care')
    const person = await getPerson(work, personId)
    const packages = (await listPackagesOfPerson(work, personId)).filter((each) => each.withdrawnOn === null)
    const placements = await listPlacements(work, { personId, fromOn: work.today })
    const weekOn = mondayOf(work.today)
    const visits = await plannedVisitsOfPerson(work, personId, weekOn, weekOn.add({ days: 6 }))
    // Their own role reads neither prices nor rates: no cost is told rather than that of the day it was placed.
    const placedWeeks = new Map<string, never>()
    const ids = [...new Set([...placements, ...visits].map((each) => each.providerId))]
    return { today: work.today, person, packages, placements, placedWeeks, providers: await providerNames(work, ids), weekOn, visits }
  })
}

async function zoneNames(work: Work, packages: readonly CarePackage[]): Promise<Map<string, string>> {
  const frameworks = [...new Set(packages.map((each) => each.frameworkId))]
  const zones = new Map<string, string>()
  for (const frameworkId of frameworks) for (const zone of await listZones(work, frameworkId)) zones.set(zone.id, zone.name)
  return zones
}
