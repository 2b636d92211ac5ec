import type { Minutes, Pence } from '../../kernel/amounts.ts'
import { mondayOf } from '../../kernel/date-range.ts'
import { UNUSED_REASONS, type AvoidableSpot, type BlockWeek, type UnusedReason } from '../terms/block-use.ts'

/** Why minutes of a planned visit were not counted. */
export type LostReason = Exclude<UnusedReason, 'offered-and-refused' | 'nothing-offered'>

/** What the use of guaranteed hours is counted from. Days are ISO text. */
export interface BlockFacts {
  /** Mondays of the weeks asked for. */
  readonly weeks: readonly string[]
  /** Every guarantee, past ones too; 0 minutes end one. */
  readonly guarantees: readonly { readonly zoneId: string; readonly providerId: string; readonly fromOn: string; readonly weeklyMinutes: Minutes }[]
  /** Visits of the providers with a guarantee, of all care workers together; those held while the person is away are planned with nothing counted. */
  readonly visits: readonly { readonly zoneId: string; readonly providerId: string; readonly visitOn: string; readonly plannedMinutes: Minutes; readonly countedMinutes: Minutes; readonly lost: LostReason }[]
  /** Packages that a provider was offered and did not take, with the days on which others gave that care, or nobody did. */
  readonly notTaken: readonly { readonly zoneId: string; readonly providerId: string; readonly packageId: string; readonly weeklyMinutes: Minutes; readonly fromOn: string; readonly toOn: string | null }[]
  /** Paid visits of the zones by placement and day, of every provider. */
  readonly paid: readonly PaidDay[]
  /** Last day that was paid; weeks that end after it are counted from records. */
  readonly paidUntil: string | undefined
  /** Pence an hour that a provider is paid in a zone for a service line on a day; undefined without a rate. */
  readonly rateOf: (of: { readonly zoneId: string; readonly providerId: string; readonly serviceLine: string; readonly on: string }) => Pence | undefined
}

interface PaidDay {
  readonly placementId: string
  readonly packageId: string
  readonly zoneId: string
  readonly providerId: string
  readonly serviceLine: string
  /** First day of the placement. */
  readonly startsOn: string
  readonly visitOn: string
  readonly visits: number
  readonly minutes: Minutes
  readonly pence: Pence
}

/**
 * Counts each week of each guarantee (Norfolk: guaranteed hours, their use, and the spot hours that a fuller block would have saved).
 *
 * 1. A guarantee that begins, changes or ends within a week counts by days, a seventh of its minutes each, the sum rounded down.
 * 2. Minutes counted up to the guarantee are used; what is above it was bought besides.
 * 3. Unused minutes go first to what became of planned visits, in the order of the reasons and never more than these lost; then to packages
 *    that the provider did not take and that were still needed; the rest is that nothing was offered.
 * 4. Hours bought from others could have been the block's when they are of the same zone and week, their placement began while hours were
 *    guaranteed, their provider has no guarantee there, and the placement's whole week fits into the hours for which no visit was planned: one
 *    person's week is not divided. The dearest an hour go first; each is counted for one block at most. Rounds and times of day are not looked at.
 */
export function blockUse(facts: BlockFacts): BlockWeek[] {
  const weekOf = mondays()
  const blocks = [...new Map(facts.guarantees.map((each) => [`${each.zoneId} ${each.providerId}`, each])).values()].toSorted((a, b) => order(a.zoneId, b.zoneId) || order(a.providerId, b.providerId))
  const visits = Map.groupBy(facts.visits, (visit) => `${visit.zoneId} ${visit.providerId} ${weekOf(visit.visitOn)}`)
  const paid = Map.groupBy(facts.paid, (day) => `${day.zoneId} ${weekOf(day.visitOn)}`)
  return facts.weeks.flatMap((weekOn) => {
    const ends = plus(weekOn, 6)
    const isPaid = facts.paidUntil !== undefined && ends <= facts.paidUntil
    const found = blocks.flatMap(({ zoneId, providerId }) => {
      const guaranteedMinutes = guaranteedIn(facts, zoneId, providerId, weekOn)
      if (guaranteedMinutes === 0) return []
      return [weekOfBlock(facts, { zoneId, providerId, weekOn, guaranteedMinutes, isPaid }, visits.get(`${zoneId} ${providerId} ${weekOn}`) ?? [])]
    })
    if (!isPaid) return found
    return [...Map.groupBy(found, (each) => each.zoneId)].flatMap(([zoneId, within]) => withSpot(facts, within, paid.get(`${zoneId} ${weekOn}`) ?? []))
  })
}

function weekOfBlock(facts: BlockFacts, of: Pick<BlockWeek, 'zoneId' | 'providerId' | 'weekOn' | 'guaranteedMinutes' | 'isPaid'>, visits: BlockFacts['visits']): BlockWeek {
  const counted = visits.reduce((sum, visit) => sum + visit.countedMinutes, 0)
  const usedMinutes = Math.min(of.guaranteedMinutes, Math.max(0, counted))
  let left = of.guaranteedMinutes - usedMinutes
  const unused: Partial<Record<UnusedReason, Minutes>> = {}
  const give = (reason: UnusedReason, most: Minutes): void => {
    const minutes = Math.min(left, most)
    if (minutes > 0) unused[reason] = minutes
    left -= Math.max(0, minutes)
  }
  for (const reason of UNUSED_REASONS) {
    if (reason === 'offered-and-refused') give(reason, neededIn(facts, of).reduce((sum, each) => sum + each.weeklyMinutes, 0))
    else if (reason === 'nothing-offered') give(reason, left)
    else give(reason, visits.reduce((sum, visit) => sum + (visit.lost === reason ? Math.max(0, visit.plannedMinutes - visit.countedMinutes) : 0), 0))
  }
  return { ...of, usedMinutes, aboveMinutes: Math.max(0, counted - usedMinutes), unused, spot: [] }
}

