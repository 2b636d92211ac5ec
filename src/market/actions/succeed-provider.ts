import { randomUUID } from 'node:crypto'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'
import { standingEnds } from '../rules/standing-ends.ts'
import { standingsPassing } from '../rules/standings-passing.ts'
import { listBlockRows } from '../store/block.read.ts'
import { findProvider } from '../store/provider.read.ts'
import { insertBlock } from '../store/block.write.ts'
import { listFrameworks } from '../store/framework.read.ts'
import { insertLeaving } from '../store/leaving.write.ts'
import { lockProvider, saveLeaving } from '../store/provider.write.ts'
import { listStandings } from '../store/standing.read.ts'
import { endStandingOn, insertStandings } from '../store/standing.write.ts'
import { KEEP_MARKET, LEAVING_REASON_NAMES } from '../terms.ts'
import type { Leaving } from '../terms/leaving.ts'

/** A provider that leaves by merger or buy-out, and what its successor takes over. */
export interface ProviderSuccession extends Omit<Leaving, 'id' | 'frameworkId' | 'successorId'> {
  readonly successorId: string
  /** Whether the successor takes the provider's places in zones where it has none of its own. */
  readonly takesStandings: boolean
}

/**
 * Records that a provider leaves and another takes its place from the day after: its standings end, the successor is granted them where it
 * has none, and guaranteed hours pass on in the zones in which it then stands. Placements are brokerage's to pass on. Answers the leaving's id.
 * Throws `Forbidden`, `NotFound`, and `Refused` when the provider has its last day already.
 */
export async function succeedProvider(work: Work, input: ProviderSuccession): Promise<{ readonly leavingId: string; readonly standings: number; readonly blocks: number }> {
  need(work.actor, KEEP_MARKET)
  const { providerId, successorId, leftOn, reason } = input
  // In one order, so that two mergers at once cannot wait for each other.
  for (const id of [providerId, successorId].toSorted()) if (!(await lockProvider(work.tx, id))) throw new NotFound('The provider')
  const provider = await findProvider(work.tx, providerId)
  if (provider?.leftOn !== null) throw new Refused('provider-left', 'This provider has its last day already.', 'successorId')
  const held = await listStandings(work.tx, { providerId })
  const own = await listStandings(work.tx, { providerId: successorId })
  for (const { standing, toOn } of standingEnds(held, leftOn)) await endStandingOn(work.tx, standing.id, toOn, LEAVING_REASON_NAMES[reason])
  const passing = input.takesStandings ? standingsPassing(held, own, leftOn.add({ days: 1 })) : []
  await insertStandings(work.tx, passing.map(({ standing, fromOn }) => ({ ...standing, id: randomUUID(), providerId: successorId, fromOn, reason: `${LEAVING_REASON_NAMES[reason]}: in the place of ${provider.name}` })))
  const stands = new Set([...own, ...passing.map(({ standing }) => standing)].map((each) => each.zoneId))
  const blocks = await passBlocks(work, { providerId, successorId, fromOn: leftOn.add({ days: 1 }), zoneIds: stands })
  await saveLeaving(work.tx, providerId, leftOn, reason)
  const leavingId = randomUUID()
  await insertLeaving(work.tx, { ...input, id: leavingId, frameworkId: null }, { at: work.now, by: work.actor.name })
  work.audit({ kind: 'provider-succeeded', subjectKind: 'provider', subjectId: providerId, detail: { leavingId, successorId, leftOn: leftOn.toString(), reason, standings: passing.length, blocks } })
  return { leavingId, standings: passing.length, blocks }
}

/** Guaranteed hours in force on the first day end for the provider; the successor is guaranteed them beside its own where it stands. */
async function passBlocks(work: Work, of: { readonly providerId: string; readonly successorId: string; readonly fromOn: Temporal.PlainDate; readonly zoneIds: ReadonlySet<string> }): Promise<number> {
  const { providerId, successorId, fromOn } = of
  const by = { at: work.now, by: work.actor.name }
  let passed = 0
  for (const framework of await listFrameworks(work.tx)) {
    const blocks = await listBlockRows(work.tx, { frameworkId: framework.id, on: fromOn })
    for (const block of blocks.filter((each) => each.providerId === providerId && each.weeklyMinutes > 0)) {
      await insertBlock(work.tx, { ...block, fromOn, weeklyMinutes: 0 }, by)
      if (!of.zoneIds.has(block.zoneId)) continue
      const before = blocks.find((each) => each.providerId === successorId && each.zoneId === block.zoneId)?.weeklyMinutes ?? 0
      if (await insertBlock(work.tx, { ...block, providerId: successorId, fromOn, weeklyMinutes: before + block.weeklyMinutes }, by)) passed += 1
    }
  }
  return passed
}
