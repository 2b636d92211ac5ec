import type { Pence } from '../../kernel/amounts.ts'
import type { ServiceLine } from '../../kernel/service-line.ts'

/** Mini-competitions of a zone and service line: their bids, the newest of each provider asked, and the sum of the prices bid. */
export interface CompetitionFacts {
  readonly zoneId: string
  readonly serviceLine: ServiceLine
  readonly competitions: number
  readonly bids: number
  readonly pence: Pence
}
