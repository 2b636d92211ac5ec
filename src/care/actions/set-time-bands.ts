import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { bandFaults } from '../rules/time-bands.ts'
import { listTimeBands } from '../store/time-band.read.ts'
import { insertTimeBands } from '../store/time-band.write.ts'
import { SEE_TIME_BANDS, SET_TIME_BANDS, type TimeBand } from '../terms/time-band.ts'

/** The council's time bands, in the order of the day. */
export async function seeTimeBands(house: House, actor: Actor): Promise<readonly TimeBand[]> {
  return read(house, actor, async (work) => {
    need(actor, SEE_TIME_BANDS)
    return listTimeBands(work.tx)
  })
}

/** Sets the time bands for visits asked for from now on; weeks that were asked for keep their times. Throws `Refused` for two of one name. */
export async function setTimeBands(house: House, actor: Actor, bands: readonly TimeBand[]): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, SET_TIME_BANDS)
    const ordered = bands.toSorted((a, b) => a.earliestMinute - b.earliestMinute || a.latestMinute - b.latestMinute)
    const [fault] = bandFaults(ordered)
    if (fault !== undefined) throw new Refused('band-names', fault, 'bands')
    await insertTimeBands(work.tx, ordered, work.now, actor.name)
    work.audit({ kind: 'time-bands-set', subjectKind: 'time-bands', subjectId: 'council', detail: { bands: ordered } })
  })
}
