import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isAnonymous } from '../access/anonymous.ts'
import { Forbidden } from '../action/refused.ts'
import type { House } from '../action/work.ts'
import { addIdempotency } from './api-idempotency.ts'
import { addFileBodies, addFileBodiesOnDisk, FILE_TYPES, isFileContent } from './file-route.ts'
import { closeLargeUploads } from './form-body.ts'
import { mayEnter, wordsOfEntry } from './navigation.ts'
import type { ApiRoute } from './route.ts'
import type { WebConfig } from './web-config.ts'

/** RFC 9457, as every error of the API is answered. */
const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
})

/** Serves the JSON API and its OpenAPI 3.1 document, both from the routes' own schemas. */
export async function addApi(app: FastifyInstance, house: House, routes: readonly ApiRoute[], config: WebConfig): Promise<void> {
  await app.register(async (api) => {
    api.setValidatorCompiler(validatorCompiler)
    api.setSerializerCompiler(serializerCompiler)
    await api.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: { title: 'Tendwell', description: `Home care commissioning at ${config.councilName}`, version: '1' },
        servers: [{ url: config.publicUrl }],
        components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'A token from /api-tokens' } } },
        security: [{ token: [] }],
      },
      transform: describe,
    })
    addFileBodies(api)
    addIdempotency(api, house)
    for (const route of routes) if (route.takesFile !== 'on-disk') addRoute(api, house, route)
    await api.register((large, _options, done) => {
      addFileBodiesOnDisk(large)
      for (const route of routes) if (route.takesFile === 'on-disk') addRoute(large, house, route)
      done()
    })
    api.get('/api/openapi.json', { schema: { hide: true } }, () => api.swagger())
  })
}

function addRoute(api: FastifyInstance, house: House, route: ApiRoute): void {
  const success = route.method === 'POST' ? 201 : 200
  api.route({
    method: route.method,
    url: route.url,
    schema: {
      summary: route.summary,
      tags: [route.url.split('/')[3] ?? 'api'],
      ...(route.params === undefined ? {} : { params: route.params }),
      ...(route.query === undefined ? {} : { querystring: route.query }),
      ...(route.body === undefined ? {} : { body: (route.takesFile ?? false) === false ? route.body : fileOrJson(route.body) }),
      response: { [success]: route.response, '4xx': Problem },
      ...(route.permission === 'public' ? { security: [] } : {}),
    },
    ...(route.largestBytes === undefined ? {} : { bodyLimit: route.largestBytes }),
    onRequest: enter(route),
    handler: async (request, reply) => {
      const value = await route.handler({ house, actor: request.actor, params: request.params, query: request.query, body: request.body }).finally(() => { closeLargeUploads(request) })
      return reply.code(success).send(value)
    },
  })
}

/** The body of a route that takes JSON or a file: each kind of content has its own schema. */
function fileOrJson(json: z.ZodType): { content: Record<string, { schema: z.ZodType }> } {
  return { content: { 'application/json': { schema: json }, ...Object.fromEntries(FILE_TYPES.map((type) => [type, { schema: z.unknown() }])) } }
}

/** As `jsonSchemaTransform`, which knows bodies of one kind of content only. */
const describe: typeof jsonSchemaTransform = (document) => {
  const { schema } = document
  const body = schema.body as z.ZodType | ReturnType<typeof fileOrJson> | undefined
  if (body === undefined || !('content' in body)) return jsonSchemaTransform(document)
  const described = jsonSchemaTransform({ ...document, schema: { ...schema, body: body.content['application/json']?.schema } })
  const files = Object.fromEntries(FILE_TYPES.map((type) => [type, { schema: { type: 'string', description: 'The file itself' } }]))
  return { ...described, schema: { ...described.schema, body: { content: { 'application/json': { schema: described.schema.body }, ...files } } } }
}

/** Programs need a token. A signed-in browser may read: its cookie comes along by itself, so it may not write. */
function enter(route: ApiRoute): onRequestHookHandler {
  return (request, _reply, done) => {
    done(faultOnEntry(route, request))
  }
}

function faultOnEntry(route: ApiRoute, request: FastifyRequest): Error | undefined {
  if (route.permission === 'public') return undefined
  const isByCookie = request.tokenId === undefined
  if (isAnonymous(request.actor) || (isByCookie && route.method !== 'GET')) {
    return Object.assign(new Error('Send a token: Authorization: Bearer …'), { statusCode: 401 })
  }
  if (mayEnter(request.actor, route.permission)) {
    const isRefusedFile = route.method !== 'GET' && (route.takesFile ?? false) === false && isFileContent(request.headers['content-type'])
    return isRefusedFile ? Object.assign(new Error('this operation takes JSON'), { statusCode: 415 }) : undefined
  }
  return new Forbidden(wordsOfEntry(route.permission))
}
