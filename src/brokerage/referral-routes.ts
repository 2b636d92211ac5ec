import type { ApiRoute, PageRoute } from '../platform/web/route.ts'
import { expectedWaitApi } from './api/expected-wait-routes.ts'
import { referralApi as referApi, referralsFileApi } from './api/referrals.ts'
import { expectedWaitsPage } from './pages/expected-waits/route.ts'
import { importReferralsPage, importReferralsPost } from './pages/import-referrals/route.ts'
import { referPage, referPost } from './pages/refer/route.ts'

/** Pages on which people are referred, one by one and from a file, and how long those who wait may expect to. */
export const referralPages: readonly PageRoute[] = [referPage, referPost, importReferralsPage, importReferralsPost, expectedWaitsPage]

/** The same for programs. */
export const referralApi: readonly ApiRoute[] = [referApi, referralsFileApi, ...expectedWaitApi]
