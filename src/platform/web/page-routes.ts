import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { isAnonymous } from '../access/anonymous.ts'
import { Forbidden, NotFound, Refused } from '../action/refused.ts'
import type { House } from '../action/work.ts'
import { checkFormToken, closeLargeUploads, formOf, readMultipart, readMultipartToDisk } from './form-body.ts'
import { keepFlash, takeFlash } from './flash.ts'
import { mayEnter, wordsOfEntry } from './navigation.ts'
import type { PageReply } from './reply.ts'
import type { PageRoute } from './route.ts'
import type { Views } from './views.ts'

/** Serves the slices' pages: entry, form token, parsing, handler, and the reply as HTTP. */
export function addPages(app: FastifyInstance, house: House, views: Views, routes: readonly PageRoute[]): void {
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.url,
      schema: { hide: true },
      preHandler: route.method === 'POST' ? [enter(route), route.takesLargeFiles === true ? readMultipartToDisk : readMultipart, checkFormToken(app)] : [enter(route)],
      handler: async (request, reply) => {
        const csrf = reply.generateCsrf()
        const answer = await route.handler({
          house,
          actor: request.actor,
          params: parsed(route.params, request.params, () => new NotFound('The page')),
          query: parsed(route.query, request.query, badQuery),
          body: formOf(request),
          files: request.uploads,
          largeFiles: request.largeUploads,
          session: request.session,
          csrf,
          url: request.url,
        }).finally(() => { closeLargeUploads(request) })
        return send(views, request, reply, csrf, answer)
      },
    })
  }
}

/** Lets in who may enter; sends strangers to sign in and brings them back afterwards. */
function enter(route: PageRoute): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined> {
  return async (request, reply) => {
    if (mayEnter(request.actor, route.permission)) return undefined
    if (isAnonymous(request.actor)) {
      const back = request.method === 'GET' ? `?return-to=${encodeURIComponent(request.url)}` : ''
      return reply.redirect(`/sign-in${back}`, 303)
    }
    throw new Forbidden(wordsOfEntry(route.permission))
  }
}

/** GET links are typed and kept by people, so the schema need not name the table's own sort, page and format. */
function parsed(schema: z.ZodType | undefined, sent: unknown, fault: (words: string) => Error): unknown {
  if (schema === undefined) return sent
  const result = schema.safeParse(sent)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw fault(`${issue?.path.join('.') ?? 'address'}: ${issue?.message ?? 'not understood'}`)
}

function badQuery(words: string): Error {
  return new Refused('bad-query', `The address of this page has a part that cannot be read (${words}). Open the page without it and choose again.`)
}

function send(views: Views, request: FastifyRequest, reply: FastifyReply, csrf: string, answer: PageReply): FastifyReply {
  switch (answer.kind) {
    case 'page': {
      const around = { actor: request.actor, url: request.url, csrf, flash: takeFlash(request, reply) }
      return reply.code(answer.status).type('text/html; charset=utf-8').send(views.render(answer.template, answer.view, around))
    }
    case 'redirect':
      if (answer.flash !== undefined) keepFlash(reply, answer.flash)
      return reply.redirect(answer.location, 303)
    case 'download':
      return reply
        .header('content-disposition', `attachment; filename="${answer.filename.replace(/[^\w.-]+/g, '-')}"`)
        // Somebody's file: should a browser show it after all, nothing in it may run or reach anything.
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('x-content-type-options', 'nosniff')
        .type(answer.contentType)
        .send(answer.body)
  }
}
