import { createServer } from 'node:net'
import { EnvironmentFault } from '../platform/action/refused.ts'

/** Asks before the database starts whether a port can be had, so that a taken one is told at once. */
export async function refuseTakenPort(host: string, port: number, setting: string): Promise<void> {
  if (port === 0) return
  const code = await new Promise<unknown>((resolve) => {
    const server = createServer()
    server.once('error', (error) => {
      resolve('code' in error ? error.code : undefined)
    })
    server.listen(port, host, () => {
      server.close(() => {
        resolve(undefined)
      })
    })
  })
  if (code === 'EADDRINUSE') {
    throw new EnvironmentFault(`Port ${String(port)} is in use, perhaps by a Tendwell that already runs: stop that program, or choose another port, for example with ${setting}=${String(port + 10)}.`)
  }
}
