import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { findOldestTally, listDaysToTally } from '../store/day-tally.read.ts'
import { deleteTalliesBefore, lockTallies, replaceTallies, stampTallies } from '../store/day-tally.write.ts'
import { PLAN_VISITS } from '../terms.ts'

/** Days for which counts are kept: a year and a week. A report of earlier days counts for itself. */
const KEPT_DAYS = 371
/** In one transaction; the latest days come first. */
const DAYS_AT_ONCE = 100
/** After this long, days that have not changed are noted as looked at, so that the next look goes back no further. */
const STAMP_AFTER_HOURS = 12

/**
 * Counts the visits of every day up to yesterday that was never counted, or of which something was recorded since, once nothing has been
 * for an hour, and keeps the counts for reports. Answers how many days it counted. Safe to run at any time and twice: a report counts for itself what is not kept.
 */
export async function tallyDays(house: House, actor: Actor): Promise<number> {
  if (!(await read(house, actor, isDue))) return 0
  return write(house, actor, async (work) => {
    need(actor, PLAN_VISITS)
    await lockTallies(work.tx)
    const { fromOn, toOn } = keptRange(work)
    await stampTallies(work.tx, fromOn, toOn, work.now)
    const due = await listDaysToTally(work.tx, fromOn, toOn, work.now)
    const days = due.slice(0, DAYS_AT_ONCE)
    if (days.length > 0) await replaceTallies(work.tx, days, work.now)
    await deleteTalliesBefore(work.tx, fromOn)
    work.audit({ kind: 'visits-tallied', subjectKind: 'date', subjectId: work.today.toString(), detail: { days: days.length, left: due.length - days.length } })
    return days.length
  })
}

async function isDue(work: Work): Promise<boolean> {
  const oldest = await findOldestTally(work.tx)
  if (oldest === undefined || Temporal.Instant.compare(oldest, work.now.subtract({ hours: STAMP_AFTER_HOURS })) < 0) return true
  const { fromOn, toOn } = keptRange(work)
  return (await listDaysToTally(work.tx, fromOn, toOn, work.now)).length > 0
}

function keptRange({ today }: Work): { readonly fromOn: Temporal.PlainDate; readonly toOn: Temporal.PlainDate } {
  return { fromOn: today.subtract({ days: KEPT_DAYS }), toOn: today.subtract({ days: 1 }) }
}
