import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'
import { listTermsVersions } from '../store/framework.read.ts'
import { insertTermsChange, lockFramework } from '../store/framework.write.ts'
import { KEEP_MARKET, type FrameworkTerms } from '../terms.ts'
import { newFrameworkTerms } from '../terms/new-terms.ts'

/** Terms to adopt. */
export interface TermsChange {
  readonly frameworkId: string
  readonly terms: FrameworkTerms
  /** Why, and who decided it. */
  readonly reason: string
  /** The version they were made from; another in force since refuses the change. Null does not ask. */
  readonly basedOnVersion: number | null
}

/**
 * Adopts terms for a framework from now on, as a new version; those before are kept. Searches that run go on under the terms
 * they began with. Throws `Forbidden`, `NotFound`, and `Refused` when the parts of the terms do not agree, nothing is changed, or
 * somebody has changed them meanwhile.
 */
export async function changeTerms(work: Work, change: TermsChange): Promise<{ readonly version: number }> {
  need(work.actor, KEEP_MARKET)
  const { frameworkId } = change
  const reason = change.reason.trim()
  if (!(await lockFramework(work.tx, frameworkId))) throw new NotFound('The framework')
  const [inForce] = await listTermsVersions(work.tx, frameworkId)
  if (inForce === undefined) throw new NotFound('The framework')
  // A page or program that does not know the terms for changes of a week leaves them as they are.
  const parsed = newFrameworkTerms.safeParse({ ...(inForce.terms.changes === undefined ? {} : { changes: inForce.terms.changes }), ...change.terms })
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Refused('framework-terms', issue?.message ?? 'The terms are incomplete', issue?.path.map(String).join('.') ?? 'terms')
  }
  if (change.basedOnVersion !== null && change.basedOnVersion !== inForce.version) throw new Refused('terms-changed-meanwhile', `${inForce.changedBy ?? 'Somebody'} has changed these terms meanwhile. Open the page again and make your change from version ${String(inForce.version)}`, 'model')
  if (canonical(parsed.data) === canonical(inForce.terms)) throw new Refused('nothing-changed', 'These are the terms in force already. Change something first', 'model')
  if (reason === '') throw new Refused('no-reason', 'Enter why the terms are changed, and who decided it', 'reason')
  const version = inForce.version + 1
  await insertTermsChange(work.tx, { frameworkId, version, terms: parsed.data, fromAt: work.now, reason, changedBy: work.actor.name })
  work.audit({ kind: 'framework-terms-changed', subjectKind: 'framework', subjectId: frameworkId, detail: { version, model: parsed.data.model, before: inForce.terms.model, reason } })
  return { version }
}

/** The same terms give the same text, whatever the order of their settings. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'object' && each !== null && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1))) : each))
}
