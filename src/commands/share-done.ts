/** Per cent of the work done, from the stage it is in: how long each takes was measured. */
export function shareDone(stage: string, share: number): number {
  const from: Readonly<Record<string, readonly [number, number]>> = { Market: [0, 2], Packages: [2, 45], Visits: [45, 85], Payment: [85, 100] }
  const [start, end] = from[stage] ?? [0, 0]
  return Math.round(start + (end - start) * share)
}
