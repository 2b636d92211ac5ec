import { deliverMessages, type Deliver } from '../notify/deliver.ts'
import type { SliceWiring } from '../slice-wiring.ts'
import { accountsPage } from './pages/accounts/route.ts'
import { auditPage } from './pages/audit/route.ts'
import { failedJobsPage, retryJob } from './pages/failed-jobs/route.ts'
import { outboxPage } from './pages/outbox/route.ts'
import { ADMINISTER, SEE_AUDIT } from './permissions.ts'

/** The pages and jobs that keep the service itself running. */
export function adminWiring(deliver: Deliver | null): SliceWiring {
  return {
    name: 'admin',
    pages: [auditPage, failedJobsPage, retryJob, outboxPage, accountsPage],
    api: [],
    jobs: [deliverMessages(deliver)],
    navigation: [
      { label: 'Audit', href: '/audit', permission: SEE_AUDIT, order: 90 },
      { label: 'Failed jobs', href: '/jobs/failed', permission: ADMINISTER, order: 91 },
      { label: 'Outbox', href: '/outbox', permission: ADMINISTER, order: 92 },
      { label: 'Accounts', href: '/accounts', permission: ADMINISTER, order: 93 },
    ],
  }
}
