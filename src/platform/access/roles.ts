/** The roles of the people who use Tendwell. `system` is the house itself: jobs and the command line. */
export const ROLES = [
  'broker',
  'commissioner',
  'quality-officer',
  'finance-officer',
  'practitioner',
  'analyst',
  'administrator',
  'provider-coordinator',
  'provider-finance',
  'person',
] as const

export type Role = (typeof ROLES)[number]

/** Roles whose holders belong to a provider and see that provider's rows only. */
export const PROVIDER_ROLES: readonly Role[] = ['provider-coordinator', 'provider-finance']

/** Roles of the council's own staff. */
export const COUNCIL_ROLES: readonly Role[] = ROLES.filter((role) => role !== 'person' && !PROVIDER_ROLES.includes(role))

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  broker: 'Broker',
  commissioner: 'Commissioner',
  'quality-officer': 'Quality officer',
  'finance-officer': 'Finance officer',
  practitioner: 'Practitioner',
  analyst: 'Analyst',
  administrator: 'Administrator',
  'provider-coordinator': 'Provider coordinator',
  'provider-finance': 'Provider finance',
  person: 'Person receiving care',
}
