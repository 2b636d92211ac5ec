import type { Entry } from '../../src/platform/web/route.ts'
import type { Choice } from './owned-ids.ts'
import type { Visitor } from './visitor.ts'
import type { AccessWorld } from './world.ts'

/** Any route of the program, as the access tests see it. */
export interface AnyRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly permission: Entry
}

/** What came back. */
export interface Answer {
  readonly status: number
  readonly body: string
  readonly location: string | undefined
}

/** How somebody shows who they are. */
export type Means = 'browser' | 'full token' | 'empty token' | 'nothing'

/** The names of a route's parameters. */
export function parametersOf(url: string): string[] {
  return [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
}

/** The fields of a body as a form sends them. */
function textsOf(body: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]))
}

/** Asks for a route with an empty body unless one is given, as a browser or a program would. */
export async function ask(world: AccessWorld, route: AnyRoute, visitor: Visitor | undefined, means: Means, ids: Readonly<Record<string, string>>, sent: { readonly query?: string; readonly body?: Readonly<Record<string, unknown>> } = {}): Promise<Answer> {
  const url = route.url.replace(/:(\w+)/g, (_whole, name: string) => ids[name] ?? '') + (sent.query ?? '')
  const token = means === 'full token' ? visitor?.token?.full : means === 'empty token' ? visitor?.token?.empty : undefined
  const isPage = !route.url.startsWith('/api/')
  const sends = route.method !== 'GET'
  const answer = await world.app.inject({
    method: route.method,
    url,
    cookies: { ...(means === 'browser' ? visitor?.cookies : {}), ...(isPage ? world.form.cookies : {}) },
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(sends ? { 'content-type': isPage ? 'application/x-www-form-urlencoded' : 'application/json' } : {}),
    },
    ...(sends ? { payload: isPage ? new URLSearchParams({ ...textsOf(sent.body ?? {}), _csrf: world.form.token }).toString() : JSON.stringify(sent.body ?? {}) } : {}),
  })
  const { location } = answer.headers
  return { status: answer.statusCode, body: answer.body, location: typeof location === 'string' ? location : undefined }
}

/** Every way of filling a route's parameters for a visitor: all their own, and each with at least one that is not. */
export function fillings(world: Pick<AccessWorld, 'ids'>, route: AnyRoute, visitor: Visitor): { own: Record<string, string> | undefined; foreign: Record<string, string>[] } {
  let fills: { ids: Record<string, string>; isOwn: boolean }[] = [{ ids: {}, isOwn: true }]
  for (const name of parametersOf(route.url)) {
    const find = world.ids[name]
    if (find === undefined) throw new Error(`${route.url} has the parameter ${name}: say in test/access/owned-ids.ts whose ids it can hold`)
    const choice: Choice = find(visitor)
    const values = [...(choice.own === undefined ? [] : [{ id: choice.own, isOwn: true }]), ...choice.foreign.map((id) => ({ id, isOwn: false }))]
    fills = fills.flatMap((fill) => values.map((value) => ({ ids: { ...fill.ids, [name]: value.id }, isOwn: fill.isOwn && value.isOwn })))
  }
  return { own: fills.find((fill) => fill.isOwn)?.ids, foreign: fills.filter((fill) => !fill.isOwn).map((fill) => fill.ids) }
}
