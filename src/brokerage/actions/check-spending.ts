import { randomUUID } from 'node:crypto'
import type { PatternVisit, ServiceLine } from '../../care/terms.ts'
import type { Work } from '../../platform/action/work.ts'
import { spendingCourse, spendingStanding, SPENDING_VERSION } from '../rules/spending-limit.ts'
import { listSpendingLimits } from '../store/spending-limit.read.ts'
import { insertSpendingChecks } from '../store/spending.write.ts'
import { APPROVAL_WANTED, type SpendingCheck, type SpendingStanding } from '../terms/spending.ts'
import { weekEstimator } from './estimate-week.ts'

/** A package whose cost is to be held against the limit of whoever acts. */
export interface PackageToCheck {
  readonly packageId: string
  readonly personId: string
  readonly frameworkId: string
  readonly zoneId: string | null
  readonly serviceLine: ServiceLine
  readonly startByOn: Temporal.PlainDate
  readonly pattern: readonly PatternVisit[]
  /** 1 at the referral; asked again after a refusal, it always waits. */
  readonly nr?: number
  readonly askNote?: string
}

/**
 * Holds the estimated cost of packages against the limit of whoever refers them, and keeps what was decided; those over it wait for
 * somebody's approval, and the approvers are asked by a job. The house itself has no limit, and without any limit set nothing is kept.
 * Answers how many wait.
 */
export async function checkSpending(work: Work, packages: readonly PackageToCheck[]): Promise<number> {
  const standing = packages.length === 0 ? undefined : await standingOf(work)
  if (standing === undefined) return 0
  const estimate = weekEstimator(work)
  const checks: SpendingCheck[] = []
  for (const each of packages) {
    const nr = each.nr ?? 1
    const on = Temporal.PlainDate.compare(each.startByOn, work.today) > 0 ? each.startByOn : work.today
    const cost = await estimate({ ...each, on })
    const course = spendingCourse(cost, standing)
    const needsApproval = course.needsApproval || nr > 1
    const reasons = nr > 1 ? [...course.reasons, { clause: 'refused-before', words: 'It was refused before, so somebody else decides again.' }] : course.reasons
    const check: SpendingCheck = { id: randomUUID(), packageId: each.packageId, nr, weeklyPence: cost.pence, limitPence: standing.limitPence, needsApproval, reasons, note: each.askNote ?? null, askedAt: work.now, askedBy: work.actor.name, askedByAccount: work.actor.userId, decision: null }
    checks.push(check)
    if (!needsApproval) continue
    work.audit({ kind: 'approval-asked', subjectKind: 'package', subjectId: each.packageId, personId: each.personId, detail: { checkId: check.id, weeklyPence: check.weeklyPence, limitPence: check.limitPence } })
    work.publish(APPROVAL_WANTED, { subjectId: check.id })
  }
  await insertSpendingChecks(work.tx, checks, SPENDING_VERSION)
  return checks.filter((each) => each.needsApproval).length
}

/** What the actor may commit the council to; undefined for the house itself, and while no limit was ever set. */
export async function standingOf(work: Work): Promise<SpendingStanding | undefined> {
  const { role, userId } = work.actor
  if (role === 'system') return undefined
  const limits = await listSpendingLimits(work.tx)
  return limits.length === 0 ? undefined : spendingStanding(limits, { role, accountId: userId })
}
