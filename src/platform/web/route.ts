import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import type { Permission } from '../access/permission.ts'
import type { House } from '../action/work.ts'
import type { TemporaryFile } from '../files/temporary-file.ts'
import type { PageReply } from './reply.ts'

/** Who may open a route: holders of a permission, holders of any one of several, anybody signed in, or everybody. */
export type Entry = Permission | readonly Permission[] | 'signed-in' | 'public'

/** A form as the browser sent it. A name sent more than once holds a list. */
export type FormBody = Readonly<Record<string, string | readonly string[]>>

/** One file of a multipart form. Empty file inputs are left out. */
export interface UploadedFile {
  readonly field: string
  readonly filename: string
  readonly bytes: Buffer
}

/** One file of a multipart form that stands on disk until the request is answered. */
export interface LargeUpload {
  readonly field: string
  readonly filename: string
  readonly bytes: TemporaryFile
}

/** The signed-in session behind a request. */
export interface SessionInfo {
  readonly userId: string
  readonly createdAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
}

type Strings = Readonly<Record<string, string>>

/** What a page handler is given. `params` and `query` are already parsed by the route's schemas. */
export interface PageContext<P = unknown, Q = unknown> {
  readonly house: House
  readonly actor: Actor
  readonly params: P
  readonly query: Q
  readonly body: FormBody
  readonly files: readonly UploadedFile[]
  /** The files of a form whose route `takesLargeFiles`; `files` is empty then. */
  readonly largeFiles: readonly LargeUpload[]
  /** Undefined on public pages when nobody is signed in. */
  readonly session: SessionInfo | undefined
  /** Already in every view as `csrf`; templates include `platform/components/csrf-field.njk`. */
  readonly csrf: string
  /** Path and query as asked for: `/board?zone=north&sort=days`. */
  readonly url: string
}

/** A page or a form's target. Parameters that do not parse answer 404, a query that does not parse answers 400. */
export interface PageRoute {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly permission: Entry
  /** True when its form may bring files of any size, which then stand on disk. */
  readonly takesLargeFiles?: boolean
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  handler(ctx: PageContext): Promise<PageReply>
}

interface TypedPageRoute<P extends z.ZodType, Q extends z.ZodType> {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly permission: Entry
  readonly takesLargeFiles?: boolean
  readonly params?: P
  readonly query?: Q
  handler(ctx: PageContext<z.output<P>, z.output<Q>>): Promise<PageReply>
}

/** Declares a page, with the types of `ctx.params` and `ctx.query` taken from its schemas. */
export function pageRoute<P extends z.ZodType = z.ZodType<Strings>, Q extends z.ZodType = z.ZodType<Strings>>(
  route: TypedPageRoute<P, Q>,
): PageRoute {
  return route
}

/** What an API handler is given; everything is parsed by the route's schemas. */
export interface ApiContext<P = unknown, Q = unknown, B = unknown> {
  readonly house: House
  readonly actor: Actor
  readonly params: P
  readonly query: Q
  readonly body: B
}

/** A JSON route under `/api/v1`. Its schemas check, document (OpenAPI) and type it at once. */
export interface ApiRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: `/api/v1/${string}`
  readonly permission: Entry
  /** One line for the OpenAPI document: `List the packages awaiting care`. */
  readonly summary: string
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** True when the body may also be a file by itself (`apiFileRoute`); `'on-disk'` when that may be of any size. */
  readonly takesFile?: boolean | 'on-disk'
  /** Largest body in bytes, where a route takes more than the usual 1 MB. */
  readonly largestBytes?: number
  readonly response: z.ZodType
  handler(ctx: ApiContext): Promise<unknown>
}

interface TypedApiRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>
  extends Omit<ApiRoute, 'takesFile' | 'params' | 'query' | 'body' | 'response' | 'handler'> {
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly response: R
  handler(ctx: ApiContext<z.output<P>, z.output<Q>, z.output<B>>): Promise<z.output<R>>
}

/** Declares an API route, with the types of its context and its answer taken from its schemas. */
export function apiRoute<
  R extends z.ZodType,
  P extends z.ZodType = z.ZodType<Strings>,
  Q extends z.ZodType = z.ZodType<Strings>,
  B extends z.ZodType = z.ZodType<undefined>,
>(route: TypedApiRoute<P, Q, B, R>): ApiRoute {
  return route
}
