import type { ApiRoute, PageRoute } from '../platform/web/route.ts'
import { peopleRoutes } from './api/people.ts'
import { myCarePage } from './pages/my-care/route.ts'
import { peoplePage, peoplePost } from './pages/people/route.ts'
import { personAccessPage } from './pages/person-access/route.ts'
import { personPage } from './pages/person/route.ts'

/** Finding people, a person's record, who has seen it, and one's own care. */
export const peoplePages: readonly PageRoute[] = [peoplePage, peoplePost, personPage, personAccessPage, myCarePage]

/** The same for programs. */
export const peopleApi: readonly ApiRoute[] = peopleRoutes
