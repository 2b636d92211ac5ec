import type { PatternVisit } from '../../src/care/terms.ts'
import type { PlannedPackage } from './caseload-plan.ts'

/** Somebody who goes through reablement before care is bought for them. Weeks count from the first of the history. */
export interface PlannedStay {
  readonly planned: PlannedPackage
  /** The week in which they are referred, sent and, unless they wait for it, given a place. */
  readonly week: number
  readonly hasPlace: boolean
  /** The visits that are needed when the stay is completed. */
  readonly after: readonly PatternVisit[]
}
