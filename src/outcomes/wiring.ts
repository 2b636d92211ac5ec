import type { SliceWiring } from '../platform/slice-wiring.ts'
import { reablementResultsApi } from './api/reablement-results.ts'
import { reablementResultsPage } from './pages/reablement-results/route.ts'
import { SEE_REABLEMENT_RESULTS } from './terms.ts'

/** What outcomes offer to the running program. */
export const wiring: SliceWiring = {
  name: 'outcomes',
  pages: [reablementResultsPage],
  api: [reablementResultsApi],
  jobs: [],
  navigation: [{ label: 'Results of reablement', section: 'Packages', behind: '/reablement', href: '/reablement-results', permission: SEE_REABLEMENT_RESULTS, order: 18.5 }],
}
