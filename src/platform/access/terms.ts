import type { Permission } from './permission.ts'

/** Keys for programs: administrators for the council's, provider coordinators for their own organisation's. */
export const MANAGE_API_TOKENS: Permission = {
  name: 'access.manage-api-tokens',
  words: 'manage API tokens',
  roles: ['administrator', 'provider-coordinator'],
}
