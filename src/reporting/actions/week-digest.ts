import { createHash } from 'node:crypto'
import type { ToldWeek } from '../terms/awaiting-series.ts'

/** The digest of a week as it was told: SHA-256, in hexadecimal, of five lines: the digest of the week before (empty for the first), the Monday, the instant, the rule's version and the content. */
export function weekDigest(week: Omit<ToldWeek, 'digest' | 'toldBy'>): string {
  const lines = [week.previousDigest ?? '', week.weekOn.toString(), week.toldAt.toString(), week.ruleVersion, week.content]
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}
