import type { Actor } from '../../../platform/access/actor.ts'
import { read } from '../../../platform/action/transaction.ts'
import type { House, Work } from '../../../platform/action/work.ts'
import type { HomeSection } from '../../rules/home-tile.ts'
import { administratorHome, analystHome } from './administrator.ts'
import { commissionerHome } from './commissioner.ts'
import { financeHome } from './finance.ts'
import { coordinatorHome, providerFinanceHome } from './provider.ts'
import { qualityHome } from './quality.ts'
import { brokerHome, practitionerHome } from './waiting-sections.ts'

type StaffRole = Exclude<Actor['role'], 'person' | 'system'>

const HOMES: Readonly<Record<StaffRole, (work: Work, house: House) => Promise<HomeSection[]>>> = {
  broker: brokerHome,
  commissioner: commissionerHome,
  'quality-officer': qualityHome,
  'finance-officer': financeHome,
  practitioner: practitionerHome,
  analyst: analystHome,
  administrator: administratorHome,
  'provider-coordinator': coordinatorHome,
  'provider-finance': providerFinanceHome,
}

/**
 * What needs the actor today: counts for their role, each with the list behind it. Empty for a person receiving care,
 * who has a page of their own. Each role is shown only what its own pages show, and a provider's are its own rows.
 */
export async function homeOf(house: House, actor: Actor): Promise<HomeSection[]> {
  const { role } = actor
  if (role === 'person' || role === 'system') return []
  return read(house, actor, (work) => HOMES[role](work, house))
}
