import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { beginKeyedWrite, finishKeyedWrite, requestHash } from '../access/idempotent-write.ts'
import { inTurns } from '../action/in-turns.ts'
import { Refused } from '../action/refused.ts'
import type { House } from '../action/work.ts'
import { hashOf } from '../files/file-bytes.ts'
import { isTemporaryFile } from '../files/temporary-file.ts'
import { sendProblem } from './problem.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The key this request has claimed and must answer for. */
    claimedKey: string | undefined
  }
}

/**
 * `Idempotency-Key` on POST and PUT: the first request is done and its answer kept; the same request again gets that
 * answer without being done; another request under the same key is refused (409).
 */
export function addIdempotency(api: FastifyInstance, house: House): void {
  api.decorateRequest('claimedKey')
  api.addHook('preHandler', async (request, reply) => {
    const key = keyOf(request)
    if (key === undefined || request.tokenId === undefined) return undefined
    const body = isTemporaryFile(request.body) ? await inTurns(hashOf(request.body)) : request.body
    const hash = requestHash(request.method, request.url, body)
    const write = await beginKeyedWrite(house, request.tokenId, key, hash)
    if (write.isNew) {
      request.claimedKey = key
      return undefined
    }
    if (!write.earlier.requestHash.equals(hash)) return conflict(request, reply, 'This Idempotency-Key was used for another request. Use a new key for a new request.')
    if (write.earlier.status === 0) return conflict(request, reply, 'The first request under this Idempotency-Key has not answered. If it never does, check whether it took effect before sending it again under a new key.')
    reply.header('idempotency-replayed', 'true')
    return reply.code(write.earlier.status).type('application/json; charset=utf-8').serializer((body: unknown) => JSON.stringify(body)).send(write.earlier.response)
  })
  api.addHook('onSend', async (request, reply, payload) => {
    const { claimedKey, tokenId } = request
    if (claimedKey === undefined || tokenId === undefined) return payload
    request.claimedKey = undefined
    await finishKeyedWrite(house, tokenId, claimedKey, reply.statusCode, typeof payload === 'string' ? payload : 'null')
    return payload
  })
}

function keyOf(request: FastifyRequest): string | undefined {
  if (request.method !== 'POST' && request.method !== 'PUT') return undefined
  const sent = request.headers['idempotency-key']
  if (sent === undefined) return undefined
  const key = String(sent).replace(/^"(.*)"$/, '$1')
  if (!/^[\x21-\x7e]{8,200}$/.test(key)) throw new Refused('bad-idempotency-key', 'The Idempotency-Key header must be 8 to 200 visible characters. A UUID is a good one.')
  return key
}

function conflict(request: FastifyRequest, reply: FastifyReply, message: string): FastifyReply {
  return sendProblem(reply, request.id, { status: 409, title: 'Conflict', message, code: 'idempotency-key', errors: [] })
}
