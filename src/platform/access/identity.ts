import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { House } from '../action/work.ts'
import type { SessionInfo } from '../web/route.ts'
import type { WebConfig } from '../web/web-config.ts'
import type { Actor } from './actor.ts'
import { anonymousActor } from './anonymous.ts'
import { actorOfToken } from './api-token.ts'
import { actorOf, resumeSession } from './session.ts'

/** The cookie that holds a session's secret. */
export const SESSION_COOKIE = 'tendwell_session'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
    session: SessionInfo | undefined
    /** Set when the request came with a bearer token. */
    tokenId: string | undefined
  }
}

/** Finds out who is asking, before anything else is done for them: by bearer token under `/api/`, else by the session cookie. */
export function addIdentity(app: FastifyInstance, house: House, config: WebConfig): void {
  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/api/') && request.headers.authorization !== undefined) {
      const known = await actorOfToken(house, bearer(request.headers.authorization), request.id)
      if (known === undefined) throw Object.assign(new Error('The token is unknown, expired or revoked.'), { statusCode: 401 })
      request.actor = known.actor
      request.tokenId = known.tokenId
      return
    }
    await bySession(request, house, config)
  })
}

/** Before identity is known a request belongs to nobody. Runs first of all, so that errors and logs have an actor too. */
export function startAnonymous(app: FastifyInstance): void {
  app.decorateRequest('actor')
  app.decorateRequest('session')
  app.decorateRequest('tokenId')
  app.addHook('onRequest', (request, _reply, done) => {
    request.actor = anonymousActor(request.id)
    done()
  })
}

async function bySession(request: FastifyRequest, house: House, config: WebConfig): Promise<void> {
  const cookie = request.cookies[SESSION_COOKIE]
  if (cookie === undefined || isForEverybody(request.routeOptions.url)) return
  const session = await resumeSession(house, cookie, config)
  if (session === undefined) return
  request.actor = actorOf(session.account, request.id)
  request.session = { userId: session.account.id, createdAt: session.createdAt, expiresAt: session.expiresAt }
}

/** Routes that never look at who asks, so that they stay cheap and answer while the database does not. */
function isForEverybody(route: string | undefined): boolean {
  return route !== undefined && (route.startsWith('/assets/') || ['/health', '/ready', '/metrics', '/favicon.ico'].includes(route))
}

function bearer(header: string): string {
  return /^Bearer\s+(\S+)$/i.exec(header)?.[1] ?? ''
}
