import { z } from 'zod'
import { SOURCES, TIERS, type ReportRating, type WeeklyReport } from '../terms.ts'
import { DEFINITIONS } from './definitions.ts'

const count = z.int().min(0)
const definition = z.object({ title: z.string(), counts: z.string(), numerator: z.string(), denominator: z.string(), leftOut: z.string() })
/** Values of a table by its row names. */
const figures = z.record(z.string(), z.number())

/** The weekly report as JSON. The first four tables have the shape in which the councils' reports print them. */
export const weeklyDocument = z.object({
  on: z.iso.date(),
  /** The framework it is of; null when it is of all. */
  framework: z.string().nullable(),
  awaitingCareListWeekly: z.object({
    periodStart: z.array(z.iso.date()),
    councilCases: z.array(count),
    healthCases: z.array(count),
    longestWaitDays: z.array(count),
    averageWaitDays: z.array(z.number()),
    averageHoursRequired: z.array(z.number()),
  }),
  /** Hours a week by zone name, and `printed total`, their sum. */
  hoursAwaitingByZone: figures,
  peopleAwaitingByZone: figures,
  tierActualSharePercent: z.array(z.object({
    framework: z.string(),
    tier: z.enum(TIERS),
    percent: z.int(),
    targetPercent: z.tuple([z.int(), z.int()]).nullable(),
    numeratorMinutes: count,
    denominatorMinutes: count,
    packages: count,
  })),
  cqcRatings: z.object({ outstanding: count, good: count, requiresImprovement: count, inadequate: count, notYetInspected: count, total: count }),
  visitsByWeek: z.array(z.object({
    periodStart: z.iso.date(), periodEnd: z.iso.date(), planned: count, excused: count, due: count, delivered: count, missed: count, noRecord: count, late: count, unplanned: count,
  })),
  poundsByZone: z.object({
    periods: z.array(z.object({ framework: z.string(), fromOn: z.iso.date(), toOn: z.iso.date() })),
    zones: z.array(z.object({ zone: z.string(), visits: count, minutes: z.int(), visitsPence: z.int(), adjustmentsPence: z.int(), totalPence: z.int(), councilPence: z.int(), nhsPence: z.int() })),
    totalPence: z.int(),
    councilPence: z.int(),
    nhsPence: z.int(),
  }),
  timeToStart: z.array(z.object({
    source: z.enum([...SOURCES, 'all', 'all-but-hospital-discharge']), starts: count, averageDays: z.number(), medianDays: z.number(), longestDays: count,
  })),
  definitions: z.record(z.string(), definition),
})
export type WeeklyDocument = z.output<typeof weeklyDocument>

/** Writes the report in the shape of `weeklyDocument`. */
export function weeklyDocumentOf(report: WeeklyReport): WeeklyDocument {
  const { awaitingCare, hoursAwaiting, ratings, pounds } = report
  const rated = (rating: ReportRating): number => ratings.rows.find((row) => row.rating === rating)?.locations ?? 0
  return {
    on: report.on.toString(),
    framework: report.framework?.name ?? null,
    awaitingCareListWeekly: {
      periodStart: awaitingCare.map((row) => row.week.startOn.toString()),
      councilCases: awaitingCare.map((row) => row.councilCases),
      healthCases: awaitingCare.map((row) => row.healthCases),
      longestWaitDays: awaitingCare.map((row) => row.longestWaitDays),
      averageWaitDays: awaitingCare.map((row) => row.averageWaitDays),
      averageHoursRequired: awaitingCare.map((row) => row.averageHoursRequired),
    },
    hoursAwaitingByZone: { ...Object.fromEntries(hoursAwaiting.rows.map((row) => [row.name, row.hours])), 'printed total': hoursAwaiting.totalHours },
    peopleAwaitingByZone: { ...Object.fromEntries(hoursAwaiting.rows.map((row) => [row.name, row.people])), 'printed total': hoursAwaiting.people },
    tierActualSharePercent: report.tierShares.map((row) => ({
      framework: row.framework,
      tier: row.tier,
      percent: row.percent,
      targetPercent: row.target === null ? null : [row.target.lowPercent, row.target.highPercent],
      numeratorMinutes: row.minutes,
      denominatorMinutes: row.totalMinutes,
      packages: row.packages,
    })),
    cqcRatings: {
      outstanding: rated('outstanding'),
      good: rated('good'),
      requiresImprovement: rated('requires-improvement'),
      inadequate: rated('inadequate'),
      notYetInspected: rated('not-rated'),
      total: ratings.total,
    },
    visitsByWeek: report.visits.map(({ week, ...counts }) => ({ periodStart: week.startOn.toString(), periodEnd: week.endOn.toString(), ...counts })),
    poundsByZone: {
      periods: pounds.runs.map(({ framework, fromOn, toOn }) => ({ framework, fromOn: fromOn.toString(), toOn: toOn.toString() })),
      zones: pounds.rows.map(({ name, visits, minutes, visitsPence, adjustmentsPence, totalPence, nhsPence }) => ({ zone: name, visits, minutes, visitsPence, adjustmentsPence, totalPence, councilPence: totalPence - nhsPence, nhsPence })),
      totalPence: pounds.totalPence,
      councilPence: pounds.totalPence - pounds.nhsPence,
      nhsPence: pounds.nhsPence,
    },
    timeToStart: report.starts.map((row) => ({ ...row })),
    definitions: DEFINITIONS,
  }
}
