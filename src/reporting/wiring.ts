import type { SliceWiring } from '../platform/slice-wiring.ts'
import { weeklyApi } from './api/weekly.ts'
import { weeklyPage } from './pages/weekly/route.ts'
import { SEE_REPORTS } from './terms.ts'

/** What reporting offers to the running program. */
export const wiring: SliceWiring = {
  name: 'reporting',
  pages: [weeklyPage],
  api: [weeklyApi],
  jobs: [],
  navigation: [{ label: 'Report', href: '/reports/weekly', permission: SEE_REPORTS, order: 80 }],
}
