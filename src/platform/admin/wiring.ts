import { MANAGE_API_TOKENS } from '../access/terms.ts'
import { deliverMessages, type Deliver } from '../notify/deliver.ts'
import type { SliceWiring } from '../slice-wiring.ts'
import { accountsApi } from './api/accounts.ts'
import { apiTokensApi } from './api/api-tokens.ts'
import { auditApi } from './api/audit.ts'
import { jobsApi } from './api/jobs.ts'
import { outboxApi } from './api/outbox.ts'
import type { Directory } from './directory.ts'
import { sweepAccess } from './jobs/sweep-access.ts'
import { accountPages } from './pages/account/route.ts'
import { accountsPage } from './pages/accounts/route.ts'
import { auditPage } from './pages/audit/route.ts'
import { failedJobsPage, retryJobPage } from './pages/failed-jobs/route.ts'
import { newAccountPages } from './pages/new-account/route.ts'
import { outboxPage } from './pages/outbox/route.ts'
import { ADMINISTER, SEE_AUDIT } from './permissions.ts'

/** What the service's own pages are told by whoever puts the program together. */
export interface AdminInput {
  readonly deliver: Deliver | null
  /** Where the service is reached: links in messages begin with it. */
  readonly publicUrl: string
  readonly directory: Directory
  /** The identity provider of the configuration, offered for a new account. */
  readonly issuer: string
}

/** The pages and jobs that keep the service itself running. */
export function adminWiring({ deliver, publicUrl, directory, issuer }: AdminInput): SliceWiring {
  return {
    name: 'admin',
    pages: [auditPage, failedJobsPage, retryJobPage, outboxPage, accountsPage(directory), ...accountPages(directory), ...newAccountPages(directory, issuer)],
    api: [auditApi, ...jobsApi, outboxApi, ...accountsApi, ...apiTokensApi],
    jobs: [deliverMessages(deliver, publicUrl), sweepAccess],
    navigation: [
      { label: 'Audit', section: 'Administration', href: '/audit', permission: SEE_AUDIT, order: 90 },
      { label: 'Failed jobs', section: 'Administration', href: '/jobs/failed', permission: ADMINISTER, order: 91 },
      { label: 'Outbox', section: 'Administration', href: '/outbox', permission: ADMINISTER, order: 92 },
      { label: 'Accounts', section: 'Administration', href: '/accounts', permission: ADMINISTER, order: 93 },
      { label: 'API tokens', section: 'Administration', href: '/api-tokens', permission: MANAGE_API_TOKENS, order: 94 },
    ],
  }
}
