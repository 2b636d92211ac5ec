import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { faultOf, type Fault } from './fault.ts'
import { sendProblem } from './problem.ts'
import type { Views } from './views.ts'

/** Every error as a page in plain English, or as problem+json under `/api/`. No stack ever leaves the house. */
export function addErrorPages(app: FastifyInstance, views: Views): void {
  app.setErrorHandler((error, request, reply) => {
    const fault = faultOf(error)
    if (fault.status >= 500) request.log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, 'request failed')
    return answer(views, request, reply, fault)
  })
  app.setNotFoundHandler((request, reply) =>
    answer(views, request, reply, {
      status: 404,
      title: 'Page not found',
      message: 'If you typed the web address, check it is correct. If you followed a link, what it points to may have gone, or it may not be yours to see.',
      errors: [],
    }),
  )
}

function answer(views: Views, request: FastifyRequest, reply: FastifyReply, fault: Fault): FastifyReply {
  if (request.url.startsWith('/api/')) return sendProblem(reply, request.id, fault)
  const view = { title: fault.title, message: fault.message, status: fault.status, requestId: request.id, signInHref: fault.status === 401 ? '/sign-in' : undefined }
  const around = { actor: request.actor, url: request.url, csrf: reply.generateCsrf(), flash: undefined }
  return reply.code(fault.status).type('text/html; charset=utf-8').send(views.render('platform/web/error-page.njk', view, around))
}
