import type { SliceWiring } from '../platform/slice-wiring.ts'
import { addReasonCodeApi, reasonCodesApi, refusalsApi } from './api/catalogues.ts'
import { evvPeopleApi, evvVisitsApi, evvWorkersApi } from './api/evv.ts'
import { exceptionsApi } from './api/exceptions.ts'
import { sendVisitFileApi, visitFileApi, visitFilesApi } from './api/visit-files.ts'
import { visitApi, visitsApi } from './api/visits.ts'
import { visitJobs } from './jobs/handlers.ts'
import { exceptionsPage } from './pages/exceptions/route.ts'
import { mappingPage, mappingPost } from './pages/mapping/route.ts'
import { previewPost, previewStart } from './pages/preview/route.ts'
import { reasonCodesPage, reasonCodesPost } from './pages/reason-codes/route.ts'
import { refusalsPage } from './pages/refusals/route.ts'
import { visitFilePage } from './pages/visit-file/route.ts'
import { visitFilesPage } from './pages/visit-files/route.ts'
import { visitPage } from './pages/visit/route.ts'
import { visitsPage } from './pages/visits/route.ts'
import { SEE_VISITS } from './terms.ts'

/** What the visits slice offers to the running program. */
export const wiring: SliceWiring = {
  name: 'visits',
  pages: [visitFilesPage, previewStart, previewPost, mappingPage, mappingPost, reasonCodesPage, reasonCodesPost, refusalsPage, visitFilePage, exceptionsPage, visitsPage, visitPage],
  api: [visitFilesApi, visitFileApi, sendVisitFileApi, exceptionsApi, visitsApi, visitApi, evvWorkersApi, evvPeopleApi, evvVisitsApi, reasonCodesApi, addReasonCodeApi, refusalsApi],
  jobs: visitJobs,
  navigation: [
    { label: 'Visits', section: 'Visits', href: '/visits', permission: SEE_VISITS, order: 50 },
    { label: 'Visit files', section: 'Visits', href: '/visit-files', permission: SEE_VISITS, order: 51 },
    { label: 'Exceptions', section: 'Visits', href: '/exceptions', permission: SEE_VISITS, order: 52 },
  ],
}
