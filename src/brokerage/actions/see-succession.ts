import { listPackageSummaries, weeklyMinutes } from '../../care/public.ts'
import type { Minutes } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import { getProvider, listFrameworks, listGuarantees, listPresentProviders, listRates, listSuccessions, rateFor } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { agreedOn } from '../rules/placement-life.ts'
import { successionFault } from '../rules/succession.ts'
import { listOpenSearchesAsking } from '../store/open-offer.read.ts'
import { listSubcontracts } from '../store/subcontract.read.ts'
import { countSucceeded } from '../store/succession.read.ts'
import { SUCCEED_PROVIDERS, type SuccessionPart } from '../terms/succession.ts'
import { passingPlacements } from './carry-out-succession.ts'
import { successionFacts, type SuccessionInput } from './record-succession.ts'
import { zoneNames } from './see-board.ts'

/** What a succession would do, as it stands today: the placements pass on their day as they are then. */
export interface SuccessionPreview {
  readonly fault: (Reason & { readonly field: string }) | undefined
  readonly providerName: string
  readonly successorName: string
  readonly fromOn: Temporal.PlainDate
  readonly people: number
  readonly placements: number
  readonly weeklyMinutes: Minutes
  readonly weeklyPence: number
  readonly parts: readonly (SuccessionPart & { readonly frameworkName: string; readonly zoneName: string })[]
  /** Live placements that stay with the provider, and why. */
  readonly staying: readonly { readonly placementId: string; readonly packageReference: string; readonly weeklyMinutes: Minutes; readonly reason: Reason }[]
  readonly openOffers: number
  readonly subcontracts: number
  readonly guaranteedMinutes: Minutes
}

/** Previews a succession; writes nothing. Throws `Forbidden` and `NotFound`. */
export async function previewSuccession(house: House, actor: Actor, input: Pick<SuccessionInput, 'providerId' | 'successorId' | 'fromOn'>): Promise<SuccessionPreview> {
  return read(house, actor, async (work) => {
    need(actor, SUCCEED_PROVIDERS)
    const { providerId, fromOn } = input
    const facts = await successionFacts(work, input)
    const all = await passingPlacements(work, providerId, fromOn)
    const frameworks = new Map((await listFrameworks(work)).map((each) => [each.id, each.name]))
    const zones = await zoneNames(work, all.map(({ placement }) => placement.frameworkId))
    const packages = new Map((await listPackageSummaries(work, all.map(({ placement }) => placement.packageId))).map((each) => [each.id, each]))
    const rates = new Map(await Promise.all([...new Set(all.map(({ placement }) => placement.frameworkId))].map(async (id) => [id, await listRates(work, id)] as const)))
    const passing = all.flatMap(({ placement, how }) => {
      if (!('passing' in how)) return []
      const { frameworkId, zoneId, serviceLine, tier, agreedPencePerHour, pencePerHour } = placement
      const rate = rateFor(rates.get(frameworkId) ?? [], { zoneId, serviceLine, tier, on: how.passing.startsOn })
      const { startsOn } = how.passing
      const agreed = agreedOn(agreedPencePerHour, how.passing.prices, startsOn)
      return [{ placement, minutes: weeklyMinutes(how.passing.pattern), pence: agreed.pencePerHour ?? (rate.ok ? rate.value.pencePerHour : pencePerHour), weekPence: agreed.pencePerWeek }]
    })
    const parts = [...Map.groupBy(passing, ({ placement }) => placement.zoneId)].map(([zoneId, held]) => ({
      frameworkId: held[0]?.placement.frameworkId ?? '',
      zoneId,
      frameworkName: frameworks.get(held[0]?.placement.frameworkId ?? '') ?? '',
      zoneName: zones.get(zoneId) ?? '',
      people: new Set(held.map(({ placement }) => placement.personId)).size,
      weeklyMinutes: held.reduce((sum, each) => sum + each.minutes, 0),
      // Each placement's week to the nearest penny, so that the parts add up to the whole.
      weeklyPence: held.reduce((sum, { minutes, pence, weekPence }) => sum + (weekPence ?? Math.round((minutes * pence) / 60)), 0),
    }))
    return {
      fault: successionFault(facts),
      providerName: facts.provider.name,
      successorName: facts.successor.name,
      fromOn,
      people: new Set(passing.map(({ placement }) => placement.personId)).size,
      placements: passing.length,
      weeklyMinutes: parts.reduce((sum, part) => sum + part.weeklyMinutes, 0),
      weeklyPence: parts.reduce((sum, part) => sum + part.weeklyPence, 0),
      parts: parts.toSorted((a, b) => a.frameworkName.localeCompare(b.frameworkName, 'en-GB') || a.zoneName.localeCompare(b.zoneName, 'en-GB')),
      staying: all.flatMap(({ placement, how }) => ('stays' in how ? [{ placementId: placement.id, packageReference: packages.get(placement.packageId)?.reference ?? '', weeklyMinutes: packages.get(placement.packageId)?.weeklyMinutes ?? 0, reason: how.stays }] : [])),
      openOffers: (await listOpenSearchesAsking(work.tx, providerId)).length,
      subcontracts: (await listSubcontracts(work.tx, { involving: providerId })).filter((each) => each.toOn === null || Temporal.PlainDate.compare(each.toOn, fromOn) >= 0).length,
      guaranteedMinutes: await guaranteedMinutes(work, providerId, [...frameworks.keys()], fromOn),
    }
  })
}

