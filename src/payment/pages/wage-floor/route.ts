import { z } from 'zod'
import { countOf, hoursFigure, wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { barChart } from '../../../platform/components/charts/bar-chart.ts'
import { dataTable, type Column } from '../../../platform/components/data-table.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { setWageAssumptions } from '../../actions/set-wage-assumptions.ts'
import { seeWages, type MeasuredReturn } from '../../reads/wage-floor.ts'
import { poundsFigure } from '../../rules/pounds-figure.ts'
import { countedReturns } from '../../rules/counted-returns.ts'
import { countedMinutes } from '../../rules/wage-floor.ts'
import { FLOOR_NAMES, FLOORS, SEE_WAGES, SEND_WAGES, SET_WAGE_ASSUMPTIONS, WAGE_KIND_NAMES, WAGE_KINDS, WAGE_PLACE_NAMES, WAGE_PLACES, type FloorName, type WageAssumptions } from '../../terms/wage-floor.ts'
import { assumptionSentences, differenceWords, groupWords, hourlyWords, sectionWords, sourceWords } from '../wage-words.ts'

type Ctx = Pick<PageContext, 'house' | 'actor' | 'url'>
type Row = MeasuredReturn & { readonly section: MeasuredReturn['sections'][number]; readonly hourly: number | null }
const BARS = 12

/** Pay an hour by provider and period against the floors of the days, and the council's assumptions. */
export const wageFloorPage = pageRoute({ method: 'GET', url: '/wage-floor', permission: SEE_WAGES, query: z.looseObject({}), handler: (ctx) => show(ctx) })

/** Sets the assumptions of returns from now on. */
export const setWageAssumptionsAction = pageRoute({
  method: 'POST',
  url: '/wage-floor/assumptions',
  permission: SET_WAGE_ASSUMPTIONS,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const document = readAssumptions(ctx.body, errors)
    if (document === undefined) return show(ctx, { errors, values: ctx.body })
    try {
      await setWageAssumptions(ctx.house, ctx.actor, document)
    } catch (fault) {
      return show(ctx, { errors: fieldErrorsOf(fault, 'speed'), values: ctx.body })
    }
    return redirectTo('/wage-floor', 'The assumptions are set for returns from now on')
  },
})

function readAssumptions(body: FormBody, errors: FieldError[]): WageAssumptions | undefined {
  const tenths = (field: string, least: number, most: number, words: string): number => {
    const text = textOf(body, field)
    const value = Math.round(Number(text) * 10)
    if (/^\d{1,3}(\.\d)?$/.test(text) && value >= least && value <= most) return value
    errors.push(fieldError(field, words))
    return 0
  }
  const document = {
    speedTenths: tenths('speed', 10, 1000, 'Enter the miles an hour, between 1 and 100, for example 18.5'),
    waitingTenths: tenths('waiting', 0, 1000, 'Enter a percentage between 0 and 100, for example 2.5'),
    trainingTenths: tenths('training', 0, 1000, 'Enter a percentage between 0 and 100, for example 1.5'),
  }
  const place = z.enum(WAGE_PLACES).safeParse(textOf(body, 'place'))
  if (!place.success) errors.push(fieldError('place', 'Choose which Real Living Wage is shown'))
  return place.success && errors.length === 0 ? { ...document, place: place.data } : undefined
}

async function show(ctx: Ctx, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const { returns, assumptions } = await seeWages(ctx.house, ctx.actor)
  const isCouncil = ctx.actor.organisationId === null
  const rows = returns.flatMap((each) => each.sections.map((section): Row => ({ ...each, section, hourly: section.pencePerHour })))
  const table = dataTable<Row>({ key: 'returns', caption: 'Returns', noun: ['row', 'rows'], rows, url: again === undefined ? ctx.url : '/wage-floor', emptyWords: isCouncil ? 'No provider has sent a wage return yet.' : 'You have not sent a wage return yet.', columns: columnsOf(isCouncil) })
  const counted = countedReturns(returns)
  const left = returns.length - counted.length
  const minutes = counted.flatMap((each) => each.spells).reduce((sum, spell) => sum + countedMinutes(spell.minutes), 0)
  const below = (name: FloorName): number => counted.reduce((sum, each) => sum + each.totals[name].minutesBelow, 0)
  const known = (name: FloorName): number => counted.reduce((sum, each) => sum + each.totals[name].minutesKnown, 0)
  const view = {
    title: 'Wage floor',
    wide: true,
    errors: again?.errors,
    values: again?.values ?? (assumptions === undefined ? {} : valuesOf(assumptions.document)),
    tiles: returns.length === 0 ? [] : [
      { figure: hoursFigure(minutes), label: 'hours in these returns', ...(left === 0 ? {} : { hint: `${countOf(left, 'return')} from visits left out, because the provider states the same days` }) },
      ...FLOORS.map((name) => ({ figure: hoursFigure(below(name)), label: `hours below the ${FLOOR_NAMES[name]}`, hint: known(name) === 0 ? 'No figure is known for these days' : `of ${hoursFigure(known(name))} for which it is known`, ...(below(name) > 0 ? {} : { tone: 'quiet' }) })),
    ],
    chart: chartOf(rows, isCouncil),
    table,
    assumptions: assumptions === undefined ? [] : assumptionSentences(assumptions.document),
    places: WAGE_PLACES.map((place) => ({ value: place, text: WAGE_PLACE_NAMES[place] })),
    maySend: holds(ctx.actor, SEND_WAGES),
    maySet: holds(ctx.actor, SET_WAGE_ASSUMPTIONS),
    isOpen: again !== undefined,
  }
  const shown = page('payment/pages/wage-floor/page.njk', view, again === undefined ? {} : { status: 400 })
  return again === undefined ? tableReply(ctx, [table], shown) : shown
}

