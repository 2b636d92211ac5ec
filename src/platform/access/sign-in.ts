import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { EnvironmentFault } from '../action/refused.ts'
import type { House } from '../action/work.ts'
import { keepFlash } from '../web/flash.ts'
import { checkFormToken } from '../web/form-body.ts'
import type { Views } from '../web/views.ts'
import type { WebConfig } from '../web/web-config.ts'
import { SESSION_COOKIE } from './identity.ts'
import { identityProviderFor, type IdentityProvider, type SignInAttempt, type Vouched } from './identity-provider.ts'
import { accountOf, endEverySession, endSession, startSession } from './session.ts'

const ATTEMPT_COOKIE = 'tendwell_sign_in'
const Attempt = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), returnTo: z.string() })

/** Sign-in and sign-out by OpenID Connect: authorization code with PKCE, state and nonce. */
export function addSignIn(app: FastifyInstance, house: House, config: WebConfig, views: Views): void {
  const provider = identityProviderFor(config)
  const secure = config.publicUrl.startsWith('https:')
  const cookieFor = (path: string) => ({ path, httpOnly: true, sameSite: 'lax', secure }) as const
  const hide = { schema: { hide: true } }

  app.get('/sign-in', hide, async (request, reply) => {
    const { location, attempt } = await provider.begin(safeReturn(request.query))
    reply.setCookie(ATTEMPT_COOKIE, encode(attempt), { ...cookieFor('/sign-in'), signed: true, maxAge: 600 })
    return reply.redirect(location, 303)
  })

  app.get('/sign-in/callback', hide, async (request, reply) => {
    const attempt = attemptOf(request)
    reply.clearCookie(ATTEMPT_COOKIE, cookieFor('/sign-in'))
    if (attempt === undefined) return show(views, request, reply, 400, 'platform/access/pages/sign-in-stale.njk', 'Sign in again')
    const vouched = await finish(provider, new URL(request.url, config.publicUrl), attempt, request)
    if (vouched === undefined) return show(views, request, reply, 400, 'platform/access/pages/sign-in-stale.njk', 'Sign in again')
    const account = await accountOf(house, vouched.issuer, vouched.subject)
    if (account === undefined) return show(views, request, reply, 403, 'platform/access/pages/no-account.njk', 'You have no account here')
    const secret = await startSession(house, account, vouched.idToken, config, request.id)
    reply.setCookie(SESSION_COOKIE, secret, { ...cookieFor('/'), maxAge: config.sessionMaxHours * 3600 })
    return reply.redirect(attempt.returnTo, 303)
  })

  app.post('/sign-out', { ...hide, preHandler: checkFormToken(app) }, async (request, reply) => {
    const secret = request.cookies[SESSION_COOKIE]
    reply.clearCookie(SESSION_COOKIE, cookieFor('/'))
    const ended = secret === undefined || request.session === undefined ? undefined : await endSession(house, request.actor, secret)
    const away = ended === undefined ? undefined : await provider.signOutLocation(ended.idToken)
    return reply.redirect(away ?? '/signed-out', 303)
  })

  app.post('/sign-out-everywhere', { ...hide, preHandler: checkFormToken(app) }, async (request, reply) => {
    if (request.session !== undefined) await endEverySession(house, request.actor, request.session.userId)
    reply.clearCookie(SESSION_COOKIE, cookieFor('/'))
    keepFlash(reply, 'You are signed out on every device')
    return reply.redirect('/signed-out', 303)
  })

  app.get('/signed-out', hide, async (request, reply) => show(views, request, reply, 200, 'platform/access/pages/signed-out.njk', 'You are signed out'))
}

/** An answer that does not fit (too late, pressed back, forged) is not told apart on screen: the remedy is the same. */
async function finish(provider: IdentityProvider, callback: URL, attempt: SignInAttempt, request: FastifyRequest): Promise<Vouched | undefined> {
  try {
    return await provider.finish(callback, attempt)
  } catch (fault) {
    if (fault instanceof EnvironmentFault) throw fault
    request.log.warn({ err: fault, requestId: request.id }, 'sign-in refused')
    return undefined
  }
}

/** Where to go after signing in: a path of ours, never another site, never the sign-in itself. */
function safeReturn(query: unknown): string {
  const asked = z.object({ 'return-to': z.string().max(2000) }).safeParse(query)
  const path = asked.success ? asked.data['return-to'] : '/'
  // A second slash or a backslash would make browsers read the rest as another site's name.
  return /^\/(?![/\\])[^\\\r\n]*$/.test(path) && !path.startsWith('/sign-') ? path : '/'
}

function encode(attempt: SignInAttempt): string {
  return Buffer.from(JSON.stringify(attempt)).toString('base64url')
}

function attemptOf(request: FastifyRequest): SignInAttempt | undefined {
  const opened = request.unsignCookie(request.cookies[ATTEMPT_COOKIE] ?? '')
  if (!opened.valid) return undefined
  return Attempt.parse(JSON.parse(Buffer.from(opened.value, 'base64url').toString()))
}

function show(views: Views, request: FastifyRequest, reply: FastifyReply, status: number, template: string, title: string): FastifyReply {
  const around = { actor: request.actor, url: request.url, csrf: reply.generateCsrf(), flash: undefined }
  return reply.code(status).type('text/html; charset=utf-8').send(views.render(template, { title }, around))
}
