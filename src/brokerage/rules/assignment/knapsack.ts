import { at, real } from './numbers.ts'

/** Things that may be packed into one room, those of the same weight one after another. Weights and room are in the same unit. */
export interface Things {
  readonly count: number
  readonly weight: Int32Array
}

/** Lists that a packing uses again and again, so that none is made while a bound is sought. */
export interface Bench {
  worth: Float64Array
  kept: Uint8Array
  readonly order: Int32Array
  readonly chosen: Int32Array
}

/** Room to work in for at most this many things. */
export function packingBench(mostThings: number): Bench {
  return { worth: new Float64Array(1), kept: new Uint8Array(1), order: new Int32Array(mostThings), chosen: new Int32Array(mostThings) }
}

/**
 * The most value that fits, exactly, by dynamic programming. Things of no positive value are left out. Writes what it chose to `bench.chosen`
 * and answers how many, with the value.
 */
export function pack(things: Things, value: Float64Array, room: number, bench: Bench): { readonly value: number; readonly count: number } {
  const candidates = sortCandidates(things, value, room, bench.order)
  const states = room + 1
  if (bench.worth.length < states) bench.worth = new Float64Array(states)
  if (bench.kept.length < states * candidates) bench.kept = new Uint8Array(states * candidates)
  const { worth, kept } = bench
  worth.fill(0, 0, states)
  kept.fill(0, 0, states * candidates)
  for (let each = 0; each < candidates; each += 1) {
    const thing = at(bench.order, each)
    const weight = at(things.weight, thing)
    const gain = real(value, thing)
    const row = each * states
    for (let space = room; space >= weight; space -= 1) {
      const taken = real(worth, space - weight) + gain
      if (taken <= real(worth, space)) continue
      worth[space] = taken
      kept[row + space] = 1
    }
  }
  let space = room
  let count = 0
  for (let each = candidates - 1; each >= 0; each -= 1) {
    if (kept[each * states + space] === 0) continue
    const thing = at(bench.order, each)
    bench.chosen[count] = thing
    count += 1
    space -= at(things.weight, thing)
  }
  return { value: real(worth, room), count }
}

/** Of each weight only the most valuable matter, as many as fit; any other could be exchanged for one of those. */
function sortCandidates(things: Things, value: Float64Array, room: number, order: Int32Array): number {
  let kept = 0
  for (let thing = 0; thing < things.count; ) {
    const weight = at(things.weight, thing)
    const most = weight === 0 ? things.count : Math.floor(room / weight)
    const from = kept
    for (; thing < things.count && at(things.weight, thing) === weight; thing += 1) {
      const worth = real(value, thing)
      if (worth <= 0 || most === 0) continue
      if (kept - from === most) {
        if (real(value, at(order, kept - 1)) >= worth) continue
        kept -= 1
      }
      let place = kept
      for (; place > from && real(value, at(order, place - 1)) < worth; place -= 1) order[place] = at(order, place - 1)
      order[place] = thing
      kept += 1
    }
  }
  return kept
}
