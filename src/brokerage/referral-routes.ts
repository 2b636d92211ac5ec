import type { ApiRoute, PageRoute } from '../platform/web/route.ts'
import { referralApi as referApi, referralsFileApi } from './api/referrals.ts'
import { importReferralsPage, importReferralsPost } from './pages/import-referrals/route.ts'
import { referPage, referPost } from './pages/refer/route.ts'

/** Pages on which people are referred, one by one and from a file. */
export const referralPages: readonly PageRoute[] = [referPage, referPost, importReferralsPage, importReferralsPost]

/** The same for programs. */
export const referralApi: readonly ApiRoute[] = [referApi, referralsFileApi]
