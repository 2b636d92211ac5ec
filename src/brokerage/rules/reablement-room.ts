import type { Minutes } from '../../kernel/amounts.ts'
import type { ReablementCapacity } from '../terms/reablement.ts'

const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(a, b) < 0

/** A stay that takes room: until its exit, else until its planned end, and past it as long as nobody has recorded an exit. */
export interface RoomTaken {
  readonly startsOn: Temporal.PlainDate
  readonly plannedEndOn: Temporal.PlainDate
  readonly exitOn: Temporal.PlainDate | null
  readonly weeklyMinutes: Minutes
}

/** What a zone declared for a day: of the declarations that have begun the one that began last, of several of one day the newest. */
export function capacityOn(declared: readonly Pick<ReablementCapacity, 'fromOn' | 'unit' | 'size' | 'declaredAt'>[], on: Temporal.PlainDate): Pick<ReablementCapacity, 'unit' | 'size'> | undefined {
  return declared
    .filter((each) => !isBefore(on, each.fromOn))
    .toSorted((a, b) => Temporal.PlainDate.compare(a.fromOn, b.fromOn) || Temporal.Instant.compare(a.declaredAt, b.declaredAt))
    .at(-1)
}

/** Whether a stay takes room on a day, as it is known today. */
function takesRoom(stay: RoomTaken, on: Temporal.PlainDate, today: Temporal.PlainDate): boolean {
  const last = stay.exitOn ?? (isBefore(stay.plannedEndOn, today) ? today : stay.plannedEndOn)
  return !isBefore(on, stay.startsOn) && !isBefore(last, on)
}

/** What is free in a zone on a day, in the unit it declared; undefined when it declared nothing. May be below zero after a smaller declaration. */
export function roomOn(declared: Parameters<typeof capacityOn>[0], stays: readonly RoomTaken[], on: Temporal.PlainDate, today: Temporal.PlainDate): { readonly unit: 'places' | 'minutes'; readonly size: number; readonly taken: number; readonly free: number } | undefined {
  const capacity = capacityOn(declared, on)
  if (capacity === undefined) return undefined
  const there = stays.filter((stay) => takesRoom(stay, on, today))
  const taken = capacity.unit === 'places' ? there.length : there.reduce((sum, stay) => sum + stay.weeklyMinutes, 0)
  return { ...capacity, taken, free: capacity.size - taken }
}

/**
 * The first day of a new stay on which the zone would have too little room; undefined when there is room on all of them. It is enough to
 * look at its first day, at the days on which other stays begin and at those on which a declaration begins: between them room only grows.
 */
export function dayWithoutRoom(declared: Parameters<typeof capacityOn>[0], stays: readonly RoomTaken[], asked: Omit<RoomTaken, 'exitOn'>, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const days = [asked.startsOn, ...stays.map((stay) => stay.startsOn), ...declared.map((each) => each.fromOn)]
    .filter((on) => !isBefore(on, asked.startsOn) && !isBefore(asked.plannedEndOn, on))
    .toSorted((a, b) => Temporal.PlainDate.compare(a, b))
  return days.find((on) => {
    const room = roomOn(declared, stays, on, today)
    return room === undefined || room.free < (room.unit === 'places' ? 1 : asked.weeklyMinutes)
  })
}
