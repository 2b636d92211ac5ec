import type { PlannedToAnswer } from './allocate-records.ts'
import { isSilenceMissed, type DayTally } from './day-covered.ts'
import type { ExceptionSettings, SettingsAt } from './exception-settings.ts'

/** A planned visit whose silence is judged. */
export type PlannedInTime = Omit<PlannedToAnswer, 'workers'>

/** What is known of the days when silence is judged. */
export interface SilenceFacts {
  readonly planned: readonly PlannedInTime[]
  /** True for a planned visit that has a record of any outcome. */
  isAnswered(plannedVisitId: number): boolean
  /** True for one that has a record which says delivered. */
  isDelivered(plannedVisitId: number): boolean
  readonly settingsAt: SettingsAt
  readonly nowSecond: number
  /** The instant at which a clock shows a minute of a date. */
  clockSecond(visitOn: string, minute: number): number
}

/** What the rule about missed visits says of one. */
export interface MissedJudgement {
  /** Without a record it is missed, as things stand. */
  readonly isSilenceMissed: boolean
  /** A start from this second on comes too late to be this visit; null where a late start is only late. */
  readonly tooLateFrom: number | null
}

/**
 * When a planned visit counts as missed (Essex KPI 3: not by 23:00, not before the next planned visit, or merged into another; which of
 * them is a framework's setting).
 *
 * by-time: silence at the time of the day, but never before the window in which the visit may start is over.
 * before-next: silence at the start of the person's next planned visit of the day, and a start from then on; the day's last visit by time.
 * merged: silence about a visit whose next one was made; the others by time.
 */
export function missedJudge(facts: SilenceFacts): (visit: PlannedInTime) => MissedJudgement {
  const days = new Map<string, PlannedInTime[]>()
  for (const visit of facts.planned) if (!days.get(visit.visitOn)?.push(visit)) days.set(visit.visitOn, [visit])
  const tallies = new Map([...days].map(([on, visits]) => [on, tallyOf(visits, facts)]))
  const next = nextVisits(facts)
  const clocks = new Map<string, number>()
  const byTime = (visit: PlannedInTime, settings: ExceptionSettings): boolean => {
    const key = `${visit.visitOn} ${String(settings.missed.clockMinute)}`
    const clock = clocks.get(key) ?? facts.clockSecond(visit.visitOn, settings.missed.clockMinute)
    clocks.set(key, clock)
    return isSilenceMissed(tallies.get(visit.visitOn) ?? NONE, facts.nowSecond, Math.max(clock, visit.startSecond + visit.windowMinutes * 60))
  }
  return (visit) => {
    const settings = facts.settingsAt(visit.placementId, visit.visitOn)
    const after = settings.missed.rule === 'by-time' ? undefined : next.get(visit.id)
    if (after === undefined) return { isSilenceMissed: !facts.isAnswered(visit.id) && byTime(visit, settings), tooLateFrom: null }
    if (settings.missed.rule === 'merged') return { isSilenceMissed: facts.isDelivered(after.id) || byTime(visit, settings), tooLateFrom: null }
    const before = facts.isAnswered(visit.id) ? NONE : tallyOf((days.get(visit.visitOn) ?? []).filter((each) => each.startSecond < after.startSecond), facts)
    return { isSilenceMissed: isSilenceMissed(before, facts.nowSecond, after.startSecond), tooLateFrom: after.startSecond }
  }
}

const NONE: DayTally = { planned: 0, answered: 0 }

function tallyOf(visits: readonly PlannedInTime[], facts: SilenceFacts): DayTally {
  return { planned: visits.length, answered: visits.filter((visit) => facts.isAnswered(visit.id)).length }
}

/** The person's next planned visit of the same day that starts later, by visit; asked for only where a framework counts by it. */
function nextVisits({ planned, settingsAt }: SilenceFacts): Map<number, PlannedInTime> {
  const next = new Map<number, PlannedInTime>()
  if (planned.every((visit) => settingsAt(visit.placementId, visit.visitOn).missed.rule === 'by-time')) return next
  const latest = new Map<string, PlannedInTime[]>()
  for (const visit of planned.toSorted((a, b) => a.startSecond - b.startSecond || a.id - b.id)) {
    const key = `${visit.visitOn} ${visit.personId}`
    const waiting = latest.get(key) ?? []
    if ((waiting[0]?.startSecond ?? visit.startSecond) < visit.startSecond) {
      for (const each of waiting) next.set(each.id, visit)
      latest.set(key, [visit])
    } else latest.set(key, [...waiting, visit])
  }
  return next
}
