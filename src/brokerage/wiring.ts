import type { SliceWiring } from '../platform/slice-wiring.ts'
import { assignmentApi, assignmentPages } from './assignment-routes.ts'
import { offerApi } from './api/offer-routes.ts'
import { packageApi } from './api/package-routes.ts'
import { placementApi } from './api/placement-routes.ts'
import { frameworkApi, frameworkPages } from './framework-routes.ts'
import { lifeJobs } from './jobs/life-jobs.ts'
import { successionJobs } from './jobs/succession-jobs.ts'
import { offerJobs } from './jobs/offer-jobs.ts'
import { workJobs } from './jobs/work-jobs.ts'
import { queryJobs } from './jobs/query-jobs.ts'
import { lifeApi, lifePages } from './life-routes.ts'
import { boardPage } from './pages/board/route.ts'
import { offerPages } from './pages/offer/route.ts'
import { partApi, partPages } from './part-routes.ts'
import { offersPage } from './pages/offers/route.ts'
import { packageActions } from './pages/package/actions.ts'
import { packagePage } from './pages/package/route.ts'
import { placementPages } from './pages/placement/route.ts'
import { placementsPage } from './pages/placements/route.ts'
import { threadApi, threadPages } from './query-routes.ts'
import { reablementApi, reablementPages } from './reablement-routes.ts'
import { referralApi, referralPages } from './referral-routes.ts'
import { workApi, workNavigation, workPages } from './work-routes.ts'
import { SET_TIME_BANDS } from '../care/terms/time-band.ts'
import { SEE_FAILURES } from './terms/failure.ts'
import { DECLARE_CAPACITY, SEE_CAPACITY } from './terms/capacity.ts'
import { SEE_OBLIGATIONS } from './terms/obligation.ts'
import { SEE_REABLEMENT } from './terms/reablement.ts'
import { SEE_BOARD, SEE_OFFERS, SEE_OWN_PLACEMENTS, SEE_PLACEMENTS } from './terms.ts'
import { BROKERAGE_NEWS } from './terms/webhooks.ts'

/** What brokerage offers to the running program. */
export const wiring: SliceWiring = {
  name: 'brokerage',
  pages: [boardPage, packagePage, ...packageActions, offersPage, ...offerPages, placementsPage, ...placementPages, ...referralPages, ...frameworkPages, ...lifePages, ...assignmentPages, ...workPages, ...threadPages, ...partPages, ...reablementPages],
  api: [...packageApi, ...offerApi, ...placementApi, ...referralApi, ...frameworkApi, ...lifeApi, ...assignmentApi, ...workApi, ...threadApi, ...partApi, ...reablementApi],
  jobs: [...offerJobs, ...lifeJobs, ...successionJobs, ...workJobs, ...queryJobs],
  webhookTopics: BROKERAGE_NEWS,
  navigation: [
    ...workNavigation,
    { label: 'Waiting for care', section: 'Packages', href: '/board', covers: ['/packages', '/referrals', '/expected-waits'], permission: SEE_BOARD, order: 10 },
    { label: 'Placements', section: 'Packages', href: '/placements', permission: SEE_PLACEMENTS, order: 11 },
    { label: 'Reablement', section: 'Packages', href: '/reablement', permission: SEE_REABLEMENT, order: 18 },
    { label: 'Provider failures', section: 'Packages', href: '/failures', permission: SEE_FAILURES, order: 14 },
    { label: 'Questions', section: 'Packages', href: '/queries', permission: SEE_BOARD, order: 10 },
    { label: 'Best assignment', section: 'Packages', href: '/assignments', permission: SEE_BOARD, order: 12 },
    { label: 'Declared capacity', section: 'Market', href: '/capacity', permission: SEE_CAPACITY, order: 65 },
    { label: 'Time bands', section: 'Market', href: '/time-bands', permission: SET_TIME_BANDS, order: 67 },
    { label: 'Obligations', section: 'Market', href: '/obligations', permission: SEE_OBLIGATIONS, order: 66 },
    { label: 'Offers', href: '/offers', permission: SEE_OFFERS, order: 10 },
    { label: 'Free hours', href: '/capacity', permission: DECLARE_CAPACITY, order: 15 },
    { label: 'Packages held', href: '/placements', covers: ['/weekly-plan'], permission: SEE_OWN_PLACEMENTS, order: 20 },
  ],
}
