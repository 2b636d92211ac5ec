import { listPackages, weeklyMinutes } from '../../care/public.ts'
import type { Pence } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import type { Work } from '../../platform/action/work.ts'
import type { Named } from '../rules/spending-limit.ts'
import { patternOn } from '../rules/placement-life.ts'
import { listPendingChanges } from '../store/chasing.read.ts'
import { listPlacementLives } from '../store/placement-life.read.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { listPendingSpending } from '../store/spending.read.ts'
import type { Permission } from '../../platform/access/permission.ts'
import { APPROVE_CHANGES, APPROVE_PRICES, ASK_FOR_CHANGES, ASK_FOR_PRICES } from '../terms/placement-life.ts'
import { APPROVE_SPENDING, type EscalationKind } from '../terms/spending.ts'
import { changeEstimator } from './estimate-change.ts'

/** Something that waits for somebody's approval: the cost of a package, a change of a placement's week, or another price of one. */
export interface WaitingForApproval {
  readonly kind: Exclude<EscalationKind, 'search'>
  /** The spending check, the change or the price. */
  readonly subjectId: string
  readonly packageId: string
  readonly packageReference: string
  readonly personId: string
  readonly zoneId: string | null
  readonly frameworkId: string
  /** Null for a package. */
  readonly placementId: string | null
  /** Pence a week as it is; null for a package, and where there is no rate. */
  readonly beforePence: Pence | null
  /** Pence a week as asked for; null where there is no rate. */
  readonly costPence: Pence | null
  readonly weeklyMinutes: number
  readonly askedBy: Named
  readonly askedAt: Temporal.Instant
  readonly reasons: readonly Reason[]
}

/** Who decides on each kind, and who may open its page, by any of the permissions. */
export const APPROVAL_PERMISSIONS: Readonly<Record<WaitingForApproval['kind'], { readonly decide: Permission; readonly open: readonly Permission[] }>> = {
  spending: { decide: APPROVE_SPENDING, open: [APPROVE_SPENDING] },
  change: { decide: APPROVE_CHANGES, open: [ASK_FOR_CHANGES, APPROVE_CHANGES] },
  price: { decide: APPROVE_PRICES, open: [ASK_FOR_PRICES, APPROVE_PRICES] },
}

/** The page on which something that waits is decided. */
export function approvalLink({ kind, packageId, placementId, subjectId }: Pick<WaitingForApproval, 'kind' | 'packageId' | 'placementId' | 'subjectId'>): string {
  return placementId === null ? `/packages/${packageId}/approval` : `/placements/${placementId}/${kind === 'price' ? 'prices' : 'changes'}/${subjectId}`
}

/** Everything that waits for approval, the longest wait first. Asks no permission. */
export async function approvalsWaiting(work: Work): Promise<WaitingForApproval[]> {
  const all = [...(await packagesWaiting(work)), ...(await changesWaiting(work))]
  return all.toSorted((a, b) => Temporal.Instant.compare(a.askedAt, b.askedAt) || (a.subjectId < b.subjectId ? -1 : 1))
}

async function packagesWaiting(work: Work): Promise<WaitingForApproval[]> {
  const checks = await listPendingSpending(work.tx)
  const packages = new Map((await listPackages(work, checks.map((each) => each.packageId))).map((each) => [each.id, each]))
  return checks.flatMap((check): WaitingForApproval[] => {
    const found = packages.get(check.packageId)
    if (found === undefined) return []
    return [{ kind: 'spending', subjectId: check.id, packageId: found.id, packageReference: found.reference, personId: found.personId, zoneId: found.zoneId, frameworkId: found.frameworkId, placementId: null, beforePence: null, costPence: check.weeklyPence, weeklyMinutes: found.weeklyMinutes, askedBy: { accountId: check.askedByAccount, name: check.askedBy }, askedAt: check.askedAt, reasons: check.reasons }]
  })
}

async function changesWaiting(work: Work): Promise<WaitingForApproval[]> {
  const pending = await listPendingChanges(work.tx)
  if (pending.length === 0) return []
  const lives = await listPlacementLives(work.tx, [...new Set(pending.map((each) => each.placementId))], false)
  const packages = new Map((await listPackages(work, [...new Set(pending.map((each) => each.packageId))])).map((each) => [each.id, each]))
  const estimate = changeEstimator(work)
  const waiting: WaitingForApproval[] = []
  for (const { kind, subjectId, placementId, packageId, personId } of pending) {
    const life = lives.get(placementId)
    const carePackage = packages.get(packageId)
    const [placement] = await listPlacementRows(work.tx, { id: placementId })
    if (life === undefined || carePackage === undefined || placement === undefined) continue
    const about = { kind, subjectId, packageId, packageReference: carePackage.reference, personId, zoneId: placement.zoneId, frameworkId: placement.frameworkId, placementId }
    const change = life.changes.find((each) => each.id === subjectId)
    if (change !== undefined) waiting.push({ ...about, ...(await estimate.ofWeek(placement, life, carePackage.pattern, change)), weeklyMinutes: weeklyMinutes(change.pattern), askedBy: { accountId: null, name: change.askedBy }, askedAt: change.askedAt, reasons: change.reasons })
    const price = life.prices.find((each) => each.id === subjectId)
    if (price !== undefined) waiting.push({ ...about, ...(await estimate.ofPrice(placement, life, carePackage.pattern, price)), weeklyMinutes: weeklyMinutes(patternOn(carePackage.pattern, life.changes, price.fromOn)), askedBy: { accountId: price.askedByAccount, name: price.askedBy }, askedAt: price.askedAt, reasons: [{ clause: 'price', words: price.reason }] })
  }
  return waiting
}
