import { systemActor } from '../platform/access/actor.ts'
import { NotFound, Refused } from '../platform/action/refused.ts'
import type { House } from '../platform/action/work.ts'

/** Something that can be named on the command line. */
export interface Candidate {
  readonly id: string
  readonly label: string
}

/** The id of the one that was named by its name or id; of the only one when none was named. Throws when none or several fit. */
export function pickOne(what: string, asked: string | undefined, candidates: readonly Candidate[]): string {
  const fitting = asked === undefined ? candidates : candidates.filter(({ id, label }) => id === asked || label.toLowerCase() === asked.toLowerCase())
  const [only, ...others] = fitting
  if (only === undefined) throw asked === undefined ? new Refused(`no-${what}`, `There is no ${what} yet: add one first.`) : new NotFound(`The ${what} "${asked}"`)
  if (others.length > 0) throw new Refused(`which-${what}`, `Say which ${what} is meant with --${what}: there are ${String(fitting.length)} that fit.`)
  return only.id
}

/** `pickOne` among the frameworks. */
export async function pickFramework(house: House, asked: string | undefined): Promise<string> {
  const { listFrameworks } = await import('../market/public.ts')
  const { read } = await import('../platform/action/transaction.ts')
  return pickOne('framework', asked, await read(house, systemActor('command line'), async (work) => (await listFrameworks(work)).map(({ id, name: label }) => ({ id, label }))))
}
