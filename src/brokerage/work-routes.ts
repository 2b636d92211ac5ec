import type { NavigationItem } from '../platform/slice-wiring.ts'
import type { ApiRoute, PageRoute } from '../platform/web/route.ts'
import { approvalApi } from './api/approval-routes.ts'
import { directAwardApi } from './api/direct-award-routes.ts'
import { packagePayerApi } from './api/package-payer-routes.ts'
import { workloadApi } from './api/workload-routes.ts'
import { approvalPage, askApprovalAgain, decideApproval } from './pages/approval/route.ts'
import { approvalsPage } from './pages/approvals/route.ts'
import { chasingPage, setChasingAction } from './pages/chasing/route.ts'
import { packagePayerPages } from './pages/package-payer/route.ts'
import { directAwardPages } from './pages/direct-award/route.ts'
import { assignBrokerAction, packageBrokerPage } from './pages/package-broker/route.ts'
import { setSpendingLimitAction, spendingLimitsPage } from './pages/spending-limits/route.ts'
import { cancelLeaveAction, recordLeaveAction, shareOutAction, workloadPage } from './pages/workload/route.ts'
import { SEE_WORKLOAD } from './terms/broker-work.ts'
import { SEE_APPROVALS, SEE_SPENDING_LIMITS } from './terms/spending.ts'

/** Pages on which cost is approved, and work is given to brokers, awarded directly and chased. */
export const workPages: readonly PageRoute[] = [approvalsPage, approvalPage, decideApproval, askApprovalAgain, spendingLimitsPage, setSpendingLimitAction, workloadPage, shareOutAction, recordLeaveAction, cancelLeaveAction, packageBrokerPage, assignBrokerAction, ...directAwardPages, ...packagePayerPages, chasingPage, setChasingAction]

/** The same for programs. */
export const workApi: readonly ApiRoute[] = [...approvalApi, ...workloadApi, ...directAwardApi, ...packagePayerApi]

export const workNavigation: readonly NavigationItem[] = [
  { label: 'Approvals', section: 'Packages', href: '/approvals', permission: SEE_APPROVALS, order: 19 },
  { label: 'Workload', section: 'Packages', href: '/workload', covers: ['/chasing'], permission: SEE_WORKLOAD, order: 16 },
  { label: 'Spending limits', section: 'Packages', behind: '/approvals', href: '/spending-limits', permission: SEE_SPENDING_LIMITS, order: 19.5 },
]
