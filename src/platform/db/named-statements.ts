import type pg from 'pg'

/** Most statements kept by name on one connection: enough for every query of ours, and an end to what lists of varying length would add. */
const MOST = 500

type Query = (first: unknown, ...rest: unknown[]) => unknown

/**
 * Makes a connection send each query with parameters under a name of its own, so that the server parses it once and may
 * keep its plan. With row-level security, planning costs more than most of our queries; the server makes a kept plan again
 * when the role changes, so the second wall stands as before.
 */
export function nameStatements(client: pg.ClientBase): void {
  const names = new Map<string, string>()
  const send = client.query.bind(client) as unknown as Query
  const named: Query = (first, ...rest) => {
    const [values] = rest
    if (typeof first !== 'string' || rest.length !== 1 || !Array.isArray(values) || values.length === 0) return send(first, ...rest)
    const name = names.get(first) ?? (names.size < MOST ? `tendwell_${String(names.size)}` : undefined)
    if (name === undefined) return send(first, values)
    names.set(first, name)
    return send({ name, text: first, values })
  }
  client.query = named as typeof client.query
}