/** Packages not taken that were needed in the week, each once. */
function neededIn({ notTaken }: BlockFacts, { zoneId, providerId, weekOn }: Pick<BlockWeek, 'zoneId' | 'providerId' | 'weekOn'>): BlockFacts['notTaken'] {
  const ends = plus(weekOn, 6)
  const needed = notTaken.filter((each) => each.zoneId === zoneId && each.providerId === providerId && each.fromOn <= ends && (each.toOn === null || each.toOn >= weekOn))
  return [...new Map(needed.map((each) => [each.packageId, each])).values()]
}

function withSpot(facts: BlockFacts, blocks: readonly BlockWeek[], paid: readonly PaidDay[]): BlockWeek[] {
  const own = new Set(blocks.map((block) => block.providerId))
  const bought = [...Map.groupBy(paid.filter((day) => !own.has(day.providerId)), (day) => day.placementId).values()].flatMap((days) => {
    const [first] = days
    const [minutes, pence] = [sumOf(days, 'minutes'), sumOf(days, 'pence')]
    return first === undefined || minutes <= 0 || pence <= 0 ? [] : [{ first, days, minutes, pence }]
  })
  const open = bought.toSorted((a, b) => b.pence * a.minutes - a.pence * b.minutes || order(a.first.placementId, b.first.placementId))
  const spot = new Map<string, AvoidableSpot[]>()
  const room = new Map(blocks.map((block) => [block.providerId, (block.unused['nothing-offered'] ?? 0) + (block.unused['offered-and-refused'] ?? 0)]))
  for (const { first, days, minutes, pence } of open) {
    const block = blocks.find((each) => minutes <= (room.get(each.providerId) ?? 0) && first.startsOn >= guaranteedSince(facts, each))
    if (block === undefined) continue
    room.set(block.providerId, (room.get(block.providerId) ?? 0) - minutes)
    const dates = days.map((day) => day.visitOn).toSorted()
    const taken = { placementId: first.placementId, packageId: first.packageId, providerId: first.providerId, firstOn: dates[0] ?? block.weekOn, lastOn: dates.at(-1) ?? block.weekOn, visits: sumOf(days, 'visits'), minutes, pence, blockPence: priceOf(facts, block, days), isRefused: neededIn(facts, block).some((each) => each.packageId === first.packageId) }
    spot.set(block.providerId, [...(spot.get(block.providerId) ?? []), taken])
  }
  return blocks.map((block) => ({ ...block, spot: spot.get(block.providerId) ?? [] }))
}

/** The minutes at the block provider's rates, day by day; rounded once, half a penny up. */
function priceOf({ rateOf }: BlockFacts, { zoneId, providerId }: BlockWeek, days: readonly PaidDay[]): Pence | null {
  let sixtieths = 0
  for (const day of days) {
    const rate = rateOf({ zoneId, providerId, serviceLine: day.serviceLine, on: day.visitOn })
    if (rate === undefined) return null
    sixtieths += day.minutes * rate
  }
  return Math.round(sixtieths / 60)
}

function guaranteedIn({ guarantees }: BlockFacts, zoneId: string, providerId: string, weekOn: string): Minutes {
  const own = guarantees.filter((each) => each.zoneId === zoneId && each.providerId === providerId).toSorted((a, b) => order(a.fromOn, b.fromOn))
  const days = [0, 1, 2, 3, 4, 5, 6].map((day) => own.findLast((each) => each.fromOn <= plus(weekOn, day))?.weeklyMinutes ?? 0)
  return Math.floor(days.reduce((sum, minutes) => sum + minutes, 0) / 7)
}

/** First day from which the provider has been guaranteed hours in the zone without a gap until the week. */
function guaranteedSince({ guarantees }: BlockFacts, { zoneId, providerId, weekOn }: BlockWeek): string {
  const ends = plus(weekOn, 6)
  const own = guarantees.filter((each) => each.zoneId === zoneId && each.providerId === providerId && each.fromOn <= ends).toSorted((a, b) => order(a.fromOn, b.fromOn))
  const ended = own.findLastIndex((each, at) => each.weeklyMinutes === 0 && at < own.length - 1)
  return own[ended + 1]?.fromOn ?? weekOn
}

function sumOf<K extends 'minutes' | 'pence' | 'visits'>(days: readonly Readonly<Record<K, number>>[], of: K): number {
  return days.reduce((sum, day) => sum + day[of], 0)
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function plus(on: string, days: number): string {
  return Temporal.PlainDate.from(on).add({ days }).toString()
}

/** Mondays of days, each reckoned once. */
function mondays(): (on: string) => string {
  const known = new Map<string, string>()
  return (on) => {
    const monday = known.get(on) ?? mondayOf(Temporal.PlainDate.from(on)).toString()
    known.set(on, monday)
    return monday
  }
}
