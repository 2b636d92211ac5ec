import type { SliceWiring } from '../platform/slice-wiring.ts'
import { addReasonCodeApi, reasonCodesApi, refusalsApi } from './api/catalogues.ts'
import { assignRoundsApi, checkInLinksApi, homeTagApi, homeTagsApi, makeCheckInLinkApi, makeHomeTagApi, phoneExchangeApi, putTimesRightApi, revokeCheckInLinkApi, keepVisitTasksApi, revokeHomeTagApi, roundsApi, roundVisitApi, signOffApi, visitTasksApi } from './api/check-in.ts'
import { evvPeopleApi, evvVisitsApi, evvWorkersApi } from './api/evv.ts'
import { exceptionSettingsApi, setExceptionSettingsApi } from './api/exception-settings.ts'
import { decideExceptionsApi, exceptionsApi } from './api/exceptions.ts'
import { feedApi, feedsApi, feedSettingsApi, setFeedExpectationApi, setFeedSettingsApi } from './api/feeds.ts'
import { kpisApi, kpiVisitsApi } from './api/kpis.ts'
import { mappingApi, mappingsApi, sayOfMappingApi } from './api/mappings.ts'
import { sendVisitFileApi, visitFileApi, visitFilesApi } from './api/visit-files.ts'
import { askVariationApi, decideVariationApi, variationApi, variationDocumentApi, variationsApi } from './api/variations.ts'
import { visitApi, visitsApi } from './api/visits.ts'
import { visitJobs } from './jobs/handlers.ts'
import { askedImportPage, askedImportPost } from './pages/asked-import/route.ts'
import { askVariationPage, askVariationPost } from './pages/ask-variation/route.ts'
import { decideExceptionsPage, decideExceptionsPost } from './pages/decide-exceptions/route.ts'
import { exceptionSettingsPage, exceptionSettingsPost } from './pages/exception-settings/route.ts'
import { exceptionsPage } from './pages/exceptions/route.ts'
import { checkInManifest, checkInPage, checkInPhonePage, checkInPost } from './pages/check-in/route.ts'
import { checkInLinksPage, checkInLinksPost, revokeLinkPost, signOffPost } from './pages/check-in-links/route.ts'
import { homeTagPage, homeTagsPage, homeTagsPost, revokeTagPost } from './pages/home-tags/route.ts'
import { feedPage, feedPost } from './pages/feed/route.ts'
import { feedSettingsPage, feedSettingsPost } from './pages/feed-settings/route.ts'
import { feedsPage } from './pages/feeds/route.ts'
import { kpiVisitsPage } from './pages/kpi-visits/route.ts'
import { kpisPage } from './pages/kpis/route.ts'
import { mappingPage, mappingPost } from './pages/mapping/route.ts'
import { mappingsPage } from './pages/mappings/route.ts'
import { previewPost, previewStart } from './pages/preview/route.ts'
import { reasonCodesPage, reasonCodesPost } from './pages/reason-codes/route.ts'
import { refusalsPage } from './pages/refusals/route.ts'
import { roundVisitPage, roundVisitPost } from './pages/round-visit/route.ts'
import { roundsPage, roundsPost } from './pages/rounds/route.ts'
import { savedMappingPage, savedMappingPost } from './pages/saved-mapping/route.ts'
import { variationDocumentPage, variationPage, variationPost } from './pages/variation/route.ts'
import { variationsPage } from './pages/variations/route.ts'
import { visitFilePage } from './pages/visit-file/route.ts'
import { visitFilesPage } from './pages/visit-files/route.ts'
import { visitPage } from './pages/visit/route.ts'
import { visitTasksPage, visitTasksPost } from './pages/visit-tasks/route.ts'
import { visitsPage } from './pages/visits/route.ts'
import { SEE_KPIS, SEE_VISITS } from './terms.ts'
import { KEEP_ROUNDS } from './terms/check-in.ts'

/** What the visits slice offers to the running program. */
export const wiring: SliceWiring = {
  name: 'visits',
  pages: [visitFilesPage, previewStart, previewPost, askedImportPage, askedImportPost, mappingPage, mappingPost, mappingsPage, savedMappingPage, savedMappingPost, reasonCodesPage, reasonCodesPost, refusalsPage, visitFilePage, exceptionsPage, decideExceptionsPage, decideExceptionsPost, exceptionSettingsPage, exceptionSettingsPost, variationsPage, variationPage, variationPost, variationDocumentPage, askVariationPage, askVariationPost, visitsPage, visitPage, kpisPage, kpiVisitsPage, feedsPage, feedSettingsPage, feedSettingsPost, feedPage, feedPost, checkInLinksPage, checkInLinksPost, revokeLinkPost, signOffPost, homeTagsPage, homeTagsPost, homeTagPage, revokeTagPost, roundsPage, roundsPost, roundVisitPage, roundVisitPost, visitTasksPage, visitTasksPost, checkInPhonePage, checkInManifest, checkInPage, checkInPost],
  api: [visitFilesApi, visitFileApi, sendVisitFileApi, mappingsApi, mappingApi, sayOfMappingApi, exceptionsApi, decideExceptionsApi, exceptionSettingsApi, setExceptionSettingsApi, variationsApi, variationApi, variationDocumentApi, askVariationApi, decideVariationApi, visitsApi, visitApi, kpisApi, kpiVisitsApi, feedsApi, feedSettingsApi, setFeedSettingsApi, feedApi, setFeedExpectationApi, evvWorkersApi, evvPeopleApi, evvVisitsApi, reasonCodesApi, addReasonCodeApi, refusalsApi, phoneExchangeApi, checkInLinksApi, makeCheckInLinkApi, revokeCheckInLinkApi, homeTagsApi, homeTagApi, makeHomeTagApi, revokeHomeTagApi, roundsApi, assignRoundsApi, roundVisitApi, putTimesRightApi, visitTasksApi, keepVisitTasksApi, signOffApi],
  jobs: visitJobs,
  navigation: [
    { label: 'Visits', section: 'Visits', href: '/visits', permission: SEE_VISITS, order: 50 },
    { label: 'KPIs', section: 'Visits', href: '/kpis', behind: '/visits', permission: SEE_KPIS, order: 54 },
    { label: 'Visit files', section: 'Visits', href: '/visit-files', permission: SEE_VISITS, order: 51 },
    { label: 'Feeds', section: 'Visits', href: '/feeds', behind: '/visit-files', permission: SEE_VISITS, order: 53 },
    { label: 'Exceptions', section: 'Visits', href: '/exceptions', covers: ['/variations'], permission: SEE_VISITS, order: 52 },
    { label: 'Rounds', section: 'Visits', href: '/rounds', covers: ['/home-tags', '/check-in-links'], permission: KEEP_ROUNDS, order: 55 },
  ],
}
