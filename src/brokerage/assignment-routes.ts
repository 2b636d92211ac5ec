import type { ApiRoute, PageRoute } from '../platform/web/route.ts'
import { capacityApi } from './api/capacity-routes.ts'
import { capacityPage, declareCapacityAction } from './pages/capacity/route.ts'

/** Pages on which capacity is declared and given out by best assignments. */
export const assignmentPages: readonly PageRoute[] = [capacityPage, declareCapacityAction]

/** The same for programs. */
export const assignmentApi: readonly ApiRoute[] = [...capacityApi]
