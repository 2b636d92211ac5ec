import * as oidc from 'openid-client'
import { EnvironmentFault } from '../action/refused.ts'
import type { WebConfig } from '../web/web-config.ts'

/** What has to come back unchanged from the identity provider, kept in a signed cookie meanwhile. */
export interface SignInAttempt {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly returnTo: string
}

/** Who the identity provider says it is. */
export interface Vouched {
  readonly issuer: string
  readonly subject: string
  readonly idToken: string
}

/** The council's identity provider, as a client of it sees it. */
export interface IdentityProvider {
  /** Where to send the browser, and what to remember until it comes back. */
  begin(returnTo: string): Promise<{ location: string; attempt: SignInAttempt }>
  /** Checks the answer (state, PKCE, nonce, signature, times) and says who it is. Throws when anything does not fit. */
  finish(callbackUrl: URL, attempt: SignInAttempt): Promise<Vouched>
  /** Where to send the browser so that the provider's own session ends too; undefined when it has no such place. */
  signOutLocation(idToken: string): Promise<string | undefined>
}

/** The identity provider of the configuration. Its metadata is fetched at the first sign-in and kept. */
export function identityProviderFor(config: WebConfig): IdentityProvider {
  const redirectUri = `${config.publicUrl}/sign-in/callback`
  let known: Promise<oidc.Configuration> | undefined
  const discovered = (): Promise<oidc.Configuration> => {
    known ??= discover(config).catch((cause: unknown) => {
      known = undefined
      throw new EnvironmentFault(`The identity provider at ${config.oidc.issuer} does not answer. Check that it runs and that the setting for its address is right.`, cause)
    })
    return known
  }
  return {
    begin: async (returnTo) => {
      const client = await discovered()
      const attempt = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier(), returnTo }
      const location = oidc.buildAuthorizationUrl(client, {
        redirect_uri: redirectUri,
        scope: 'openid',
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        state: attempt.state,
        nonce: attempt.nonce,
      })
      return { location: location.href, attempt }
    },
    finish: async (callbackUrl, attempt) => {
      const client = await discovered()
      const tokens = await oidc.authorizationCodeGrant(client, callbackUrl, {
        pkceCodeVerifier: attempt.verifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (claims === undefined || tokens.id_token === undefined) throw new Error('the identity provider sent no id token')
      return { issuer: claims.iss, subject: claims.sub, idToken: tokens.id_token }
    },
    signOutLocation: async (idToken) => {
      const client = await discovered()
      if (client.serverMetadata().end_session_endpoint === undefined) return undefined
      return oidc.buildEndSessionUrl(client, { id_token_hint: idToken, post_logout_redirect_uri: `${config.publicUrl}/signed-out` }).href
    },
  }
}

async function discover(config: WebConfig): Promise<oidc.Configuration> {
  const issuer = new URL(config.oidc.issuer)
  // Plain http is allowed only where nobody can listen: the demonstration's provider on this machine.
  const execute = isLoopback(issuer) ? [oidc.allowInsecureRequests] : []
  return oidc.discovery(issuer, config.oidc.clientId, config.oidc.clientSecret, undefined, { execute, timeout: 10 })
}

/** True for addresses that never leave this machine. */
export function isLoopback(url: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
}
