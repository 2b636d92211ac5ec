import type { PageRoute } from '../platform/web/route.ts'
import { oneReablementPage, reablementPage, sendAction, sendPage } from './pages/reablement/route.ts'
import { runReablementPages } from './pages/reablement/run.ts'
import { setReablementPages } from './pages/reablement/set.ts'

export { reablementApi } from './api/reablement-routes.ts'

/** Pages of reablement before long-term care. */
export const reablementPages: readonly PageRoute[] = [reablementPage, ...setReablementPages, oneReablementPage, ...runReablementPages, sendPage, sendAction]
