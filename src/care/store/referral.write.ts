import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { usualUrgency, type NewReferral } from '../terms.ts'

/** A referral to be added. */
export interface ReferralRow {
  readonly id: string
  readonly personId: string
  readonly contentHash: string | null
  readonly asked: NewReferral
}

const CHUNK = 1000

/**
 * Lets one transaction at a time record referrals, until it ends: two files with the same new person would both add
 * them otherwise.
 */
export async function lockReferrals(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7210346)`.execute(tx)
}

/** Adds referrals. */
export async function insertReferrals(tx: Tx, at: Temporal.Instant, by: string, referrals: readonly ReferralRow[]): Promise<void> {
  for (let from = 0; from < referrals.length; from += CHUNK) {
    const values = referrals.slice(from, from + CHUNK).map((each) => ({
      id: each.id,
      person_id: each.personId,
      external_reference: each.asked.referralReference ?? null,
      content_hash: each.contentHash,
      source: each.asked.source,
      urgency: each.asked.urgency ?? usualUrgency(each.asked.source),
      funder: each.asked.funder,
      nhs_percent: each.asked.nhsPercent ?? null,
      contribution_pence: each.asked.contributionPence ?? null,
      received_on: each.asked.receivedOn,
      received_at: at.toString(),
      received_by: by,
      note: each.asked.note,
    }))
    await tx.insertInto('care.referral').values(values).execute()
  }
}
