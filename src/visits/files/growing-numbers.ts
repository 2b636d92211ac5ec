/** Whole numbers from 0 to 4,294,967,295, four bytes each, as many as come. */
interface GrowingNumbers {
  push(value: number): void
  length(): number
  all(): Uint32Array
}

export function growingNumbers(): GrowingNumbers {
  let numbers = new Uint32Array(4096)
  let count = 0
  return {
    push: (value) => {
      if (count === numbers.length) {
        const larger = new Uint32Array(count * 2)
        larger.set(numbers)
        numbers = larger
      }
      numbers[count] = value
      count += 1
    },
    length: () => count,
    all: () => numbers.subarray(0, count),
  }
}
