import { z } from 'zod'
import { londonDate } from '../../../kernel/london.ts'
import { countOf, hoursFigure, wordsForDate, wordsForHours, wordsForPence, withCommas } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { wordsForInstant } from '../../../platform/web/word-filters.ts'
import { wageFloors } from '../../files/wage-floors.ts'
import { seeWageReturn, type MeasuredReturn } from '../../reads/wage-floor.ts'
import { poundsFigure } from '../../rules/pounds-figure.ts'
import { countedMinutes, floorOn, type WageSection, type WageSpell } from '../../rules/wage-floor.ts'
import { FLOOR_NAMES, FLOORS, SEE_WAGES, SEND_WAGES, WAGE_KIND_NAMES, WAGE_KINDS, type FloorName } from '../../terms/wage-floor.ts'
import { assumptionSentences, belowWords, groupWords, hourlyWords, sectionWords, sourceWords, verdictWords } from '../wage-words.ts'
import { periodWords } from '../words.ts'

type Verdict = WageSection & { readonly name: FloorName }

/** One wage return: its working, what it is held against, and the assumptions. */
export const wageReturnPage = pageRoute({
  method: 'GET',
  url: '/wage-floor/:wageReturnId',
  permission: SEE_WAGES,
  params: z.object({ wageReturnId: z.uuid() }),
  handler: async (ctx) => {
    const one = await seeWageReturn(ctx.house, ctx.actor, ctx.params.wageReturnId)
    const tables = [verdictTable(one, ctx.url), workingTable(one, ctx.url)] as const
    const view = {
      title: `Wage floor: ${periodWords(one)}`,
      caption: `${one.providerName}, ${groupWords(one.group).toLowerCase()}`,
      breadcrumbs: [{ text: 'Wage floor', href: '/wage-floor' }, { text: periodWords(one) }],
      replacedHref: one.replacedById === null ? undefined : `/wage-floor/${one.replacedById}`,
      replaceHref: one.replacedById === null && holds(ctx.actor, SEND_WAGES) ? `/wage-floor/new?replaces=${one.id}` : undefined,
      summary: [...FLOORS.map((name) => belowWords(name, one)), ...travelCaution(one)],
      facts: [
        { key: 'Source', text: sourceWords(one), hint: `Sent ${wordsForInstant(one.sentAt)}, ${one.sentBy}` },
        ...one.spells.map((spell) => ({ key: one.spells.length === 1 ? 'Pay an hour' : `Pay an hour, ${sectionWords(spell)}`, text: hourlyWords(countedMinutes(spell.minutes) === 0 ? null : Math.floor((spell.pence * 60) / countedMinutes(spell.minutes))), hint: `${wordsForPence(spell.pence)} over ${wordsForHours(countedMinutes(spell.minutes))}, rounded down to the penny` })),
        ...(one.replacesId === null ? [] : [{ key: 'In the place of', text: 'The return before it', href: `/wage-floor/${one.replacesId}`, hint: one.reason ?? '' }]),
      ],
      tables,
      assumptions: assumptionsOf(one),
      sources: sourcesOf(one),
    }
    return tableReply(ctx, tables, page('payment/pages/wage-return/page.njk', view))
  },
})

function verdictTable(one: MeasuredReturn, url: string) {
  return dataTable<Verdict>({
    key: 'verdicts',
    caption: 'Against the floors of the days',
    noun: ['comparison', 'comparisons'],
    url,
    rows: one.sections.flatMap((section) => FLOORS.map((name) => ({ ...section, name }))),
    emptyWords: 'There are no days to compare.',
    columns: [
      { key: 'floor', heading: 'Floor', value: (row) => FLOOR_NAMES[row.name] },
      { key: 'days', heading: 'Days', value: sectionWords },
      { key: 'figure', heading: 'An hour', numeric: true, value: (row) => { const { floorPence } = row.verdicts[row.name]; return floorPence === null ? 'Not known' : wordsForPence(floorPence) }, csv: (row) => { const { floorPence } = row.verdicts[row.name]; return floorPence === null ? '' : poundsFigure(floorPence) } },
      { key: 'pay', heading: 'Pay an hour', numeric: true, value: (row) => hourlyWords(row.pencePerHour), csv: (row) => (row.pencePerHour === null ? '' : poundsFigure(row.pencePerHour)) },
      { key: 'verdict', heading: 'What the figures say', wide: true, value: (row) => verdictWords(row.name, row.verdicts[row.name]) },
      { key: 'below', heading: 'Hours below', numeric: true, value: (row) => ({ text: hoursFigure(row.verdicts[row.name].minutesBelow), hint: `of ${hoursFigure(row.minutes)}` }), csv: (row) => Math.round((row.verdicts[row.name].minutesBelow * 100) / 60) / 100 },
    ],
  })
}

