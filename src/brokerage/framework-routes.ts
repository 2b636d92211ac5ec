import type { ApiRoute, PageRoute } from '../platform/web/route.ts'
import { contractModelApi } from './api/contract-model-routes.ts'
import { guaranteedHoursApi } from './api/guaranteed-hours-routes.ts'
import { obligationApi } from './api/obligation-routes.ts'
import { subcontractApi } from './api/subcontract-routes.ts'
import { contractModelAction, contractModelPage } from './pages/contract-model/route.ts'
import { endSubcontractAction, endSubcontractPage } from './pages/end-subcontract/route.ts'
import { frameworkObligationsPage } from './pages/framework-obligations/route.ts'
import { guaranteedHoursPage, guaranteeHoursAction } from './pages/guaranteed-hours/route.ts'
import { newFrameworkAction, newFrameworkPage } from './pages/new-framework/route.ts'
import { obligationsPage } from './pages/obligations/route.ts'
import { successionApi } from './api/succession-routes.ts'
import { transitionApi } from './api/transition-routes.ts'
import { successionAction, successionPage } from './pages/succession/route.ts'
import { transitionPage } from './pages/transition/route.ts'
import { recordSubcontractAction, subcontractsPage } from './pages/subcontracts/route.ts'

/** Pages on which commissioners see how contracts are kept and decide how packages are awarded. */
export const frameworkPages: readonly PageRoute[] = [newFrameworkPage, newFrameworkAction, obligationsPage, frameworkObligationsPage, contractModelPage, contractModelAction, guaranteedHoursPage, guaranteeHoursAction, subcontractsPage, recordSubcontractAction, endSubcontractPage, endSubcontractAction, successionPage, successionAction, transitionPage]

/** The same for programs. */
export const frameworkApi: readonly ApiRoute[] = [...obligationApi, ...contractModelApi, ...guaranteedHoursApi, ...subcontractApi, ...successionApi, ...transitionApi]
