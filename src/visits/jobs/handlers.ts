import { PACKAGE_PLACED, PLACEMENT_ENDED } from '../../brokerage/terms.ts'
import { PLACEMENT_CHANGED } from '../../brokerage/terms/placement-life.ts'
import { PLACEMENT_SUCCEEDED } from '../../brokerage/terms/succession.ts'
import { londonDate } from '../../kernel/london.ts'
import { systemActor } from '../../platform/access/actor.ts'
import type { JobHandler } from '../../platform/jobs/handler.ts'
import { chaseVariations } from '../actions/chase-variations.ts'
import { judgeAgain } from '../actions/exception-settings.ts'
import { sweepAskedImports } from '../actions/ask-import.ts'
import { chaseFeeds } from '../actions/keep-feeds.ts'
import { findMissed, findMissedNow } from '../actions/find-missed.ts'
import { planPlacement } from '../actions/plan-placement.ts'
import { planWeek } from '../actions/plan-week.ts'
import { replanPlacement } from '../actions/replan-placement.ts'
import { tallyDays } from '../actions/tally-days.ts'
import { tellMissed } from '../actions/tell-missed.ts'
import { withdrawPlanned } from '../actions/withdraw-planned.ts'
import { workAskedImport } from '../actions/work-asked-import.ts'
import { EXCEPTION_SETTINGS_SET, MISSED_FOUND } from '../terms.ts'
import { IMPORT_ASKED } from '../terms/asked-import.ts'

const PLANNER = systemActor('Visit planner')

/** A new placement joins the weeks that are planned already. */
const planNewPlacement: JobHandler = {
  topic: PACKAGE_PLACED.name,
  name: 'plan the visits of a new placement',
  handle: async (house, payload) => {
    await planPlacement(house, PLANNER, { placementId: PACKAGE_PLACED.payload.parse(payload).placementId })
  },
}

/** One that passed to a successor joins them too. */
const planSucceeded: JobHandler = {
  topic: PLACEMENT_SUCCEEDED.name,
  name: 'plan the visits of a placement that passed to a successor',
  handle: async (house, payload) => {
    await planPlacement(house, PLANNER, PLACEMENT_SUCCEEDED.payload.parse(payload))
  },
}

const withdrawAfterEnd: JobHandler = {
  topic: PLACEMENT_ENDED.name,
  name: 'withdraw planned visits after a placement’s end',
  handle: (house, payload) => withdrawPlanned(house, PLANNER, { placementId: PLACEMENT_ENDED.payload.parse(payload).placementId }),
}

const replanChanged: JobHandler = {
  topic: PLACEMENT_CHANGED.name,
  name: 'plan the visits of a placement again after a change or days in hospital',
  handle: (house, payload) => replanPlacement(house, PLANNER, PLACEMENT_CHANGED.payload.parse(payload)),
}

/** This week, the next and the one after are always planned: weeks already planned cost one query. */
const planNightly: JobHandler = {
  topic: 'visits.plan-nightly',
  name: 'plan visits until the end of the week after next',
  cron: '20 0 * * *',
  handle: async (house) => {
    const today = londonDate(house.clock.now())
    for (const weeks of [0, 1, 2]) await planWeek(house, PLANNER, { weekOn: today.add({ weeks }) })
  },
}

/** After 23:00 for the day itself, and for the day before in case the house was not running. */
const findMissedNightly: JobHandler = {
  topic: 'visits.find-missed-nightly',
  name: 'find missed visits when the day is over',
  cron: '15 23 * * *',
  handle: async (house) => {
    const today = londonDate(house.clock.now())
    await findMissed(house, PLANNER, { on: today.subtract({ days: 1 }) })
    await findMissed(house, PLANNER, { on: today })
  },
}

/** At the moments that the rules about missed visits name: looking costs two reads when none has come. */
const findMissedOften: JobHandler = {
  topic: 'visits.find-missed',
  name: 'find missed visits the moment the rule says so',
  cron: '*/5 * * * *',
  handle: async (house) => void (await findMissedNow(house, PLANNER)),
}

const tellOfMissed: JobHandler = {
  topic: MISSED_FOUND.name,
  name: 'tell provider and council of missed visits',
  handle: async (house, payload) => void (await tellMissed(house, PLANNER, MISSED_FOUND.payload.parse(payload))),
}

const judgeBySettings: JobHandler = {
  topic: EXCEPTION_SETTINGS_SET.name,
  name: 'find exceptions again by new settings',
  handle: (house, payload) => judgeAgain(house, PLANNER, EXCEPTION_SETTINGS_SET.payload.parse(payload)),
}

/** In the morning of working days and others alike: the rule knows which days count. */
const chaseVariationsDaily: JobHandler = {
  topic: 'visits.chase-variations',
  name: 'remind of variations that wait for a decision',
  cron: '10 8 * * *',
  handle: async (house) => void (await chaseVariations(house, PLANNER)),
}

/** Every hour, because a file may be expected by any. */
const chaseFeedsHourly: JobHandler = {
  topic: 'visits.chase-feeds',
  name: 'remind of visit records that are late',
  cron: '35 * * * *',
  handle: async (house) => void (await chaseFeeds(house, PLANNER)),
}

/** After records have come and plans have changed: days that are unchanged cost one query. */
const tallyOften: JobHandler = {
  topic: 'visits.tally-days',
  name: 'count the visits of days for reports',
  cron: '*/10 * * * *',
  handle: async (house) => void (await tallyDays(house, PLANNER)),
}

const workAsked: JobHandler = {
  topic: IMPORT_ASKED.name,
  name: 'look through or keep a large visit file',
  handle: (house, payload) => workAskedImport(house, IMPORT_ASKED.payload.parse(payload).askedImportId),
}

const sweepAsked: JobHandler = {
  topic: 'visits.asked-import-sweep',
  name: 'delete what came of large visit files two days ago',
  cron: '50 3 * * *',
  handle: (house) => sweepAskedImports(house, PLANNER),
}

export const visitJobs: readonly JobHandler[] = [workAsked, sweepAsked, planNewPlacement, planSucceeded, withdrawAfterEnd, replanChanged, planNightly, findMissedNightly, findMissedOften, tellOfMissed, judgeBySettings, chaseVariationsDaily, chaseFeedsHourly, tallyOften]
