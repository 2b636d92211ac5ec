import type { SliceWiring } from '../platform/slice-wiring.ts'
import { awaitingApi } from './api/awaiting.ts'
import { weeklyApi } from './api/weekly.ts'
import { weekJobs } from './jobs/week-jobs.ts'
import { awaitingPage } from './pages/awaiting/route.ts'
import { weeklyPage } from './pages/weekly/route.ts'
import { SEE_REPORTS } from './terms.ts'

/** What reporting offers to the running program. */
export const wiring: SliceWiring = {
  name: 'reporting',
  pages: [weeklyPage, awaitingPage],
  api: [weeklyApi, awaitingApi],
  jobs: weekJobs,
  navigation: [{ label: 'Report', href: '/reports/weekly', covers: ['/reports'], permission: SEE_REPORTS, order: 80 }],
}
