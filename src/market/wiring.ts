import { heldFileSweep } from '../platform/files/held-file.ts'
import type { SliceWiring } from '../platform/slice-wiring.ts'
import { frameworkRoutes } from './api/frameworks.ts'
import { importRoutes } from './api/imports.ts'
import { providerRoutes } from './api/providers.ts'
import { describeAction, describePage } from './pages/describe/route.ts'
import { frameworkPage } from './pages/framework/route.ts'
import { frameworksPage } from './pages/frameworks/route.ts'
import { AREAS_KIND, CQC_KIND } from './pages/import-file/import-kind.ts'
import { importPages } from './pages/import-file/routes.ts'
import { newRateAction, newRatePage } from './pages/new-rate/route.ts'
import { liftSuspensionPage, providerPage } from './pages/provider/route.ts'
import { providersPage } from './pages/providers/route.ts'
import { suspendAction, suspendPage } from './pages/suspend/route.ts'
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
    zonesPage,
    zonePage,
    frameworksPage,
    frameworkPage,
    newRatePage,
    newRateAction,
    ...importPages(AREAS_KIND),
  ],
  api: [...providerRoutes, ...frameworkRoutes, ...importRoutes],
  // Files held for their preview belong to no slice; market is where the first of them are made.
  jobs: [heldFileSweep],
  navigation: [
    { label: 'Providers', section: 'Market', href: '/providers', permission: SEE_MARKET, order: 60 },
    { label: 'Zones', section: 'Market', href: '/zones', permission: SEE_MARKET, order: 62 },
    { label: 'Frameworks', section: 'Market', href: '/frameworks', permission: SEE_MARKET, order: 64 },
  ],
}
