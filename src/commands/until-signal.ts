/**
 * Resolves with the first signal to stop: Ctrl-C, a polite kill, or the terminal closing; for a worker that `serve` started also when that lets go of it
 * or is gone. Repeats are ignored, because a terminal's Ctrl-C reaches us directly and again through npm.
 */
export async function untilSignal(): Promise<void> {
  process.stdout.on('error', () => undefined) // a closed terminal must not keep the shutdown from finishing
  process.stderr.on('error', () => undefined)
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => { resolve() })
    if (!isBesideServe()) return
    process.once('disconnect', resolve)
    if (!process.connected) resolve() // it was gone before we listened
    process.channel?.unref() // to listen must not keep a process whose work is over
  })
}

/** Whether a program started this one with a channel to it, as `serve` starts its worker. */
export function isBesideServe(): boolean {
  return process.send !== undefined
}
