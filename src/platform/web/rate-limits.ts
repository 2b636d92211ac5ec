import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import type { WebConfig } from './web-config.ts'

/** Requests a minute from one address: what a busy office behind one address needs, and what stops a flood. */
const PAGES_A_MINUTE = 1200
const API_A_MINUTE = 300
const SIGN_IN_A_MINUTE = 30

/** Limits how often one address may ask. Counted by address, not by token, so that guessing tokens is limited too. */
export async function addRateLimits(app: FastifyInstance, config: WebConfig): Promise<void> {
  if (!config.rateLimit) return
  await app.register(rateLimit, {
    global: true,
    timeWindow: '1 minute',
    max: (request) => limitFor(request.url),
    keyGenerator: (request) => `${zoneOf(request.url)}:${request.ip}`,
    allowList: (request) => request.url.startsWith('/assets/') || request.url === '/health' || request.url === '/ready',
    errorResponseBuilder: (_request, context) =>
      Object.assign(new Error(`Too many requests. Try again in ${context.after}.`), { statusCode: 429 }),
  })
}

function zoneOf(url: string): 'api' | 'sign-in' | 'page' {
  if (url.startsWith('/api/')) return 'api'
  return url.startsWith('/sign-in') ? 'sign-in' : 'page'
}

function limitFor(url: string): number {
  const zone = zoneOf(url)
  if (zone === 'api') return API_A_MINUTE
  return zone === 'sign-in' ? SIGN_IN_A_MINUTE : PAGES_A_MINUTE
}
