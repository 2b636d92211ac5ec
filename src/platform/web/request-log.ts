import { randomUUID } from 'node:crypto'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { pino } from 'pino'

/** A new id for every request. An id sent by the caller is not taken over: it could hold anything. */
export function requestId(): string {
  return randomUUID()
}

/** Structured lines without personal data: no addresses' values, no headers, no bodies, no names. */
export function requestLogger(level: string, logTo?: { write(line: string): void }): FastifyBaseLogger {
  const options = { level, base: null, serializers: { req: () => undefined, res: () => undefined, err: plainError } }
  return logTo === undefined ? pino(options) : pino(options, logTo)
}

/** One line a request: the route's pattern (never the address itself), status, milliseconds and the actor's id. */
export function addRequestLog(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'no route'
    if (route.startsWith('/assets/') || route === '/health') return
    app.log.info({
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      userId: request.actor.userId,
    })
  })
}

/** The kind and the stack of a fault. A message can quote a value, so it stays out of the log line. */
function plainError(fault: unknown): { type: string; stack: string } {
  if (!(fault instanceof Error)) return { type: typeof fault, stack: '' }
  const frames = (fault.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
  return { type: fault.name, stack: frames.join('\n') }
}
