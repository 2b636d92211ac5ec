/**
 * Resolves with the first signal to stop: Ctrl-C, a polite kill, or the terminal closing. Repeats are ignored, because a
 * terminal's Ctrl-C reaches us directly and again through npm.
 */
export async function untilSignal(): Promise<NodeJS.Signals> {
  process.stdout.on('error', () => undefined) // a closed terminal must not keep the shutdown from finishing
  process.stderr.on('error', () => undefined)
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve)
  })
}
