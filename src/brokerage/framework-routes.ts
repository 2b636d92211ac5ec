import type { ApiRoute, PageRoute } from '../platform/web/route.ts'
import { obligationApi } from './api/obligation-routes.ts'
import { frameworkObligationsPage } from './pages/framework-obligations/route.ts'
import { obligationsPage } from './pages/obligations/route.ts'

/** Pages on which commissioners see how contracts are kept and decide how packages are awarded. */
export const frameworkPages: readonly PageRoute[] = [obligationsPage, frameworkObligationsPage]

/** The same for programs. */
export const frameworkApi: readonly ApiRoute[] = [...obligationApi]
