import type { ApiRoute, PageRoute } from '../platform/web/route.ts'
import { assignmentRunApi } from './api/assignment-routes.ts'
import { capacityApi } from './api/capacity-routes.ts'
import { acceptLineAction, assignmentLinePage, refuseLineAction } from './pages/assignment-line/route.ts'
import { assignmentPage } from './pages/assignment/route.ts'
import { assignmentsPage, assignWaitingAction } from './pages/assignments/route.ts'
import { capacityPage, declareCapacityAction } from './pages/capacity/route.ts'

/** Pages on which capacity is declared and given out by best assignments. */
export const assignmentPages: readonly PageRoute[] = [capacityPage, declareCapacityAction, assignmentsPage, assignWaitingAction, assignmentPage, assignmentLinePage, acceptLineAction, refuseLineAction]

/** The same for programs. */
export const assignmentApi: readonly ApiRoute[] = [...capacityApi, ...assignmentRunApi]
