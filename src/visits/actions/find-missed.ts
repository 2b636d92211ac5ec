import { londonClockMinute, londonDate } from '../../kernel/london.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { EXCEPTION_SETTINGS } from '../rules/exception-settings.ts'
import { listExceptionSettings } from '../store/exception-settings.read.ts'
import { listProvidersDue } from '../store/missed-alert.read.ts'
import { listProvidersOn } from '../store/planned-week.read.ts'
import { PLAN_VISITS } from '../terms.ts'
import { judgeStoredDays, type Judged } from './judge-and-store.ts'

/**
 * Finds the exceptions of a day again for every provider, or for some: that is when planned visits without a
 * record become missed, at providers whose records have arrived (`day-covered.ts`). Files that come later find
 * theirs themselves. Safe to run twice.
 */
export async function findMissed(house: House, actor: Actor, input: { readonly on: Temporal.PlainDate; readonly providerIds?: readonly string[] }): Promise<Judged> {
  return write(house, actor, async (work) => {
    need(actor, PLAN_VISITS)
    let [added, cleared] = [0, 0]
    for (const providerId of input.providerIds ?? (await listProvidersOn(work.tx, input.on.toString()))) {
      const judged = await judgeStoredDays(work, providerId, [input.on.toString()])
      added += judged.added
      cleared += judged.cleared
    }
    work.audit({ kind: 'missed-visits-looked-for', subjectKind: 'date', subjectId: input.on.toString(), detail: { added, cleared } })
    return { added, cleared }
  })
}

/** How far a look reaches back: twice the time between two looks, so that one that came late or was left out misses nothing. */
const LOOK_BACK_MINUTES = 10

/**
 * Looks for missed visits at the moments that frameworks' rules name, every five minutes: at every provider when the time of the day has just
 * passed; at those with a visit that has just been due, where a visit counts as missed once the next one is. At other times it reads two rows.
 */
export async function findMissedNow(house: House, actor: Actor): Promise<Judged | undefined> {
  const now = house.clock.now()
  const on = londonDate(now)
  const minute = londonClockMinute(now)
  const due = await read(house, actor, async (work) => {
    const documents = [EXCEPTION_SETTINGS, ...(await listExceptionSettings(work.tx)).map((each) => each.document)]
    if (documents.some(({ missed }) => missed.clockMinute <= minute && minute < missed.clockMinute + LOOK_BACK_MINUTES)) return listProvidersOn(work.tx, on.toString())
    if (documents.every(({ missed }) => missed.rule !== 'before-next')) return []
    return listProvidersDue(work.tx, now.subtract({ minutes: LOOK_BACK_MINUTES }), now)
  })
  return due.length === 0 ? undefined : findMissed(house, actor, { on, providerIds: due })
}
