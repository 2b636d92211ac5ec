import type { FastifyReply } from 'fastify'
import type { Fault } from './fault.ts'

/** Answers with `application/problem+json` (RFC 9457). `instance` is the request's id, to be quoted when asking for help. */
export function sendProblem(reply: FastifyReply, requestId: string, fault: Fault): FastifyReply {
  const problem = {
    type: fault.code === undefined ? 'about:blank' : `urn:tendwell:problem:${fault.code}`,
    title: fault.title,
    status: fault.status,
    detail: fault.message,
    instance: `urn:uuid:${requestId}`,
    ...(fault.errors.length > 0 ? { errors: fault.errors } : {}),
  }
  return reply.code(fault.status).type('application/problem+json').serializer((body: unknown) => JSON.stringify(body)).send(problem)
}
