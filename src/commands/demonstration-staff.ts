import { addAccount } from '../platform/access/actions/add-account.ts'
import { systemActor } from '../platform/access/actor.ts'
import type { Role } from '../platform/access/roles.ts'
import { accountOf } from '../platform/access/session.ts'
import type { House } from '../platform/action/work.ts'

/** Somebody invented who works for the demonstration council. */
export interface DemonstrationMember {
  readonly subject: string
  readonly name: string
  readonly role: Role
  /** What they come to do, in one line. */
  readonly does: string
}

const STAFF: readonly DemonstrationMember[] = [
  { subject: 'broker', name: 'Priya Barker', role: 'broker', does: 'who places packages of care and works the awaiting-care list' },
  { subject: 'commissioner', name: 'Owen Marriott', role: 'commissioner', does: 'who runs the framework, its zones and its rates' },
  { subject: 'quality-officer', name: 'Ruth Cosford', role: 'quality-officer', does: 'who assures the quality of providers' },
  { subject: 'finance-officer', name: 'Daniel Yates', role: 'finance-officer', does: 'who pays for the care that was delivered' },
  { subject: 'practitioner', name: 'Amina Singh', role: 'practitioner', does: 'who refers people for care' },
  { subject: 'analyst', name: 'Helen Quick', role: 'analyst', does: 'who reads the reports' },
  { subject: 'administrator', name: 'Marek Orton', role: 'administrator', does: 'who keeps the service running' },
]

/** Adds the council's staff to a demonstration that lacks them. Safe to repeat. */
export async function ensureDemonstrationStaff(house: House, issuer: string): Promise<readonly DemonstrationMember[]> {
  for (const member of STAFF) {
    if ((await accountOf(house, issuer, member.subject)) !== undefined) continue
    const { subject, name, role } = member
    await addAccount(house, systemActor('demonstration'), { issuer, subject, name, role, email: `${subject}@council.example.org`, organisationId: null, personId: null })
  }
  return STAFF
}
