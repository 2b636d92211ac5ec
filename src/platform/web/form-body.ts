import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest, preHandlerHookHandler } from 'fastify'
import type { FormBody, UploadedFile } from './route.ts'

/** The largest file a form or the API takes. A large provider's four weeks of visit records is about 12 MB. */
export const LARGEST_FILE_BYTES = 32 * 1024 * 1024

declare module 'fastify' {
  interface FastifyRequest {
    uploads: readonly UploadedFile[]
  }
}

/** Reads forms of both encodings; multipart forms are read by `readMultipart` once the route wants one. */
export async function addFormBody(app: FastifyInstance): Promise<void> {
  app.decorateRequest('uploads')
  app.addHook('onRequest', (request, _reply, done) => {
    request.uploads = []
    done()
  })
  await app.register(formbody)
  await app.register(multipart, { limits: { fileSize: LARGEST_FILE_BYTES, files: 10, fields: 500, fieldSize: 256 * 1024 } })
}

/** Brings a multipart form to the same shape as a plain one: `request.body` has its fields, `request.uploads` its files. */
export async function readMultipart(request: FastifyRequest): Promise<void> {
  if (!request.isMultipart()) return
  try {
    await readParts(request)
  } catch (fault) {
    // A limit says so itself. Anything else the parser throws means that the form is cut off or malformed: the sender's doing.
    if (fault instanceof Error && 'statusCode' in fault) throw fault
    throw Object.assign(new Error('the form could not be read'), { statusCode: 400 })
  }
}

async function readParts(request: FastifyRequest): Promise<void> {
  const fields: Record<string, string | string[]> = {}
  const files: UploadedFile[] = []
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer()
      if (part.filename !== '') files.push({ field: part.fieldname, filename: part.filename, bytes })
    } else {
      const before = fields[part.fieldname]
      const value = String(part.value)
      fields[part.fieldname] = before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value]
    }
  }
  request.body = fields
  request.uploads = files
}

/** The form as sent, or an empty one. */
export function formOf(request: FastifyRequest): FormBody {
  const { body } = request
  return typeof body === 'object' && body !== null ? (body as FormBody) : {}
}

/** Refuses a form that does not carry the token of this browser. Runs after the form is read. */
export function checkFormToken(app: FastifyInstance): preHandlerHookHandler {
  return (request, reply, done) => {
    app.csrfProtection(request, reply, done)
  }
}

/** Where the form token travels: the hidden field of `csrf-field.njk`. */
export function formToken(request: FastifyRequest): string {
  const sent = formOf(request)['_csrf']
  return typeof sent === 'string' ? sent : ''
}
