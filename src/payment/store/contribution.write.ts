import type { Tx } from '../../platform/db/handles.ts'
import type { ContributionLine, ContributionTerms } from '../terms/contribution.ts'

/** Adds terms; answers false when some begin on that day already. */
export async function insertContributionTerms(tx: Tx, terms: ContributionTerms): Promise<boolean> {
  const row = await tx
    .insertInto('payment.contribution_terms')
    .values({ id: terms.id, framework_id: terms.frameworkId, from_on: terms.fromOn.toString(), document: JSON.stringify(terms.document), set_at: terms.setAt.toString(), set_by: terms.setBy })
    .onConflict((conflict) => conflict.constraint('contribution_terms_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

const CHUNK = 500

/** Adds lines. */
export async function insertContributionLines(tx: Tx, lines: readonly Omit<ContributionLine, 'id'>[]): Promise<void> {
  for (let from = 0; from < lines.length; from += CHUNK) {
    await tx
      .insertInto('payment.contribution_line')
      .values(lines.slice(from, from + CHUNK).map((line) => ({
        framework_id: line.frameworkId, pay_run_id: line.payRunId, package_id: line.packageId, person_id: line.personId, week_on: line.weekOn.toString(), nr: line.nr,
        contribution_pence: line.contributionPence, due_pence: line.duePence, planned_minutes: line.plannedMinutes, given_minutes: line.givenMinutes, lost_minutes: line.lostMinutes, refund_pence: line.refundPence, pence: line.pence,
        visits: JSON.stringify(line.visits), terms_id: line.termsId, reckoned_at: line.reckonedAt.toString(), reckoned_by: line.reckonedBy,
      })))
      .execute()
  }
}
