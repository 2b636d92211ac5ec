// Typed lists answer "number or undefined" for every index; inside these rules an index is within its list by construction.

/** A number of a list of whole numbers. */
export function at(list: Int32Array, index: number): number {
  return list[index] as number
}

/** A number of a list of numbers. */
export function real(list: Float64Array, index: number): number {
  return list[index] as number
}

/** The greatest whole number that divides both. */
export function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other)
}
