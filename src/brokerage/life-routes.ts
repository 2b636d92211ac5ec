import type { ApiRoute, PageRoute } from '../platform/web/route.ts'
import { weeklyPlanApi } from './api/weekly-plan-route.ts'
import { failureApi } from './api/failure-routes.ts'
import { placementMoneyApi } from './api/placement-money-routes.ts'
import { placementLifeApi } from './api/placement-life-routes.ts'
import { failureBatchPage, sendBatchAction } from './pages/failures/batch.ts'
import { failurePage, proposeBatchAction } from './pages/failures/one.ts'
import { failuresPage, markFailureAction, rehearsalPage } from './pages/failures/route.ts'
import { awayPages } from './pages/placement-life/away-deeds.ts'
import { moneyPages } from './pages/placement-life/money-deeds.ts'
import { changePages } from './pages/placement-life/change-deeds.ts'
import { leavePages } from './pages/placement-life/leave-deeds.ts'
import { stayPages } from './pages/placement-life/stay-deeds.ts'
import { weeklyCalendarPage, weeklyPlanPage } from './pages/weekly-plan/route.ts'

/** Pages on which the life of a placement goes on after its start, and on which the failure of a provider is survived. */
export const lifePages: readonly PageRoute[] = [...stayPages, ...awayPages, ...moneyPages, ...changePages, ...leavePages, failuresPage, markFailureAction, rehearsalPage, failurePage, proposeBatchAction, failureBatchPage, sendBatchAction, weeklyPlanPage, weeklyCalendarPage]

/** The same for programs. */
export const lifeApi: readonly ApiRoute[] = [...placementLifeApi, ...placementMoneyApi, ...failureApi, ...weeklyPlanApi]
