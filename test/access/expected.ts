import { permissionsOf } from '../../src/platform/web/navigation.ts'
import type { Answer, AnyRoute, Means } from './ask.ts'
import type { Visitor } from './visitor.ts'

/** What is wrong with an answer, in one sentence; undefined when it is as it must be. */
export type Finding = string | undefined

/** Whether a visitor, by these means, may enter at all. */
export function mayEnterBy(route: AnyRoute, visitor: Visitor, means: Means): boolean {
  if (route.permission === 'public') return true
  if (means === 'nothing') return false
  if (route.url.startsWith('/api/') && means === 'browser' && route.method !== 'GET') return false
  if (route.permission === 'signed-in') return true
  if (means === 'empty token') return false
  return permissionsOf(route.permission).some((permission) => permission.roles.some((role) => role === visitor.actor.role))
}

/** Judges the answer to a visitor who holds no permission for the route: turned away, and told nothing of any id. */
export function judgeTurnedAway(route: AnyRoute, visitor: Visitor, means: Means, answer: Answer): Finding {
  const byCookie = route.url.startsWith('/api/') && means === 'browser' && route.method !== 'GET'
  return expect(byCookie ? [401] : [403], 'is turned away from', route, visitor.key, means, answer)
}

/** Judges the answer to a stranger: pages send to sign in, the API says 401. */
export function judgeStranger(route: AnyRoute, answer: Answer): Finding {
  // Behind a public route may stand a secret link: a stranger's made-up one, or an empty form, leads nowhere.
  if (route.permission === 'public') return expect(route.method === 'GET' && !route.url.includes(':') ? [200] : [200, 400, 404], 'may open', route, 'a stranger', 'nothing', answer)
  const isApi = route.url.startsWith('/api/')
  if (!isApi && answer.location?.startsWith('/sign-in') !== true) return `a stranger is not sent to sign in by ${route.method} ${route.url}: ${String(answer.status)}`
  return expect([isApi ? 401 : 303], 'is sent away from', route, 'a stranger', 'nothing', answer)
}

/** Judges the answer to ids of somebody else: "not found", or a refusal that a made-up id gets word for word. */
export function judgeForeign(route: AnyRoute, visitor: Visitor, means: Means, answer: Answer, toMadeUp: Answer): Finding {
  if (answer.status === 400 && toMadeUp.status === 400 && withoutIds(answer.body) === withoutIds(toMadeUp.body)) return undefined
  return expect([404], 'finds nothing of another’s by', route, visitor.key, means, answer)
}

/** Judges the answer to a visitor's own ids: the page, or for a form sent empty what is missing from it. */
export function judgeOwn(route: AnyRoute, visitor: Visitor, means: Means, answer: Answer): Finding {
  if (answer.location?.startsWith('/sign-in') === true) return `${visitor.key} (${means}) is sent to sign in again by ${route.method} ${route.url}`
  // A held file need not be of the kind that a page imports; the page then says so.
  const readable = route.url.includes(':heldId') ? [200, 303, 400] : [200, 303]
  // A secret link may have been ended by another form that was sent before.
  const sent = route.permission === 'public' ? [200, 201, 303, 400, 404] : [200, 201, 303, 400, 409]
  return expect(route.method === 'GET' ? readable : sent, 'may use', route, visitor.key, means, answer)
}

/** A page without what differs from one request to the next: ids, and the token of its forms. */
function withoutIds(body: string): string {
  return body.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/name="_csrf" value="[^"]*"/g, '').replace(/\d{9}/g, 'ID')
}

function expect(statuses: readonly number[], rule: string, route: AnyRoute, who: string, means: Means, answer: Answer): Finding {
  if (statuses.includes(answer.status)) return undefined
  return `${who} (${means}) ${rule} ${route.method} ${route.url}: expected ${statuses.join(' or ')}, answered ${String(answer.status)}`
}
