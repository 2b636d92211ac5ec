import { randomUUID } from 'node:crypto'
import { getPackage, splitPackage as makeParts, listPackages, type SplitPart } from '../../care/public.ts'
import type { CarePackage } from '../../care/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { SPLIT_VERSION, splitWeek, type VisitShare } from '../rules/split-week.ts'
import { listCallOffs, lockCallOff } from '../store/call-off.read.ts'
import { listInterimCover } from '../store/interim-cover.read.ts'
import { insertInterimCover } from '../store/interim-cover.write.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { PACKAGE_REFERRED, SEND_OFFERS, type CallOff } from '../terms.ts'
import { beginSearch, zoneToSearch } from './open-call-off.ts'
import { orderAskingFirst } from './order-asking-first.ts'
import { refuseUnapproved } from './refuse-unapproved.ts'
import { stopSearch } from './withdraw-call-off.ts'

/** Which visits, and how many of their care workers, are in which part. */
export interface SplitInput {
  readonly packageId: string
  readonly parts: readonly (readonly VisitShare[])[]
  readonly reason: string
}

/**
 * Splits a package that waits into parts, each a package of its own with its own search: other visits with another provider, or one care
 * worker each of the visits by two. The whole waits no longer and its open offers are withdrawn; its parts wait since its referral came.
 * Throws `Refused` when a visit would be lost or done twice, and for a package that is placed, withdrawn, a part itself, or not approved.
 */
export async function splitPackage(house: House, actor: Actor, input: SplitInput): Promise<readonly SplitPart[]> {
  return write(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    const carePackage = await getPackage(work, input.packageId)
    const running = (await listCallOffs(work.tx, carePackage.id)).find((callOff) => callOff.closedAt === null)
    const locked = running === undefined ? undefined : await lockCallOff(work.tx, running.id)
    return splitInto(work, carePackage, input.parts, { reason: input.reason, running: locked, firstFor: null })
  })
}

/** The same in a caller's transaction, which holds the running search locked; with a provider to which the first part is offered at once. */
export async function splitInto(work: Work, carePackage: CarePackage, shares: readonly (readonly VisitShare[])[], how: { readonly reason: string; readonly running: CallOff | undefined; readonly firstFor: string | null }): Promise<readonly SplitPart[]> {
  if (how.reason.trim() === '') throw new Refused('split-reason', 'Enter why the package is split', 'reason')
  if (carePackage.part !== null) throw new Refused('already-a-part', `Package ${carePackage.reference} is a part itself. Withdraw it and refer the person again to cut the week another way`, 'parts')
  if ((await listPlacementRows(work.tx, { packageId: carePackage.id })).length > 0) throw new Refused('already-placed', `Package ${carePackage.reference} is placed. Nothing was split`, 'parts')
  await refuseUnapproved(work, carePackage)
  const split = splitWeek(carePackage.pattern, shares)
  if (!split.ok) throw new Refused(split.reasons[0]?.clause ?? 'split', split.reasons.map((reason) => reason.words).join('. '), 'parts')
  if (how.running?.closedAt === null) await stopSearch(work, how.running)
  const parts = await makeParts(work, carePackage, split.value.parts, { kind: split.value.kind, ruleVersion: SPLIT_VERSION, reason: how.reason.trim() })
  await coverParts(work, carePackage.id, parts)
  for (const { packageId } of parts) work.publish(PACKAGE_REFERRED, { packageId })
  const [first] = how.firstFor === null ? [] : parts
  if (first !== undefined && how.firstFor !== null) await offerFirst(work, first, how.firstFor)
  return parts
}

/** Whoever looks after the person meanwhile does so whichever part they wait for; what that costs is kept with the first part alone, so that it is not counted twice. */
async function coverParts(work: Work, wholeId: string, parts: readonly SplitPart[]): Promise<void> {
  const cover = (await listInterimCover(work.tx, [wholeId])).get(wholeId)
  if (cover === undefined) return
  for (const [index, { packageId }] of parts.entries()) await insertInterimCover(work.tx, { ...cover, weeklyPence: index === 0 ? cover.weeklyPence : null, id: randomUUID(), packageId, recordedAt: work.now, recordedBy: work.actor.name })
}

async function offerFirst(work: Work, part: SplitPart, providerId: string): Promise<void> {
  const [carePackage] = await listPackages(work, [part.packageId])
  if (carePackage === undefined) throw new Error(`part ${part.packageReference} was made and is not there`)
  const zoneId = zoneToSearch(carePackage)
  const order = await orderAskingFirst(work, carePackage, zoneId, { providerId, reason: { clause: 'offered-this-part', words: 'Asked first: it offered these visits when the whole package was on offer.' } })
  await beginSearch(work, carePackage, zoneId, order)
}
