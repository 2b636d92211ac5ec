import type { Kysely, Transaction } from 'kysely'
import type { DB } from './tables.gen.ts'

/** The pool. Only the transaction opener uses it; everything else is handed a `Tx`. */
export type Db = Kysely<DB>

/** One open transaction under one database role. Every store function takes it first. */
export type Tx = Transaction<DB>
