import type { ApiRoute, PageRoute } from '../platform/web/route.ts'
import { partialAnswerApi } from './api/partial-answer-routes.ts'
import { partialAnswerPages } from './pages/partial-answer/route.ts'
import { partialAnswersPages } from './pages/partial-answers/route.ts'
import { splitPages } from './pages/split/route.ts'
import { timeBandPages } from './pages/time-bands/route.ts'

/** Pages for packages that nobody takes as they are asked for: answers in part, splits, and the bands that visits are asked for in. */
export const partPages: readonly PageRoute[] = [...partialAnswerPages, ...partialAnswersPages, ...splitPages, ...timeBandPages]

/** The same for programs. */
export const partApi: readonly ApiRoute[] = partialAnswerApi
