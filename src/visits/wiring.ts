import type { SliceWiring } from '../platform/slice-wiring.ts'
import { visitJobs } from './jobs/handlers.ts'

/** What the visits slice offers to the running program. */
export const wiring: SliceWiring = { name: 'visits', pages: [], api: [], jobs: visitJobs, navigation: [] }
