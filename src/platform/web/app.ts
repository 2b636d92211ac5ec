import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import { fastify, LogController, type FastifyInstance } from 'fastify'
import { apiTokenPages } from '../access/pages/api-tokens/route.ts'
import { addIdentity, startAnonymous } from '../access/identity.ts'
import { addSignIn } from '../access/sign-in.ts'
import type { House } from '../action/work.ts'
import type { SliceWiring } from '../slice-wiring.ts'
import { accessibilityPage } from './accessibility/route.ts'
import { addApi } from './api-routes.ts'
import { loadAssets, addAssets } from './assets.ts'
import { addErrorPages } from './error-pages.ts'
import { addFormBody, formToken } from './form-body.ts'
import { addHealth } from './health.ts'
import { addPages } from './page-routes.ts'
import { addRateLimits } from './rate-limits.ts'
import { addRequestLog, requestId, requestLogger } from './request-log.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { viewsFor } from './views.ts'
import type { WebConfig } from './web-config.ts'

/** What the web part is built from. */
export interface AppInput {
  readonly house: House
  readonly config: WebConfig
  readonly wirings: readonly SliceWiring[]
  /** Resolves when the service can do its work (the database answers); rejects otherwise. */
  readonly ready?: () => Promise<void>
  /** Where log lines go. Default: standard output. */
  readonly logTo?: { write(line: string): void }
}

/** Builds the web server, not yet listening. The order below is the order in which a request meets each part. */
export async function buildApp({ house, config, wirings, ready, logTo }: AppInput): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: requestLogger(config.logLevel, logTo),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    bodyLimit: 1024 * 1024,
    // A reverse proxy on this machine says who is asking; nobody else is believed.
    trustProxy: 'loopback',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  })
  const assets = await loadAssets()
  const views = viewsFor({ assets, config, wirings })

  startAnonymous(app)
  addRequestLog(app)
  await addSecurityHeaders(app, config)
  await addRateLimits(app, config)
  await app.register(cookie, { secret: config.sessionSecret })
  await app.register(csrf, { cookieKey: 'tendwell_form', cookieOpts: cookieOptions(config), getToken: formToken })
  await addFormBody(app)
  addErrorPages(app, views)

  await addAssets(app, assets)
  addHealth(app, ready ?? (() => Promise.resolve()))
  addIdentity(app, house, config)
  addSignIn(app, house, config, views)

  addPages(app, house, views, [accessibilityPage, ...apiTokenPages(wirings), ...wirings.flatMap((wiring) => wiring.pages)])
  await addApi(app, house, wirings.flatMap((wiring) => wiring.api), config)
  return app
}

function cookieOptions(config: WebConfig): { path: string; httpOnly: boolean; sameSite: 'lax'; secure: boolean } {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: config.publicUrl.startsWith('https:') }
}
