import type { ApiRoute, PageRoute } from '../platform/web/route.ts'
import { documentApi } from './api/document-routes.ts'
import { queryApi } from './api/query-routes.ts'
import { documentPages } from './pages/document/route.ts'
import { packageDocumentPages } from './pages/package-documents/route.ts'
import { packageQueryPages } from './pages/package-queries/route.ts'
import { queriesPage } from './pages/queries/route.ts'

/** Pages on which questions about packages are asked and answered, and documents kept. */
export const threadPages: readonly PageRoute[] = [queriesPage, ...packageQueryPages, ...packageDocumentPages, ...documentPages]

/** The same for programs. */
export const threadApi: readonly ApiRoute[] = [...queryApi, ...documentApi]
