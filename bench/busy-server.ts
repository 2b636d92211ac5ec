// What `tendwell serve` does in the process that serves pages, for `bench/pages-under-load.ts`.
import { wiringsFor } from '../src/commands/wirings.ts'
import { SESSION_COOKIE } from '../src/platform/access/identity.ts'
import type { Role } from '../src/platform/access/roles.ts'
import { systemClock } from '../src/platform/action/clock.ts'
import type { House } from '../src/platform/action/work.ts'
import { openDb } from '../src/platform/db/open.ts'
import { buildApp } from '../src/platform/web/app.ts'
import { anAccount, signedIn, TEST_CONFIG } from '../src/platform/web/testing/test-app.ts'

/** What the bench hears first: where the pages are. */
export interface Serving { readonly port: number; readonly pages: Readonly<Record<'board' | 'statement', { readonly path: string; readonly cookie: string }>> }
/** What it hears when it asks how long pages waited: the most processor time, in milliseconds, that the program kept to itself at a stretch since it was last asked. */
export interface Stretch { readonly turnMs: number }

const house: House = { db: openDb(process.env['BENCH_DATABASE_URL'] ?? '', 10), clock: systemClock, jobs: { send: () => Promise.resolve(), listFailed: () => Promise.resolve([]), retry: () => Promise.resolve() } }
const wirings = await wiringsFor({ publicUrl: TEST_CONFIG.publicUrl, notifyApiKey: null, demonstration: false, oidc: TEST_CONFIG.oidc })
const app = await buildApp({ house, config: { ...TEST_CONFIG, logLevel: 'silent' }, wirings })
await app.listen({ host: '127.0.0.1', port: 0 })
const address = app.server.address()
const longestTurn = watchTurns()
process.send?.({
  port: typeof address === 'object' ? (address?.port ?? 0) : 0,
  pages: { board: { path: '/board', cookie: await cookieOf('broker') }, statement: { path: `/statements/${process.env['BENCH_STATEMENT'] ?? ''}`, cookie: await cookieOf('finance-officer') } },
} satisfies Serving)
process.on('message', (asked: 'stretch' | 'stop') => {
  if (asked === 'stop') void app.close().then(() => house.db.destroy()).then(() => process.exit())
  else process.send?.({ turnMs: longestTurn() } satisfies Stretch)
})

async function cookieOf(role: Role): Promise<string> {
  return `${SESSION_COOKIE}=${(await signedIn(house, await anAccount(house, role)))[SESSION_COOKIE] ?? ''}`
}

/** Watches how long the program works between two looks at what else is waiting: in processor time, which other programs do not lengthen much. */
function watchTurns(): () => number {
  let longest = 0
  let before = process.threadCpuUsage()
  setInterval(() => {
    const now = process.threadCpuUsage()
    longest = Math.max(longest, (now.user + now.system - before.user - before.system) / 1000)
    before = now
  }, 5)
  return () => {
    const found = Math.round(longest)
    longest = 0
    return found
  }
}
