import { generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type Provider from 'oidc-provider'
import type { Configuration, interactionPolicy, JWK } from 'oidc-provider'
import type { DemonstrationIdentityInput } from './identity-input.ts'
import { loadLibrary, type Library } from './library.ts'
import { memoryAdapter } from './memory-adapter.ts'
import { protocolErrorPage, signOutPage } from './own-pages.ts'

/** The OpenID provider itself: one client (Tendwell), the invented accounts, a key made at this start. */
export async function demonstrationProvider(input: DemonstrationIdentityInput): Promise<Provider> {
  const library = await loadLibrary()
  const provider: Provider = new library.Provider(input.issuer, {
    adapter: memoryAdapter(),
    clients: [
      {
        client_id: input.clientId,
        client_secret: input.clientSecret,
        redirect_uris: [`${input.publicUrl}/sign-in/callback`],
        post_logout_redirect_uris: [`${input.publicUrl}/signed-out`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [await signingKey()] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    pkce: { required: () => true },
    scopes: ['openid'],
    findAccount: (_ctx, subject) => {
      const account = input.accounts.find((each) => each.subject === subject)
      return account === undefined ? undefined : { accountId: subject, claims: () => ({ sub: subject, name: account.name }) }
    },
    interactions: { policy: alwaysAsk(library), url: (_ctx, interaction) => `/choose/${interaction.uid}` },
    // There is nobody to ask for consent: the one client is the service itself.
    loadExistingGrant: async (ctx): Promise<InstanceType<Provider['Grant']> | undefined> => {
      const { client, session } = ctx.oidc
      if (client === undefined || session?.accountId === undefined) return undefined
      const grant: InstanceType<Provider['Grant']> = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = signOutPage(input, form)
        },
      },
    },
    renderError: (ctx) => {
      ctx.type = 'html'
      ctx.body = protocolErrorPage(input)
    },
    ttl: { Session: 3600, Interaction: 3600, Grant: 3600, AccessToken: 600, AuthorizationCode: 60, IdToken: 3600 },
  } satisfies Configuration)
  return provider
}

/** Shows the people each time, so that whoever demonstrates can change from one role to the next. */
function alwaysAsk({ interactionPolicy: { base, Check } }: Library): interactionPolicy.DefaultPolicy {
  const policy = base()
  policy.get('login')?.checks.add(
    new Check('choose_person', 'choose who to be', (ctx) =>
      ctx.oidc.result?.login === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
    ),
  )
  return policy
}

async function signingKey(): Promise<JWK> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return { ...(privateKey.export({ format: 'jwk' }) as JWK), use: 'sig', alg: 'RS256', kid: randomBytes(8).toString('hex') }
}
