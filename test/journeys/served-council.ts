import { createServer } from 'node:net'
import { after } from 'node:test'
import type { Browser } from 'playwright-core'
import { wiringsFor } from '../../src/commands/wirings.ts'
import { startDemonstrationIdentity } from '../../src/platform/access/demonstration-identity.ts'
import { addAccount } from '../../src/platform/access/actions/add-account.ts'
import { systemActor } from '../../src/platform/access/actor.ts'
import { COUNCIL_ROLES, ROLE_NAMES, type Role } from '../../src/platform/access/roles.ts'
import { buildApp } from '../../src/platform/web/app.ts'
import type { WebConfig } from '../../src/platform/web/web-config.ts'
import { launchBrowser } from '../support/browser.ts'
import { makeSmallCouncil, type ProviderLetter, type SmallCouncil } from '../support/small-council.ts'
import { openTestHouse, type TestHouse } from '../support/test-house.ts'

/** Whom a journey can sign in as: a role of the council, a person, or a role of one of the four providers. */
export type Login = Exclude<Role, 'provider-coordinator' | 'provider-finance'> | `coordinator-${ProviderLetter}` | `finance-${ProviderLetter}`

/** The small council behind a real web server, with a real identity provider and a browser to visit them. */
export interface ServedCouncil {
  readonly url: string
  readonly house: TestHouse
  readonly council: SmallCouncil
  readonly browser: Browser
  /** Everybody who can sign in, and as what. */
  readonly logins: readonly { readonly login: Login; readonly role: Role; readonly name: string }[]
}

const LETTERS: readonly ProviderLetter[] = ['a', 'b', 'c', 'd']
const maker = systemActor('Journeys')

/** Serves the small council for one test file; everything closes when the file's tests end. Rate limits are off: a browser is quicker than a person. */
export async function serveCouncil(): Promise<ServedCouncil> {
  const [port, identityPort] = await freePorts()
  const publicUrl = `http://127.0.0.1:${String(port)}`
  const issuer = `http://127.0.0.1:${String(identityPort)}`
  const config: WebConfig = {
    host: '127.0.0.1',
    port,
    publicUrl,
    councilName: 'Example County Council',
    sessionSecret: 'a secret for journeys, forty characters long',
    sessionIdleMinutes: 60,
    sessionMaxHours: 12,
    oidc: { issuer, clientId: 'tendwell', clientSecret: 'a secret for journeys' },
    demonstration: true,
    demonstrationIdentityPort: identityPort,
    rateLimit: false,
    logLevel: 'silent',
  }
  const wirings = await wiringsFor({ ...config, notifyApiKey: null })
  const house = await openTestHouse({ handlers: wirings.flatMap((wiring) => wiring.jobs) })
  const council = await makeSmallCouncil(house)
  const logins = loginsOf(council)
  const someone = await personIn(house, council)
  for (const { login, role, name, organisationId } of logins) {
    await addAccount(house, maker, { issuer, subject: login, name, email: `${login}@example.org`, role, organisationId, personId: role === 'person' ? someone : null })
  }
  const accounts = logins.map(({ login, role, name, does }) => ({ subject: login, name, roleName: ROLE_NAMES[role], does }))
  const identity = await startDemonstrationIdentity({ publicUrl, issuer, host: config.host, clientId: config.oidc.clientId, clientSecret: config.oidc.clientSecret, councilName: config.councilName, accounts }, {})
  after(() => identity.close())
  const app = await buildApp({ house, config, wirings })
  await app.listen({ host: config.host, port })
  after(() => app.close())
  const browser = await launchBrowser()
  after(() => browser.close())
  return { url: publicUrl, house, council, browser, logins }
}

function loginsOf(council: SmallCouncil): { login: Login; role: Role; name: string; does: string; organisationId: string | null }[] {
  const ofCouncil = [...COUNCIL_ROLES, 'person' as const].map((role) => ({ login: role as Login, role, name: `Test ${ROLE_NAMES[role]}`, does: 'works for the council', organisationId: null }))
  const ofProviders = LETTERS.flatMap((letter) => {
    const { id, name } = council.providers[letter]
    return [
      { login: `coordinator-${letter}` as const, role: 'provider-coordinator' as const, name: `Coordinator ${letter.toUpperCase()}`, does: `works for ${name}`, organisationId: id },
      { login: `finance-${letter}` as const, role: 'provider-finance' as const, name: `Finance ${letter.toUpperCase()}`, does: `works for ${name}`, organisationId: id },
    ]
  })
  return [...ofCouncil, ...ofProviders]
}

/** The first person of the caseload, in whose name somebody can sign in. */
async function personIn(house: TestHouse, council: SmallCouncil): Promise<string> {
  const familyName = council.caseload[0]?.referral.person.familyName ?? ''
  const person = await house.db.selectFrom('care.person').select('id').where('family_name', '=', familyName).executeTakeFirstOrThrow()
  return person.id
}

/** Two ports that nobody uses: both addresses must be known before either server starts. Held together so that they differ. */
async function freePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()]
  const ports: number[] = []
  for (const server of servers) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (typeof address === 'object' && address !== null) ports.push(address.port)
  }
  for (const server of servers) await new Promise((resolve) => server.close(resolve))
  const [first = 0, second = 0] = ports
  return [first, second]
}
