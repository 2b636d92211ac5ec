import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { House } from '../../action/work.ts'
import { Refused } from '../../action/refused.ts'
import { SESSION_COOKIE } from '../../access/identity.ts'
import type { Permission } from '../../access/permission.ts'
import type { Role } from '../../access/roles.ts'
import { startSession } from '../../access/session.ts'
import type { UserAccount } from '../../access/store/user-account.read.ts'
import type { SliceWiring } from '../../slice-wiring.ts'
import { buildApp } from '../app.ts'
import { page, redirectTo } from '../reply.ts'
import { apiRoute, pageRoute } from '../route.ts'
import type { WebConfig } from '../web-config.ts'

export const TEST_CONFIG: WebConfig = {
  host: '127.0.0.1',
  port: 3000,
  publicUrl: 'http://127.0.0.1:3000',
  councilName: 'Test Council',
  sessionSecret: 'a secret for tests, forty characters long',
  sessionIdleMinutes: 30,
  sessionMaxHours: 12,
  oidc: { issuer: 'http://127.0.0.1:3001', clientId: 'tendwell', clientSecret: 'secret' },
  demonstration: false,
  demonstrationIdentityPort: 3001,
  rateLimit: false,
  logLevel: 'info',
}

export const RING: Permission = { name: 'test.ring', words: 'ring the bell', roles: ['broker', 'provider-coordinator'] }

/** Counts how often the bell was really rung. */
export const rung: string[] = []

/** A slice with one of everything: a page, a form, a broken page, a read and a write of the API. */
const bellSlice: SliceWiring = {
  name: 'bell',
  pages: [
    pageRoute({ method: 'GET', url: '/bell', permission: RING, query: z.object({ times: z.coerce.number().optional() }), handler: () => Promise.resolve(page('platform/web/error-page.njk', { title: 'Bell', message: 'A bell' })) }),
    pageRoute({
      method: 'POST',
      url: '/bell',
      permission: RING,
      handler: (ctx) => {
        if (ctx.body['tune'] === 'wrong') throw new Refused('out-of-tune', 'Choose another tune', 'tune')
        rung.push(`${String(ctx.body['tune'])} ${String(ctx.files[0]?.bytes.length ?? 0)}`)
        return Promise.resolve(redirectTo('/bell', 'The bell rang'))
      },
    }),
    pageRoute({ method: 'GET', url: '/bell/:bellId', permission: 'public', params: z.object({ bellId: z.uuid() }), handler: () => Promise.reject(new Error('Mrs Example’s secret')) }),
  ],
  api: [
    apiRoute({ method: 'GET', url: '/api/v1/bells', permission: RING, summary: 'List the bells', response: z.object({ bells: z.number() }), handler: () => Promise.resolve({ bells: 1 }) }),
    apiRoute({
      method: 'POST',
      url: '/api/v1/bells',
      permission: RING,
      summary: 'Ring the bell',
      body: z.object({ tune: z.string().min(1, 'Name a tune') }),
      response: z.object({ ring: z.string() }),
      handler: (ctx) => {
        rung.push(ctx.body.tune)
        return Promise.resolve({ ring: randomUUID() })
      },
    }),
  ],
  jobs: [],
  navigation: [{ label: 'Bell', href: '/bell', permission: RING, order: 1 }],
}

/** The application with the bell slice, and what it logged. */
export async function bellApp(house: House, config: Partial<WebConfig> = {}): Promise<{ app: FastifyInstance; logged: string[] }> {
  const logged: string[] = []
  const app = await buildApp({ house, config: { ...TEST_CONFIG, ...config }, wirings: [bellSlice], ready: () => Promise.reject(new Error('no database')), logTo: { write: (line) => void logged.push(line) } })
  return { app, logged }
}

/** Adds an account. */
export async function anAccount(house: House, role: Role, organisationId: string | null = null): Promise<UserAccount> {
  const account: UserAccount = { id: randomUUID(), name: `Test ${role}`, role, organisationId, personId: null }
  await house.db
    .insertInto('access.user_account')
    .values({ id: account.id, issuer: TEST_CONFIG.oidc.issuer, subject: account.id, name: account.name, email: `${account.id}@example.org`, role, organisation_id: organisationId, created_at: house.clock.now().toString() })
    .execute()
  return account
}

/** Signs an account in; answers the cookie. */
export async function signedIn(house: House, account: UserAccount): Promise<Record<string, string>> {
  return { [SESSION_COOKIE]: await startSession(house, account, 'id-token', TEST_CONFIG, 'test') }
}
