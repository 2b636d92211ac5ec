/** Shows how far a long job is. */
export interface Progress {
  /** `done` of `total` steps. */
  update(done: number, total: number): void
  stop(): void
}

/** A bar on standard error when that is a terminal; otherwise nothing, so that logs and pipes stay clean. */
export async function showProgress(label: string): Promise<Progress> {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined }
  const { SingleBar } = await import('cli-progress')
  const bar = new SingleBar({ format: `${label} {bar} {percentage}% ({value} of {total})`, stream: process.stderr, clearOnComplete: true, hideCursor: true })
  let isStarted = false
  return {
    update: (done, total) => {
      if (!isStarted) bar.start(total, done)
      else bar.update(done)
      isStarted = true
    },
    stop: () => {
      if (isStarted) bar.stop()
    },
  }
}
