import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { findChasingTerms } from '../store/broker-work.read.ts'
import { insertChasingTerms } from '../store/broker-work.write.ts'
import { FIRST_CHASING_TERMS, SEE_WORKLOAD, SET_CHASING, TEAM_LEAD_ROLES, type ChasingTerms } from '../terms/broker-work.ts'

/** When Tendwell reminds and escalates: as the council set it last, else as it is delivered. */
export async function chasingTerms(work: Work): Promise<ChasingTerms> {
  return (await findChasingTerms(work.tx)) ?? FIRST_CHASING_TERMS
}

/** The same, with who set it; null while nobody has. */
export async function seeChasingTerms(house: House, actor: Actor): Promise<ChasingTerms & { readonly recordedBy: string | null; readonly recordedAt: Temporal.Instant | null }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_WORKLOAD)
    return (await findChasingTerms(work.tx)) ?? { ...FIRST_CHASING_TERMS, recordedBy: null, recordedAt: null }
  })
}

const DAY = 480

/** Sets it from now on. Throws `Refused` for a time that cannot be. */
export async function setChasingTerms(house: House, actor: Actor, terms: ChasingTerms): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, SET_CHASING)
    refuseOutside(terms.reminderMinutes, 0, 10 * DAY, 'reminderMinutes', 'Enter 0 to 4,800 working minutes')
    refuseOutside(terms.searchMinutes, 30, 100 * DAY, 'searchMinutes', 'Enter 30 to 48,000 working minutes')
    refuseOutside(terms.approvalMinutes, 30, 100 * DAY, 'approvalMinutes', 'Enter 30 to 48,000 working minutes')
    refuseOutside(terms.capacityStaleDays, 1, 90, 'capacityStaleDays', 'Enter 1 to 90 days')
    refuseOutside(terms.capacityRemindDays, 0, Math.min(30, terms.capacityStaleDays - 1), 'capacityRemindDays', 'Enter 0 or more days, fewer than those for which declared hours count, and 30 at most')
    if (!TEAM_LEAD_ROLES.some((role) => role === terms.teamLeadRole)) throw new Refused('team-lead-role', 'Choose the role of the team lead', 'teamLeadRole')
    await insertChasingTerms(work.tx, terms, { at: work.now, name: actor.name })
    work.audit({ kind: 'chasing-set', subjectKind: 'chasing-terms', subjectId: work.now.toString(), detail: { ...terms } })
  })
}

function refuseOutside(minutes: number, least: number, most: number, field: string, words: string): void {
  if (!Number.isInteger(minutes) || minutes < least || minutes > most) throw new Refused('chasing-minutes', words, field)
}
