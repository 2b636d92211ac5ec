import type { JobHandler } from '../../platform/jobs/handler.ts'
import { workWhatIf } from '../actions/work-what-if.ts'
import { WHAT_IF_ASKED } from '../terms/what-if.ts'

/** Reckons a what-if that was asked for on a page or by a program. */
export const runWhatIf: JobHandler = {
  topic: WHAT_IF_ASKED.name,
  name: 'price paid visits under other rules',
  handle: (house, payload) => workWhatIf(house, WHAT_IF_ASKED.payload.parse(payload).whatIfId),
}
