import type { OpenHouse } from '../../src/commands/open-house.ts'
import type { DemonstrationAccount } from '../../src/platform/access/demonstration/identity-input.ts'
import { EnvironmentFault } from '../../src/platform/action/refused.ts'
import { read, write } from '../../src/platform/action/transaction.ts'
import { systemActor } from '../../src/platform/access/actor.ts'
import type { House } from '../../src/platform/action/work.ts'
import { openForLoad } from '../../src/platform/db/open-for-load.ts'
import type { Config } from '../../src/platform/config/config.ts'
import { addDemonstrationAccounts, demonstrationAccounts } from './accounts.ts'
import type { Progress } from './council.ts'
import { demonstrationPlan } from './demonstration.ts'
import { giveRounds } from './give-rounds.ts'
import { giveWork } from './give-work.ts'
import { filesOfOthers, otherFrameworks } from './other-frameworks.ts'
import { planStays } from './plan-stays.ts'
import { reckonLatest } from './reckon-contributions.ts'
import { makeCouncil, type MadeCouncil } from './make-council.ts'

const maker = systemActor('Demonstration')
const LOADED = 'demonstration-loaded'

/**
 * Makes the demonstration council in an empty database, or finds it made, and answers who can be signed in as.
 * Throws `EnvironmentFault` when the database holds something else, or a demonstration that was cut off while it was made.
 */
export async function loadDemonstration(open: Pick<OpenHouse, 'house' | 'url'>, config: Pick<Config, 'oidc'>, onProgress: Progress = () => undefined): Promise<readonly DemonstrationAccount[]> {
  const { house } = open
  const state = await stateOf(house)
  if (state === 'other') throw new EnvironmentFault('This database holds something other than a finished demonstration council. Start with --fresh to throw it away and begin again, or without --demonstration to use it.')
  if (state === 'empty') {
    const made = await makeQuickly(open, onProgress)
    await addDemonstrationAccounts(house, config.oidc.issuer)
    await giveWork(house, config.oidc.issuer)
    await giveRounds(house, config.oidc.issuer)
    await write(house, maker, async (work) => {
      work.audit({ kind: LOADED, subjectKind: 'framework', subjectId: made.market.frameworkId })
      return Promise.resolve()
    })
  }
  return demonstrationAccounts(house)
}

/** Makes the council on a pool for loads: a load that is cut off is begun again in any case. */
async function makeQuickly({ house, url }: Pick<OpenHouse, 'house' | 'url'>, onProgress: Progress): Promise<MadeCouncil> {
  const load = await openForLoad(house.db, url, 8)
  try {
    const plan = demonstrationPlan(house.clock.now(), undefined, filesOfOthers())
    const made = await makeCouncil({ ...house, db: load.db }, { ...plan, others: otherFrameworks(plan.until), stays: planStays(plan) }, onProgress, () => load.settle())
    await load.finish()
    const latest = made.payRuns.at(-1)
    if (latest !== undefined) await reckonLatest(house, plan, made.market.frameworkId, latest.payRunId)
    return made
  } finally {
    await load.db.destroy()
  }
}

async function stateOf(house: House): Promise<'empty' | 'loaded' | 'other'> {
  return read(house, maker, async (work) => {
    const loaded = await work.tx.selectFrom('audit.event').select('seq').where('kind', '=', LOADED).limit(1).executeTakeFirst()
    if (loaded !== undefined) return 'loaded'
    const any = await work.tx.selectFrom('audit.event').select('seq').limit(1).executeTakeFirst()
    return any === undefined ? 'empty' : 'other'
  })
}
