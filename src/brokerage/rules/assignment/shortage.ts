import { PARTS, wholeMinutes, type Compiled } from './compile.ts'
import type { Holding } from './holding.ts'
import { at } from './numbers.ts'

/** What an option is short of for a package: in each part of the day, of its limit and of its share, in minutes. Below nothing is to spare. */
export type Shortage = Int32Array
const LIMIT = PARTS - 1
const SHARE = PARTS

/** Room for a shortage, used again and again. */
export function emptyShortage(): Shortage {
  return new Int32Array(SHARE + 1)
}

/** Works out what an option is short of for its package. */
export function fillShortage(compiled: Compiled, holding: Holding, short: Shortage, item: number, option: number): void {
  const base = at(compiled.base, option)
  for (let part = 0; part < PARTS - 1; part += 1) short[part] = at(compiled.demand, item * PARTS + part) - at(holding.left, base + part)
  const whole = wholeMinutes(compiled, item)
  short[LIMIT] = whole - at(holding.left, at(compiled.limit, option))
  short[SHARE] = whole - at(holding.left, at(compiled.share, option))
}

/** Takes from the shortage what another package of the provider holds. False, and nothing taken, when it holds nothing of what is short. */
export function relieve(compiled: Compiled, options: Int32Array, short: Shortage, option: number, other: number): boolean {
  const theirs = at(options, other)
  const isSamePool = at(compiled.base, theirs) === at(compiled.base, option)
  const isSameLimit = at(compiled.limit, theirs) === at(compiled.limit, option)
  const isSameShare = at(compiled.share, theirs) === at(compiled.share, option)
  let helps = (isSameLimit && at(short, LIMIT) > 0) || (isSameShare && at(short, SHARE) > 0)
  for (let part = 0; isSamePool && !helps && part < PARTS - 1; part += 1) helps = at(short, part) > 0 && at(compiled.demand, other * PARTS + part) > 0
  if (!helps) return false
  if (isSamePool) for (let part = 0; part < PARTS - 1; part += 1) short[part] = at(short, part) - at(compiled.demand, other * PARTS + part)
  if (isSameLimit) short[LIMIT] = at(short, LIMIT) - wholeMinutes(compiled, other)
  if (isSameShare) short[SHARE] = at(short, SHARE) - wholeMinutes(compiled, other)
  return true
}

/** Whether nothing is short any more. */
export function isRelieved(short: Shortage): boolean {
  for (let each = 0; each <= SHARE; each += 1) if (at(short, each) > 0) return false
  return true
}

/** Most minutes that can still be filled: what is to spare over the day, within limit and share. */
export function spareOf(short: Shortage): number {
  let spare = 0
  for (let part = 0; part < PARTS - 1; part += 1) spare -= at(short, part)
  return Math.min(spare, -at(short, LIMIT), -at(short, SHARE))
}
