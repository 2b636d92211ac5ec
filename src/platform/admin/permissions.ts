import type { Permission } from '../access/permission.ts'

export const ADMINISTER: Permission = { name: 'platform.administer', words: 'run the service: accounts, jobs and messages', roles: ['administrator'] }
export const SEE_AUDIT: Permission = { name: 'platform.see-audit', words: 'see the audit trail', roles: ['administrator', 'commissioner'] }
