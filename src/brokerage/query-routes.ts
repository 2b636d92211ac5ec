import type { ApiRoute, PageRoute } from '../platform/web/route.ts'
import { queryApi } from './api/query-routes.ts'
import { packageQueryPages } from './pages/package-queries/route.ts'
import { queriesPage } from './pages/queries/route.ts'

/** Pages on which questions about packages are asked and answered. */
export const threadPages: readonly PageRoute[] = [queriesPage, ...packageQueryPages]

/** The same for programs. */
export const threadApi: readonly ApiRoute[] = queryApi
