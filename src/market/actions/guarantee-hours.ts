import { hoursFigure, wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { insertBlock } from '../store/block.write.ts'
import { findFramework } from '../store/framework.read.ts'
import { listStandings } from '../store/standing.read.ts'
import { KEEP_MARKET, type Block } from '../terms.ts'

const MINUTES_IN_A_WEEK = 7 * 24 * 60
/** More than a county buys: a slip of the decimal point. */
const MOST_WEEKLY_MINUTES = 500 * MINUTES_IN_A_WEEK

/** `guaranteeHoursIn` as a transaction of its own. */
export async function guaranteeHours(house: House, actor: Actor, input: Block): Promise<void> {
  await write(house, actor, (work) => guaranteeHoursIn(work, input))
}

/**
 * Guarantees a provider hours a week in a zone from a day on, 0 to end the guarantee; an earlier guarantee holds until
 * the day before and is kept. Throws `Forbidden`, `NotFound` (framework) and `Refused` (provider without standing there,
 * day outside the framework's term, hours from that very day already recorded).
 */
export async function guaranteeHoursIn(work: Work, input: Block): Promise<void> {
  need(work.actor, KEEP_MARKET)
  const { frameworkId, zoneId, providerId, fromOn, weeklyMinutes } = input
  const framework = await findFramework(work.tx, frameworkId)
  if (framework === undefined) throw new NotFound('The framework')
  if (!Number.isInteger(weeklyMinutes) || weeklyMinutes < 0 || weeklyMinutes > MOST_WEEKLY_MINUTES) throw new Refused('block-hours', `${hoursFigure(weeklyMinutes)} hours a week cannot be guaranteed. Enter hours between 0 and ${hoursFigure(MOST_WEEKLY_MINUTES)}`, 'weeklyHours')
  if (Temporal.PlainDate.compare(fromOn, framework.startsOn) < 0 || Temporal.PlainDate.compare(fromOn, framework.endsOn) > 0) {
    throw new Refused('block-outside-term', `${wordsForDate(fromOn)} is outside the framework's term, ${wordsForDate(framework.startsOn)} to ${wordsForDate(framework.endsOn)}`, 'fromOn')
  }
  const stands = (await listStandings(work.tx, { frameworkId, zoneId, providerId })).some((each) => Temporal.PlainDate.compare(each.fromOn, fromOn) <= 0 && (each.toOn === null || Temporal.PlainDate.compare(each.toOn, fromOn) >= 0))
  // A guarantee can be ended after its provider has left the zone.
  if (!stands && weeklyMinutes > 0) throw new Refused('no-standing', 'The provider has no standing in this zone on that day. Grant it one first', 'providerId')
  if (!(await insertBlock(work.tx, input, { at: work.now, by: work.actor.name }))) throw new Refused('block-from-that-day', `Hours from ${wordsForDate(fromOn)} are recorded for this provider and zone already. Choose another day`, 'fromOn')
  work.audit({ kind: 'hours-guaranteed', subjectKind: 'provider', subjectId: providerId, detail: { frameworkId, zoneId, fromOn: fromOn.toString(), weeklyMinutes } })
}
