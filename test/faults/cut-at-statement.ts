import pg from 'pg'

/** How a connection is cut: the client's socket is gone, as when its program is killed; or the server's process for it is killed with -9, which takes the whole server down into recovery. */
export type CutKind = 'client' | 'backend'

/** Where an operation is cut: before its statement of this number is sent, or when it has been sent and nobody knows what became of it. */
export interface Cut {
  readonly kind: CutKind
  readonly atStatement: number
  readonly isSent: boolean
  /** How long after it was sent. */
  readonly afterMilliseconds: number
}

/** What a statement harness does while `during` runs. */
interface Harness {
  readonly cut: Cut | null
  /** True to take the transaction away, as the negative control of a campaign: every statement then stands by itself. */
  readonly withoutTransaction: boolean
  /** True to take the advisory locks away, as another negative control: what waited for one goes on at once. */
  readonly withoutLocks?: boolean
}

interface PatchedQuery {
  (this: pg.Client, ...args: unknown[]): unknown
}

/** What follows in the same message is sent on. */
const TRANSACTION = /^\s*(begin|start transaction|commit)\b[^;]*/i

/** The harness of the operation that runs; what is sent outside of one goes through untouched. */
let running: { readonly harness: Harness; statements: number; wasKilled: boolean } | undefined

// From the start, because a connection keeps the function it found when it was made.
const prototype: { query: PatchedQuery } = pg.Client.prototype
const original = prototype.query
prototype.query = function (...args) {
  if (running === undefined) return original.apply(this, args)
  const now = running
  const { harness } = now
  const { cut, withoutTransaction } = harness
  running.statements += 1
  const send = (): unknown => original.apply(this, harness.withoutLocks === true ? args.map(withoutLock) : withoutTransaction ? args.map(withoutBegin) : args)
  if (cut === null || running.statements !== cut.atStatement) return send()
  const kill = (): void => {
    if (running !== now) return // it was quicker
    now.wasKilled = true
    killConnection(this, cut.kind)
  }
  if (!cut.isSent) kill()
  const answer = send()
  if (cut.isSent && cut.afterMilliseconds === 0) setImmediate(kill)
  else if (cut.isSent) setTimeout(kill, cut.afterMilliseconds)
  return answer
}

/** What became of an operation. */
interface Ran {
  readonly statements: number
  /** False when it was over before the cut. */
  readonly wasKilled: boolean
  readonly fault: unknown
}

/** Runs an operation with every statement that this process sends counted, cut where `harness` says. One at a time. */
export async function cutDuring(harness: Harness, operation: () => Promise<unknown>): Promise<Ran> {
  const mine = { harness, statements: 0, wasKilled: false }
  running = mine
  try {
    await operation()
    return { ...mine, fault: undefined }
  } catch (fault) {
    return { ...mine, fault }
  } finally {
    running = undefined
  }
}

function withoutBegin(arg: unknown): unknown {
  return withText(arg, (text) => text.replace(TRANSACTION, 'select 1'))
}

function withoutLock(arg: unknown): unknown {
  return withText(arg, (text) => text.replace(/^\s*select pg_advisory_xact_lock\(hashtextextended\(\$1, 0\)\)/, 'select $1::text'))
}

function withText(arg: unknown, change: (text: string) => string): unknown {
  if (typeof arg === 'string') return change(arg)
  return typeof arg === 'object' && arg !== null && 'text' in arg && typeof arg.text === 'string' ? { ...arg, text: change(arg.text) } : arg
}

function killConnection(client: pg.Client, kind: CutKind): void {
  const { processID, connection } = client as pg.Client & { processID: number | null; connection: { stream: { destroy(): void } } }
  if (kind === 'client') connection.stream.destroy()
  else if (processID !== null) process.kill(processID, 'SIGKILL')
}