async function guaranteedMinutes(work: Work, providerId: string, frameworkIds: readonly string[], on: Temporal.PlainDate): Promise<Minutes> {
  let minutes = 0
  for (const frameworkId of frameworkIds) {
    const begun = (await listGuarantees(work, frameworkId)).filter((each) => each.providerId === providerId && Temporal.PlainDate.compare(each.fromOn, on) <= 0)
    // The latest of each zone comes first, and holds.
    for (const [held] of Map.groupBy(begun, (each) => each.zoneId).values()) minutes += held?.weeklyMinutes ?? 0
  }
  return minutes
}

/** Who could take over from a provider: every provider that has not left. */
export async function listSuccessorChoices(house: House, actor: Actor, providerId: string): Promise<{ readonly providerName: string; readonly choices: readonly { readonly id: string; readonly name: string }[]; readonly tomorrow: Temporal.PlainDate }> {
  return read(house, actor, async (work) => {
    need(actor, SUCCEED_PROVIDERS)
    const { name } = await getProvider(work, providerId)
    return { providerName: name, choices: (await listPresentProviders(work)).filter((each) => each.id !== providerId), tomorrow: work.today.add({ days: 1 }) }
  })
}

/** A recorded succession: who took over, from when, and how many placements have passed on so far. */
export interface SeenSuccession {
  readonly leavingId: string
  readonly providerId: string
  readonly providerName: string
  readonly successorId: string
  readonly successorName: string
  readonly fromOn: Temporal.PlainDate
  readonly note: string | null
  readonly recordedBy: string
  readonly placements: number
}

/** Every succession on record, the latest day first. */
export async function listSeenSuccessions(house: House, actor: Actor): Promise<SeenSuccession[]> {
  return read(house, actor, async (work) => {
    need(actor, SUCCEED_PROVIDERS)
    const found = await listSuccessions(work)
    const counts = await countSucceeded(work.tx, found.map((each) => each.id))
    return found.flatMap(({ id, providerId, providerName, successorId, successorName, leftOn, note, recordedBy }) => (successorId === null ? [] : [{ leavingId: id, providerId, providerName, successorId, successorName: successorName ?? '', fromOn: leftOn.add({ days: 1 }), note, recordedBy, placements: counts.get(id) ?? 0 }]))
  })
}
