import type pg from 'pg'

/** Most statements kept by name on one connection: enough for every query of ours, and an end to what lists of varying length would add. */
const MOST = 500

/**
 * Makes a connection send each query with parameters under a name of its own, so that the server parses it once and may
 * keep its plan. With row-level security, planning costs more than most of our queries; the server makes a kept plan again
 * when the role changes, so the second wall stands as before. The begin of a transaction waits for its first statement and goes
 * with it, in one message where that has no parameters: one wait for the server less in every transaction.
 */
export function nameStatements(client: pg.ClientBase): void {
  const names = new Map<string, string>()
  let hasBegun = true
  // pg's own signature has many forms: every other form than text with values is passed on as it came.
  const given: unknown = Reflect.get(client, 'query')
  if (typeof given !== 'function') throw new TypeError('the connection cannot be asked')
  const send = (args: readonly unknown[]): unknown => Reflect.apply(given, client, args)
  const query = (...args: readonly unknown[]): unknown => {
    const [text, values] = args
    const isPlain = typeof text === 'string' && args.length === 2 && Array.isArray(values)
    if (isPlain && text === 'begin' && hasBegun) {
      hasBegun = false
      return Promise.resolve(BEGUN)
    }
    if (!hasBegun) {
      hasBegun = true
      if (isPlain && values.length === 0) return lastOf(send([`begin; ${text}`]))
      // The connection sends in order. If this fails, so does what follows, which says so.
      void Promise.resolve(send(['begin'])).catch(() => undefined)
    }
    if (!isPlain || values.length === 0) return send(args)
    const name = names.get(text) ?? (names.size < MOST ? `tendwell_${String(names.size)}` : undefined)
    if (name === undefined) return send(args)
    names.set(text, name)
    return send([{ name, text, values }])
  }
  Object.defineProperty(client, 'query', { value: query, configurable: true, writable: true })
}

/** What a begin answers before it is sent. */
const BEGUN = { command: 'BEGIN', rowCount: null, oid: 0, fields: [], rows: [] }

/** Statements in one message answer a list. */
async function lastOf(sent: unknown): Promise<unknown> {
  const answer = await sent
  return Array.isArray(answer) ? (answer.at(-1) as unknown) : answer
}