/** Every figure that goes in: minutes of each kind, then the money. */
function workingTable(one: MeasuredReturn, url: string) {
  const { document } = one
  const rows = one.spells.flatMap((spell, at) => [
    ...WAGE_KINDS.map((kind) => ({ spell, what: WAGE_KIND_NAMES[kind], figure: wordsForHours(spell.minutes[kind]), plain: String(spell.minutes[kind]), unit: 'minutes', how: howOf(one, kind, at) })),
    { spell, what: 'Hours counted', figure: wordsForHours(countedMinutes(spell.minutes)), plain: String(countedMinutes(spell.minutes)), unit: 'minutes', how: 'The four together: the denominator' },
    { spell, what: 'Paid', figure: wordsForPence(spell.pence), plain: poundsFigure(spell.pence), unit: 'pounds', how: document.kind === 'wages' ? `Wages of ${wordsForPence(document.wagesPence)}, less ${wordsForPence(document.costsPence)} of costs of work that were not paid back: the numerator` : `${wordsForPence(document.ratePence)} an hour for ${['contact', ...document.paid].join(', ').replace(/, (?=[a-z]+$)/, ' and ')}, to the nearest penny: the numerator` },
  ])
  return dataTable<{ readonly spell: WageSpell; readonly what: string; readonly figure: string; readonly plain: string; readonly unit: string; readonly how: string }>({
    key: 'working',
    caption: 'How it is reckoned',
    noun: ['figure', 'figures'],
    url,
    rows,
    pageSize: 100,
    emptyWords: 'There are no figures.',
    rowHeading: 'what',
    columns: [
      { key: 'days', heading: 'Days', inCsvOnly: one.spells.length === 1, value: (row) => sectionWords(row.spell) },
      { key: 'what', heading: 'What', value: (row) => row.what },
      { key: 'figure', heading: 'Figure', numeric: true, value: (row) => row.figure, csv: (row) => row.plain },
      { key: 'unit', heading: 'Unit', inCsvOnly: true, value: (row) => row.unit },
      { key: 'how', heading: 'How', wide: true, value: (row) => row.how },
    ],
  })
}

function howOf(one: MeasuredReturn, kind: (typeof WAGE_KINDS)[number], at: number): string {
  const { document } = one
  if (document.kind === 'wages') return 'As the provider stated it'
  const [spell, { assumptions }] = [document.spells[at], document]
  if (spell === undefined) return ''
  if (kind === 'contact') return `${countOf(spell.visits, 'visit record')} as recorded${spell.withoutLength === 0 ? '' : `; ${withCommas(spell.withoutLength)} without a length count nothing`}`
  if (kind === 'travel') return `${wordsForHours(spell.travelMinutes)} recorded; ${withCommas(spell.mileHundredths / 100)} miles at ${String(assumptions.speedTenths / 10)} miles an hour${spell.withoutTravel === 0 ? '' : `; ${countOf(spell.withoutTravel, 'visit record')} without either count nothing`}`
  return `${String((kind === 'waiting' ? assumptions.waitingTenths : assumptions.trainingTenths) / 10)}% of contact and travel, as the council assumes`
}

function assumptionsOf(one: MeasuredReturn): string[] {
  const { document } = one
  const parted = one.sections.length > one.spells.length ? ['The return does not say which hours fall before a rate changes: its hours are parted by days, and pay an hour is taken to be the same before and after.'] : []
  const both = ['Every care worker is held against the same floor, whatever their age or apprenticeship.', 'It is an average: single care workers may be paid more or less an hour.', ...parted]
  if (document.kind === 'wages') return ['Hours and wages are the provider’s own figures; nobody has checked them here.', ...both]
  return [`Visits that were made count, as their records stood on ${wordsForDate(londonDate(one.sentAt))}.`, ...assumptionSentences(document.assumptions), 'Travel to every visit counts as it is recorded. Costs of travel are not looked at.', 'The rate of pay is the provider’s own statement.', ...both]
}

/** Travel that nobody recorded makes hours fewer, and pay an hour more, than they were: said before anything is read from the figures. */
function travelCaution({ document }: MeasuredReturn): string[] {
  if (document.kind === 'wages') return []
  const [visits, without] = [document.spells.reduce((sum, each) => sum + each.visits, 0), document.spells.reduce((sum, each) => sum + each.withoutTravel, 0)]
  return without === 0 ? [] : [`${withCommas(without)} of ${countOf(visits, 'visit record')} say nothing of travel, which then counts as none: hours were more than this, and unless travel is paid too, pay an hour was less.`]
}

function sourcesOf(one: MeasuredReturn): string[] {
  const floors = one.sections.flatMap((section) => FLOORS.flatMap((name) => floorOn(wageFloors, name, one.place, section.fromOn) ?? []))
  return [...new Set(floors)].map((each) => `${FLOOR_NAMES[each.name]} ${wordsForPence(each.pence)}, counted from ${wordsForDate(Temporal.PlainDate.from(each.fromOn))}. ${each.says}. Source: ${each.source}.`)
}
