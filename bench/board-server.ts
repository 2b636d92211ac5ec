// The web server that `bench/board.ts` reads from, in a process of its own.
import { wiringsFor } from '../src/commands/wirings.ts'
import { SESSION_COOKIE } from '../src/platform/access/identity.ts'
import { systemClock } from '../src/platform/action/clock.ts'
import type { House } from '../src/platform/action/work.ts'
import { openDb } from '../src/platform/db/open.ts'
import { buildApp } from '../src/platform/web/app.ts'
import { anAccount, signedIn, TEST_CONFIG } from '../src/platform/web/testing/test-app.ts'

const house: House = { db: openDb(process.env['BENCH_DATABASE_URL'] ?? '', 10), clock: systemClock, jobs: { send: () => Promise.resolve(), listFailed: () => Promise.resolve([]), retry: () => Promise.resolve() } }
const wirings = await wiringsFor({ publicUrl: TEST_CONFIG.publicUrl, notifyApiKey: null, demonstration: false, oidc: TEST_CONFIG.oidc })
const app = await buildApp({ house, config: { ...TEST_CONFIG, logLevel: 'silent' }, wirings })
await app.listen({ host: '127.0.0.1', port: 0 })
const cookies = await signedIn(house, await anAccount(house, 'broker'))
const address = app.server.address()
process.send?.({ port: typeof address === 'object' ? address?.port : 0, cookie: `${SESSION_COOKIE}=${cookies[SESSION_COOKIE] ?? ''}` })
process.once('message', () => {
  void app.close().then(() => house.db.destroy()).then(() => process.exit())
})
