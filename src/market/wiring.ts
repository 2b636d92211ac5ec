import { heldFileSweep } from '../platform/files/held-file.ts'
import type { SliceWiring } from '../platform/slice-wiring.ts'
import { feeReviewRoutes } from './api/fee-reviews.ts'
import { frameworkLifeRoutes } from './api/framework-life.ts'
import { frameworkRoutes } from './api/frameworks.ts'
import { importRoutes } from './api/imports.ts'
import { replacementRoutes } from './api/replacements.ts'
import { providerRoutes } from './api/providers.ts'
import { adoptFeeReviewAction, adoptFeeReviewPage } from './pages/adopt-fee-review/route.ts'
import { crossZoneAction, crossZonePage } from './pages/cross-zone/route.ts'
import { describeAction, describePage } from './pages/describe/route.ts'
import { endStandingAction, endStandingPage } from './pages/end-standing/route.ts'
import { extendAction, extendPage } from './pages/extend/route.ts'
import { feeReviewsPage } from './pages/fee-reviews/route.ts'
import { frameworkPage } from './pages/framework/route.ts'
import { frameworksPage } from './pages/frameworks/route.ts'
import { grantStandingAction, grantStandingPage } from './pages/grant-standing/route.ts'
import { AREAS_KIND, CQC_KIND } from './pages/import-file/import-kind.ts'
import { importPages } from './pages/import-file/routes.ts'
import { letTermsAction, letTermsPage } from './pages/let-terms/route.ts'
import { linesAction, linesPage } from './pages/lines/route.ts'
import { newRateAction, newRatePage } from './pages/new-rate/route.ts'
import { newZoneAction, newZonePage } from './pages/new-zone/route.ts'
import { liftSuspensionPage, providerPage } from './pages/provider/route.ts'
import { providersPage } from './pages/providers/route.ts'
import { replacementAction, replacementPage } from './pages/replacement/route.ts'
import { suspendAction, suspendPage } from './pages/suspend/route.ts'
import { withdrawAction, withdrawPage } from './pages/withdraw/route.ts'
import { withdrawReplacementAction, withdrawReplacementPage } from './pages/withdraw-replacement/route.ts'
import { zoneAreasAction, zoneAreasPage } from './pages/zone-areas/route.ts'
import { zonePage } from './pages/zone/route.ts'
import { zonesPage } from './pages/zones/route.ts'
import { SEE_MARKET } from './terms.ts'

/** What market offers to the running program. */
export const wiring: SliceWiring = {
  name: 'market',
  pages: [
    providersPage,
    ...importPages(CQC_KIND),
    providerPage,
    liftSuspensionPage,
    suspendPage,
    suspendAction,
    describePage,
    describeAction,
    grantStandingPage,
    grantStandingAction,
    endStandingPage,
    endStandingAction,
    withdrawPage,
    withdrawAction,
    zonesPage,
    zonePage,
    zoneAreasPage,
    zoneAreasAction,
    frameworksPage,
    frameworkPage,
    extendPage,
    extendAction,
    letTermsPage,
    letTermsAction,
    linesPage,
    linesAction,
    crossZonePage,
    crossZoneAction,
    replacementPage,
    replacementAction,
    withdrawReplacementPage,
    withdrawReplacementAction,
    feeReviewsPage,
    adoptFeeReviewPage,
    adoptFeeReviewAction,
    newZonePage,
    newZoneAction,
    newRatePage,
    newRateAction,
    ...importPages(AREAS_KIND),
  ],
  api: [...providerRoutes, ...frameworkRoutes, ...frameworkLifeRoutes, ...feeReviewRoutes, ...replacementRoutes, ...importRoutes],
  // Files held for their preview belong to no slice; market is where the first of them are made.
  jobs: [heldFileSweep],
  navigation: [
    { label: 'Providers', section: 'Market', href: '/providers', covers: ['/standings'], permission: SEE_MARKET, order: 60 },
    { label: 'Zones', section: 'Market', href: '/zones', covers: ['/areas'], permission: SEE_MARKET, order: 62 },
    { label: 'Frameworks', section: 'Market', href: '/frameworks', permission: SEE_MARKET, order: 64 },
  ],
}
