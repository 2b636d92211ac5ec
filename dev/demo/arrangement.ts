import type { Funder, ServiceLine } from '../../src/care/terms.ts'
import type { ContractModel } from '../../src/market/terms/contract-model.ts'
import type { LeavingReason } from '../../src/market/terms.ts'
import type { PlannedProvider } from './council.ts'
import type { DemoGround } from './open-data.ts'

/** Another report's arrangement as it is written down: what it says, and what is invented so that it can be worked with. */
export interface Arrangement {
  readonly name: string
  readonly startsOn: Temporal.PlainDate
  readonly endsOn: Temporal.PlainDate
  readonly extensions: readonly number[]
  readonly model: ContractModel
  readonly pencePerHour: number
  readonly ground: DemoGround
  readonly providers: readonly { readonly name: string; readonly rating: string; readonly standings: PlannedProvider['standings']; readonly left?: { readonly monthsAgo: number; readonly reason: LeavingReason } }[]
  /** Numbers its providers' CQC ids, its people and their references. */
  readonly series: number
  readonly people: readonly { readonly zone: string; readonly funder: Funder; readonly serviceLine: ServiceLine; /** Place of its provider in the list. */ readonly provider: number }[]
  readonly passedOnPercent?: number
}
