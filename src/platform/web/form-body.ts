import formbody from '@fastify/formbody'
import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest, preHandlerHookHandler } from 'fastify'
import { Refused } from '../action/refused.ts'
import { temporaryFile } from '../files/temporary-file.ts'
import type { FormBody, LargeUpload, UploadedFile } from './route.ts'

/** The largest file that a form or the API takes into memory. A large provider's four weeks of visit records is about 12 MB. */
export const LARGEST_FILE_BYTES = 32 * 1024 * 1024
/** The largest where a route takes files of any size, onto disk: ten million visit records. */
export const LARGEST_ON_DISK_BYTES = 1_000_000_000

const LIMITS = { fileSize: LARGEST_FILE_BYTES, files: 10, fields: 500, fieldSize: 256 * 1024 }

declare module 'fastify' {
  interface FastifyRequest {
    uploads: readonly UploadedFile[]
    /** Files that stand on disk until the request is answered. */
    largeUploads: LargeUpload[]
  }
}

/** Reads forms of both encodings; multipart forms are read by `readMultipart` once the route wants one. */
export async function addFormBody(app: FastifyInstance): Promise<void> {
  app.decorateRequest('uploads')
  app.decorateRequest('largeUploads')
  app.addHook('onRequest', (request, _reply, done) => {
    request.uploads = []
    request.largeUploads = []
    done()
  })
  // Whoever handles a request lets them go; this is for the ones that are refused before.
  app.addHook('onResponse', (request, _reply, done) => {
    closeLargeUploads(request)
    done()
  })
  await app.register(formbody)
  await app.register(multipart, { limits: LIMITS })
}

/** Lets the files on disk of a request go, once it is handled: whether or not anybody still waits for its answer. */
export function closeLargeUploads(request: FastifyRequest): void {
  for (const { bytes } of request.largeUploads) bytes.close()
}

/** Brings a multipart form to the same shape as a plain one: `request.body` has its fields, `request.uploads` its files. */
export function readMultipart(request: FastifyRequest): Promise<void> {
  return readForm(request, intoMemory)
}

/** As `readMultipart`, but files go to disk as they come (`request.largeUploads`), so that they may be of any size. */
export function readMultipartToDisk(request: FastifyRequest): Promise<void> {
  return readForm(request, ontoDisk)
}

async function readForm(request: FastifyRequest, takeFile: TakeFile): Promise<void> {
  if (!request.isMultipart()) return
  try {
    await readParts(request, takeFile)
  } catch (fault) {
    // A limit says so itself. Anything else the parser throws means that the form is cut off or malformed: the sender's doing.
    if (fault instanceof Refused || (fault instanceof Error && 'statusCode' in fault)) throw fault
    throw Object.assign(new Error('the form could not be read'), { statusCode: 400 })
  }
}

/** What becomes of each file of a form, and how large it may be. */
interface TakeFile {
  readonly mostBytes: number
  readonly take: (request: FastifyRequest, part: MultipartFile) => Promise<void>
}

const intoMemory: TakeFile = {
  mostBytes: LARGEST_FILE_BYTES,
  take: async (request, part) => {
    const bytes = await part.toBuffer()
    if (part.filename !== '') request.uploads = [...request.uploads, { field: part.fieldname, filename: part.filename, bytes }]
  },
}

const ontoDisk: TakeFile = {
  mostBytes: Infinity, // it is counted on its way to disk
  take: async (request, part) => {
    const bytes = await temporaryFile(part.file, LARGEST_ON_DISK_BYTES)
    if (part.filename === '') bytes.close()
    else request.largeUploads.push({ field: part.fieldname, filename: part.filename, bytes })
  },
}

async function readParts(request: FastifyRequest, { mostBytes, take }: TakeFile): Promise<void> {
  const fields: Record<string, string | string[]> = {}
  for await (const part of request.parts({ limits: { ...LIMITS, fileSize: mostBytes } })) {
    if (part.type === 'file') await take(request, part)
    else {
      const before = fields[part.fieldname]
      const value = String(part.value)
      fields[part.fieldname] = before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value]
    }
  }
  request.body = fields
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
