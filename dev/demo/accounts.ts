import { addAccount } from '../../src/platform/access/actions/add-account.ts'
import { systemActor } from '../../src/platform/access/actor.ts'
import type { DemonstrationAccount } from '../../src/platform/access/demonstration/identity-input.ts'
import { ROLE_NAMES, type Role } from '../../src/platform/access/roles.ts'
import { read } from '../../src/platform/action/transaction.ts'
import type { House } from '../../src/platform/action/work.ts'

interface Cast extends Omit<DemonstrationAccount, 'roleName'> {
  readonly role: Role
}

const COUNCIL: readonly Cast[] = [
  { subject: 'demo-broker', name: 'Bridget Broker', role: 'broker', does: 'places packages and works the awaiting-care list' },
  { subject: 'demo-broker-two', name: 'Benedict Broker', role: 'broker', does: 'shares the work of brokers' },
  { subject: 'demo-commissioner', name: 'Colin Commissioner', role: 'commissioner', does: 'runs the framework, its zones and rates' },
  { subject: 'demo-quality', name: 'Quentin Quality', role: 'quality-officer', does: 'watches ratings and visits' },
  { subject: 'demo-finance', name: 'Fiona Finance', role: 'finance-officer', does: 'runs payment and explains statements' },
  { subject: 'demo-practitioner', name: 'Priya Practitioner', role: 'practitioner', does: 'refers people for care' },
  { subject: 'demo-analyst', name: 'Anna Analyst', role: 'analyst', does: 'reads the weekly report' },
  { subject: 'demo-administrator', name: 'Adam Administrator', role: 'administrator', does: 'keeps accounts, jobs and messages' },
]

const maker = systemActor('Demonstration')

/** Adds one account for each role: the council's, two for a provider with offers to answer, and a person it cares for. */
export async function addDemonstrationAccounts(house: House, issuer: string): Promise<void> {
  const provider = await providerToShow(house)
  for (const { subject, name, role } of COUNCIL) await addAccount(house, maker, { issuer, subject, name, email: `${subject}@council.example.org`, role, organisationId: null, personId: null })
  await addAccount(house, maker, { issuer, subject: 'demo-coordinator', name: 'Carol Coordinator', email: provider.email ?? 'coordinator@provider.example.org', role: 'provider-coordinator', organisationId: provider.id, personId: null })
  await addAccount(house, maker, { issuer, subject: 'demo-provider-finance', name: 'Farouk Finance', email: 'accounts@provider.example.org', role: 'provider-finance', organisationId: provider.id, personId: null })
  await addAccount(house, maker, { issuer, subject: 'demo-person', name: 'A person receiving care', email: 'person@example.org', role: 'person', organisationId: null, personId: provider.personId })
}

/** The provider with most to show: offers open now, packages held, statements. And a person in its care. */
async function providerToShow(house: House): Promise<{ id: string; email: string | null; personId: string }> {
  const row = await read(house, maker, (work) =>
    work.tx
      .selectFrom('market.provider as provider')
      .innerJoin('brokerage.placement as placement', 'placement.provider_id', 'provider.id')
      .leftJoin('brokerage.placement_end as placement_end', 'placement_end.placement_id', 'placement.id')
      .leftJoin('brokerage.offer as offer', (join) => join.onRef('offer.provider_id', '=', 'provider.id').on('offer.reply_by_at', '>', work.now.toString()))
      .select((eb) => ['provider.id', 'provider.email', eb.fn.count('offer.id').distinct().as('open'), eb.fn.count('placement.id').distinct().as('held')])
      .where('placement_end.placement_id', 'is', null)
      .groupBy(['provider.id', 'provider.email'])
      .orderBy('open', 'desc')
      .orderBy('held', 'desc')
      .orderBy('provider.id')
      .limit(1)
      .executeTakeFirstOrThrow(),
  )
  const person = await read(house, maker, (work) =>
    work.tx
      .selectFrom('brokerage.placement as placement')
      .innerJoin('care.person as person', 'person.id', 'placement.person_id')
      .leftJoin('brokerage.placement_end as placement_end', 'placement_end.placement_id', 'placement.id')
      .select('person.id')
      .where('placement.provider_id', '=', row.id)
      .where('placement_end.placement_id', 'is', null)
      .orderBy('person.reference')
      .limit(1)
      .executeTakeFirstOrThrow(),
  )
  return { id: row.id, email: row.email, personId: person.id }
}

/** Who can be signed in as, with the provider's name where it matters. */
export async function demonstrationAccounts(house: House): Promise<DemonstrationAccount[]> {
  const rows = await read(house, maker, (work) =>
    work.tx
      .selectFrom('access.user_account as account')
      .leftJoin('market.provider as provider', 'provider.id', 'account.organisation_id')
      .select(['account.subject', 'account.name', 'account.role', 'provider.name as provider'])
      .where('account.subject', 'like', 'demo-%')
      .orderBy('account.created_at')
      .execute(),
  )
  return rows.map((row) => ({
    subject: row.subject,
    name: row.name,
    roleName: ROLE_NAMES[row.role as Role],
    does: COUNCIL.find((each) => each.subject === row.subject)?.does ?? (row.provider === null ? 'sees their own week' : `works for ${row.provider}`),
  }))
}
