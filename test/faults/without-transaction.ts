import pg from 'pg'

/** Loaded before the program in the negative control: takes every transaction away, so that each statement stands by itself. */
interface PatchedQuery {
  (this: pg.Client, ...args: unknown[]): unknown
}

/** What follows in the same message is sent on. */
const TRANSACTION = /^\s*(begin|start transaction|commit)\b[^;]*/i
const prototype: { query: PatchedQuery } = pg.Client.prototype
const original = prototype.query
prototype.query = function (...args) {
  return original.apply(this, args.map((arg) => (typeof arg === 'string' ? arg.replace(TRANSACTION, 'select 1') : arg)))
}
