import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import type { Permission } from '../access/permission.ts'
import { Refused } from '../action/refused.ts'
import type { House } from '../action/work.ts'
import { bytesInMemory, type FileBytes } from '../files/file-bytes.ts'
import { isTemporaryFile, temporaryFile } from '../files/temporary-file.ts'
import { LARGEST_FILE_BYTES, LARGEST_ON_DISK_BYTES } from './form-body.ts'
import type { ApiRoute } from './route.ts'

/** The kinds of content that are a file by themselves. */
export const FILE_TYPES = ['text/csv', 'application/geo+json', 'application/xml'] as const

/** `preview` of a file route: true or false in JSON, `preview=true` in an address. */
export const previewField = z.union([z.boolean(), z.stringbool()]).default(false)

interface FileRoute<F extends z.ZodRawShape, R extends z.ZodType, B extends Buffer | FileBytes> {
  readonly url: ApiRoute['url']
  readonly permission: Permission
  readonly summary: string
  /** The field of the JSON form that holds the file's text. */
  readonly textField: string
  /** What is sent besides the file: in the JSON form beside it, else in the address. */
  readonly fields: F
  readonly response: R
  handler(ctx: { readonly house: House; readonly actor: Actor; readonly file: { readonly name: string; readonly bytes: B }; readonly fields: z.output<z.ZodObject<F>> }): Promise<z.output<R>>
}

/**
 * Declares an API route that takes a file, in either of two forms: the file itself as the body (`text/csv`, GeoJSON or XML, as large as the
 * pages take, its bytes untouched, with `name` and the other fields in the address), or JSON with its text in one field (1 MB).
 */
export function apiFileRoute<F extends z.ZodRawShape, R extends z.ZodType>(route: FileRoute<F, R, Buffer>): ApiRoute {
  return fileRoute(route, true, (sent) => (Buffer.isBuffer(sent) ? sent : Buffer.from(typeof sent === 'string' ? sent : '')))
}

/** As `apiFileRoute`, for files of any size: as the body, they stand on disk until the request is answered. */
export function apiLargeFileRoute<F extends z.ZodRawShape, R extends z.ZodType>(route: FileRoute<F, R, FileBytes>): ApiRoute {
  return fileRoute(route, 'on-disk', (sent) => (isTemporaryFile(sent) ? sent : bytesInMemory(Buffer.from(typeof sent === 'string' ? sent : ''))))
}

function fileRoute<F extends z.ZodRawShape, R extends z.ZodType, B extends Buffer | FileBytes>(route: FileRoute<F, R, B>, takesFile: true | 'on-disk', bytesOf: (sent: unknown) => B): ApiRoute {
  const fields = z.object(route.fields)
  const name = z.string().trim().min(1).max(200)
  return {
    method: 'POST',
    url: route.url,
    permission: route.permission,
    summary: route.summary,
    query: z.looseObject({ name: name.optional() }).extend(fields.partial().shape),
    body: z.object({ name, [route.textField]: z.string().min(1) }).extend(route.fields),
    takesFile,
    response: route.response,
    handler: async ({ house, actor, query, body }) => {
      const isFile = Buffer.isBuffer(body) || isTemporaryFile(body) || body == null
      const sent = (isFile ? query : body) as Readonly<Record<string, unknown>>
      const bytes = bytesOf(isFile ? body : sent[route.textField])
      if ((Buffer.isBuffer(bytes) ? bytes.length : bytes.size) === 0) throw new Refused('empty-file', 'No file came with the request. Send the file as its body.')
      const read = fields.safeParse(sent)
      if (!read.success) {
        const [issue] = read.error.issues
        throw new Refused('bad-field', `${String(issue?.path[0] ?? 'A field')} is missing or wrong. Put it in the address, for example ?name=week-10.csv&preview=true`, String(issue?.path[0] ?? ''))
      }
      return route.handler({ house, actor, file: { name: typeof sent['name'] === 'string' ? sent['name'] : 'file sent by a program', bytes }, fields: read.data })
    },
  }
}

/** Reads whole files as bodies, up to the size that pages take. Who may send is asked before a byte is read. */
export function addFileBodies(api: FastifyInstance): void {
  api.addContentTypeParser([...FILE_TYPES], { parseAs: 'buffer', bodyLimit: LARGEST_FILE_BYTES }, (_request, body, done) => {
    done(null, body)
  })
}

/** Puts bodies that are files onto disk as they come, for the routes of this part of the API. */
export function addFileBodiesOnDisk(api: FastifyInstance): void {
  api.removeContentTypeParser([...FILE_TYPES])
  api.addContentTypeParser([...FILE_TYPES], async (request: FastifyRequest, body: IncomingMessage) => {
    const bytes = await temporaryFile(body, LARGEST_ON_DISK_BYTES)
    request.largeUploads.push({ field: 'body', filename: '', bytes })
    return bytes
  })
}

/** Whether a request's content is a file by itself. */
export function isFileContent(contentType: string | undefined): boolean {
  const kind = (contentType ?? '').split(';')[0]?.trim().toLowerCase()
  return FILE_TYPES.some((each) => each === kind)
}
