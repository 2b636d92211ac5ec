import { systemActor } from '../../src/platform/access/actor.ts'
import { EnvironmentFault } from '../../src/platform/action/refused.ts'
import { read } from '../../src/platform/action/transaction.ts'
import type { House } from '../../src/platform/action/work.ts'

/** A story is told in an empty database only: it must never be mixed into a council's own records. */
export async function refuseFilledDatabase(house: House): Promise<void> {
  const any = await read(house, systemActor('Story'), (work) => work.tx.selectFrom('audit.event').select('seq').limit(1).executeTakeFirst())
  if (any !== undefined) throw new EnvironmentFault('The story needs an empty database, and DATABASE_URL names one with records in it. Unset DATABASE_URL to use the built-in database, or name an empty one.')
}
