import type pg from 'pg'

/** Most statements kept by name on one connection: enough for every query of ours, and an end to what lists of varying length would add. */
const MOST = 500

/**
 * Makes a connection send each query with parameters under a name of its own, so that the server parses it once and may
 * keep its plan. With row-level security, planning costs more than most of our queries; the server makes a kept plan again
 * when the role changes, so the second wall stands as before.
 */
export function nameStatements(client: pg.ClientBase): void {
  const names = new Map<string, string>()
  // pg's own signature has many forms: every other form than text with values is passed on as it came.
  const send: unknown = Reflect.get(client, 'query')
  if (typeof send !== 'function') throw new TypeError('the connection cannot be asked')
  const query = (...given: readonly unknown[]): unknown => {
    const [text, values] = given
    if (typeof text !== 'string' || given.length !== 2 || !Array.isArray(values) || values.length === 0) return Reflect.apply(send, client, given)
    const name = names.get(text) ?? (names.size < MOST ? `tendwell_${String(names.size)}` : undefined)
    if (name === undefined) return Reflect.apply(send, client, given)
    names.set(text, name)
    return Reflect.apply(send, client, [{ name, text, values }])
  }
  Object.defineProperty(client, 'query', { value: query, configurable: true, writable: true })
}
