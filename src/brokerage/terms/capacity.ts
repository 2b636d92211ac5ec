import { z } from 'zod'
import { NEEDS, SERVICE_LINES, type Need, type ServiceLine } from '../../care/terms.ts'
import type { MinutesByDayPart } from '../../kernel/day-part.ts'
import type { Permission } from '../../platform/access/permission.ts'
import { SEE_BOARD } from '../terms.ts'

/** Most minutes a week that one part of the day of one line may hold: 5,000 hours. */
export const MOST_DECLARED_MINUTES = 300_000

const minutes = z.int().min(0).max(MOST_DECLARED_MINUTES).default(0)
const minutesByDayPart = z.strictObject({ morning: minutes, lunch: minutes, tea: minutes, evening: minutes, night: minutes })

/** What a provider declares: all its free hours at once. No line at all says that it has none. */
export const newCapacity = z.strictObject({
  twoWorkers: z.boolean(),
  needs: z.array(z.enum(NEEDS)),
  lines: z.array(z.strictObject({ zoneId: z.uuid(), serviceLine: z.enum(SERVICE_LINES), minutes: minutesByDayPart })).max(500),
})
export type NewCapacity = z.output<typeof newCapacity>

/** Free care-worker minutes a week in a zone for a service line. */
export interface CapacityLine {
  readonly zoneId: string
  readonly serviceLine: ServiceLine
  readonly minutes: MinutesByDayPart
}

/** A provider's declared free hours. */
export interface CapacityDeclaration {
  readonly id: number
  readonly providerId: string
  readonly twoWorkers: boolean
  readonly needs: readonly Need[]
  readonly lines: readonly CapacityLine[]
  readonly declaredAt: Temporal.Instant
  readonly declaredBy: string
}

export const DECLARE_CAPACITY: Permission = { name: 'brokerage.declare-capacity', words: 'declare the free hours of your organisation', roles: ['provider-coordinator'] }
export const SEE_CAPACITY: Permission = { name: 'brokerage.see-capacity', words: 'see the free hours that providers declare', roles: SEE_BOARD.roles }
