import { createServer } from 'node:net'
import { EnvironmentFault } from '../../action/refused.ts'

/** The port for the database: the one asked for, else the one remembered (0 for none) if it is free, else any free one. */
export async function choosePort(asked: number | undefined, remembered: number): Promise<number> {
  if (asked !== undefined) {
    if ((await tryPort(asked)) !== undefined) return asked
    throw new EnvironmentFault(`Port ${String(asked)}, which the database was told to use, is in use by another program: stop that program or choose another port.`)
  }
  const free = (remembered === 0 ? undefined : await tryPort(remembered)) ?? (await tryPort(0))
  if (free === undefined) throw new EnvironmentFault('There is no free port on 127.0.0.1 for the database.')
  return free
}

/** Listens for a moment: the port that was got, or undefined when it is taken. */
async function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => {
      resolve(undefined)
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : undefined)
      })
    })
  })
}
