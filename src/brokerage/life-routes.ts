import type { ApiRoute, PageRoute } from '../platform/web/route.ts'
import { placementLifeApi } from './api/placement-life-routes.ts'
import { changePages } from './pages/placement-life/change-deeds.ts'
import { leavePages } from './pages/placement-life/leave-deeds.ts'
import { stayPages } from './pages/placement-life/stay-deeds.ts'

/** Pages on which the life of a placement goes on after its start. */
export const lifePages: readonly PageRoute[] = [...stayPages, ...changePages, ...leavePages]

/** The same for programs. */
export const lifeApi: readonly ApiRoute[] = placementLifeApi
