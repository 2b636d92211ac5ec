import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import type { Permission } from '../access/permission.ts'
import { Refused } from '../action/refused.ts'
import type { House } from '../action/work.ts'
import { LARGEST_FILE_BYTES } from './form-body.ts'
import type { ApiRoute } from './route.ts'

/** The kinds of content that are a file by themselves. */
export const FILE_TYPES = ['text/csv', 'application/geo+json', 'application/xml'] as const

/** `preview` of a file route: true or false in JSON, `preview=true` in an address. */
export const previewField = z.union([z.boolean(), z.stringbool()]).default(false)

interface FileRoute<F extends z.ZodRawShape, R extends z.ZodType> {
  readonly url: ApiRoute['url']
  readonly permission: Permission
  readonly summary: string
  /** The field of the JSON form that holds the file's text. */
  readonly textField: string
  /** What is sent besides the file: in the JSON form beside it, else in the address. */
  readonly fields: F
  readonly response: R
  handler(ctx: { readonly house: House; readonly actor: Actor; readonly file: { readonly name: string; readonly bytes: Buffer }; readonly fields: z.output<z.ZodObject<F>> }): Promise<z.output<R>>
}

/**
 * Declares an API route that takes a file, in either of two forms: the file itself as the body (`text/csv`, GeoJSON or XML, as large as the
 * pages take, its bytes untouched, with `name` and the other fields in the address), or JSON with its text in one field (1 MB).
 */
export function apiFileRoute<F extends z.ZodRawShape, R extends z.ZodType>(route: FileRoute<F, R>): ApiRoute {
  const fields = z.object(route.fields)
  const name = z.string().trim().min(1).max(200)
  return {
    method: 'POST',
    url: route.url,
    permission: route.permission,
    summary: route.summary,
    query: z.looseObject({ name: name.optional() }).extend(fields.partial().shape),
    body: z.object({ name, [route.textField]: z.string().min(1) }).extend(route.fields),
    takesFile: true,
    response: route.response,
    handler: async ({ house, actor, query, body }) => {
      const isFile = Buffer.isBuffer(body) || body == null
      const sent = (isFile ? query : body) as Readonly<Record<string, unknown>>
      const bytes = isFile ? (Buffer.isBuffer(body) ? body : Buffer.alloc(0)) : Buffer.from(String(sent[route.textField]))
      if (bytes.length === 0) throw new Refused('empty-file', 'No file came with the request. Send the file as its body.')
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

/** Whether a request's content is a file by itself. */
export function isFileContent(contentType: string | undefined): boolean {
  const kind = (contentType ?? '').split(';')[0]?.trim().toLowerCase()
  return FILE_TYPES.some((each) => each === kind)
}
