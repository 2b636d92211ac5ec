import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const ROOT = join(import.meta.dirname, '../../..')
const GOVUK = join(ROOT, 'node_modules/govuk-frontend/dist/govuk')
const MOJ = join(ROOT, 'node_modules/@ministryofjustice/frontend/moj')

/** Where each served file lives. Styles are ours, compiled; the design systems' scripts come from their packages. */
const FILES: Readonly<Record<string, string>> = {
  'application.css': join(ROOT, 'assets/build/application.css'),
  'application.js': join(ROOT, 'assets/application.js'),
  'start.js': join(ROOT, 'assets/start.js'),
  'live.js': join(ROOT, 'assets/live.js'),
  'check-in.js': join(ROOT, 'assets/check-in.js'),
  'check-in-keep.js': join(ROOT, 'assets/check-in-keep.js'),
  'check-in-view.js': join(ROOT, 'assets/check-in-view.js'),
  'check-in-icon.png': join(ROOT, 'assets/check-in-icon.png'),
  'favicon.svg': join(ROOT, 'assets/favicon.svg'),
  'govuk-frontend.min.js': join(GOVUK, 'govuk-frontend.min.js'),
  'moj-frontend.min.js': join(MOJ, 'moj-frontend.min.js'),
}

/** Address of each asset, with a hash of its content so that browsers can keep it for a year. */
export type Assets = Readonly<Record<string, string>>

/** Hashes the assets once, at start. */
export async function loadAssets(): Promise<Assets> {
  const addressed = await Promise.all(
    Object.entries(FILES).map(async ([name, file]) => {
      const hash = createHash('sha256').update(await readFile(file)).digest('hex').slice(0, 10)
      return [name, `/assets/${name}?v=${hash}`] as const
    }),
  )
  return Object.fromEntries(addressed)
}

/** Serves the assets, and the MoJ icons that the styles name. */
export async function addAssets(app: FastifyInstance, assets: Assets): Promise<void> {
  const icons = new Set((await readdir(join(MOJ, 'assets/images'))).filter((name) => name.startsWith('icon-')))
  await app.register(fastifyStatic, { root: ROOT, serve: false, cacheControl: false })
  app.get<{ Params: { name: string } }>('/assets/:name', { schema: { hide: true } }, async (request, reply) => {
    const file = FILES[request.params.name]
    if (file === undefined) {
      reply.callNotFound()
      return reply
    }
    const isCurrent = assets[request.params.name] === request.url
    reply.header('cache-control', isCurrent ? 'public, max-age=31536000, immutable' : 'public, no-cache')
    return reply.sendFile(file.slice(ROOT.length + 1))
  })
  app.get<{ Params: { name: string } }>('/assets/images/:name', { schema: { hide: true } }, async (request, reply) => {
    if (!icons.has(request.params.name)) {
      reply.callNotFound()
      return reply
    }
    reply.header('cache-control', 'public, max-age=86400')
    return reply.sendFile(request.params.name, join(MOJ, 'assets/images'))
  })
  // A service worker looks after the pages below its own address.
  app.get('/check-in/worker.js', { schema: { hide: true } }, async (_request, reply) => {
    reply.header('cache-control', 'no-cache')
    return reply.sendFile('assets/check-in-worker.js')
  })
  app.get('/favicon.ico', { schema: { hide: true } }, async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=86400')
    return reply.sendFile('assets/favicon.svg')
  })
}
