import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import type { WebConfig } from './web-config.ts'

/**
 * Security headers. Nothing inline runs or styles: scripts, styles and pictures come from our own origin.
 * The sign-in and sign-out forms end at the identity provider, so its origin is an allowed form target.
 */
export async function addSecurityHeaders(app: FastifyInstance, config: WebConfig): Promise<void> {
  const isHttps = config.publicUrl.startsWith('https:')
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'", new URL(config.oidc.issuer).origin],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(isHttps ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: isHttps,
    originAgentCluster: isHttps,
    xFrameOptions: { action: 'deny' },
  })
  app.addHook('onSend', async (request, reply) => {
    // The check-in page alone may ask a phone where it is.
    const place = request.url.startsWith('/check-in/') ? '(self)' : '()'
    reply.header('permissions-policy', `camera=(), microphone=(), geolocation=${place}, payment=()`)
    // Pages hold people's records: no shared computer may show them again from its cache.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}