function valuesOf(of: WageAssumptions): FormBody {
  return { speed: String(of.speedTenths / 10), waiting: String(of.waitingTenths / 10), training: String(of.trainingTenths / 10), place: of.place }
}

function columnsOf(isCouncil: boolean): Column<Row>[] {
  const href = (row: Row): string => `/wage-floor/${row.id}`
  const minutesIn = (row: Row, kind: (typeof WAGE_KINDS)[number]): number => row.spells.filter((spell) => spell.fromOn <= row.section.toOn && row.section.fromOn <= spell.toOn).reduce((sum, spell) => sum + spell.minutes[kind], 0)
  const provider: Column<Row> = { key: 'provider', heading: 'Provider', value: (row) => ({ text: row.providerName, hint: groupWords(row.group) }), csv: (row) => row.providerName, sort: (row) => row.providerName }
  return [
    ...(isCouncil ? [provider] : []),
    { key: 'group', heading: 'Care workers', inCsvOnly: isCouncil, value: (row) => groupWords(row.group), sort: (row) => row.group },
    { key: 'period', heading: 'Period', value: (row) => ({ text: sectionWords(row.section), href: href(row), hint: row.sections.length > 1 ? 'A part: a rate changes' : sourceWords(row) }), csv: (row) => sectionWords(row.section), sort: (row) => row.section.toOn },
    { key: 'from', heading: 'From', inCsvOnly: true, value: (row) => row.section.fromOn },
    { key: 'to', heading: 'To', inCsvOnly: true, value: (row) => row.section.toOn },
    { key: 'source', heading: 'Source', inCsvOnly: true, value: sourceWords },
    ...WAGE_KINDS.map((kind): Column<Row> => ({ key: kind, heading: `${WAGE_KIND_NAMES[kind]} minutes of the whole return`, inCsvOnly: true, value: (row) => String(minutesIn(row, kind)) })),
    { key: 'hours', heading: 'Hours', numeric: true, value: (row) => hoursFigure(row.section.minutes), csv: (row) => Math.round((row.section.minutes * 100) / 60) / 100, sort: (row) => row.section.minutes },
    { key: 'hourly', heading: 'Pay an hour', numeric: true, value: (row) => hourlyWords(row.hourly), csv: (row) => (row.hourly === null ? '' : poundsFigure(row.hourly)), sort: (row) => row.hourly ?? 0 },
    ...FLOORS.flatMap((name): Column<Row>[] => [
      { key: name, heading: FLOOR_NAMES[name], numeric: true, value: (row) => { const { floorPence, differencePence } = row.section.verdicts[name]; return floorPence === null ? 'Not known' : { text: differenceWords(differencePence), hint: `${wordsForPence(floorPence)} an hour` } }, csv: (row) => { const { floorPence } = row.section.verdicts[name]; return floorPence === null ? '' : poundsFigure(floorPence) }, sort: (row) => row.section.verdicts[name].differencePence ?? 0 },
      { key: `${name}-difference`, heading: `Pay less the ${FLOOR_NAMES[name]}`, inCsvOnly: true, value: (row) => { const { differencePence } = row.section.verdicts[name]; return differencePence === null ? '' : poundsFigure(differencePence) } },
      { key: `${name}-below`, heading: name === 'national' ? 'Hours below it' : `Hours below the ${FLOOR_NAMES[name]}`, numeric: true, inCsvOnly: name === 'real', value: (row) => hoursFigure(row.section.verdicts[name].minutesBelow), csv: (row) => Math.round((row.section.verdicts[name].minutesBelow * 100) / 60) / 100, sort: (row) => row.section.verdicts[name].minutesBelow },
    ]),
  ]
}

function chartOf(rows: readonly Row[], isCouncil: boolean) {
  const shown = rows.filter((row) => row.hourly !== null).slice(0, BARS)
  if (shown.length === 0) return undefined
  const below = shown.filter((row) => row.section.verdicts.national.minutesBelow > 0).length
  return {
    title: 'Pay an hour, with the span from the National to the Real Living Wage behind it',
    svg: barChart({
      sentence: `Of the latest ${String(shown.length)} returns, ${String(below)} come to less an hour than the National Living Wage of their days, on their assumptions.`,
      axisLabel: '£ an hour',
      bars: shown.map((row) => {
        const { national, real } = row.section.verdicts
        const low = (national.floorPence ?? 0) / 100
        return { label: `${isCouncil ? `${row.providerName}, to` : 'To'} ${wordsForDate(Temporal.PlainDate.from(row.section.toOn))}`, value: (row.hourly ?? 0) / 100, text: hourlyWords(row.hourly), ...(low === 0 ? {} : { target: { low, high: Math.max(low, (real.floorPence ?? 0) / 100) } }) }
      }),
    }),
  }
}
