import { z } from 'zod'
import { londonClockMinute } from '../../../kernel/london.ts'
import { countOf, withCommas, wordsForDate, wordsForDay, wordsForTime } from '../../../kernel/words.ts'
import { paginationFor } from '../../../platform/components/pagination.ts'
import { hrefWith } from '../../../platform/components/table-request.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { assignRounds, copyRounds, seeRounds, type RoundPlace, type SeatChoice } from '../../actions/rounds.ts'
import { KEEP_ROUNDS, ROUND_STATE_WORDS, type RoundState } from '../../terms/check-in.ts'
import { roundGroups, roundPages, type GroupedPlace, type RoundFilter } from './groups.ts'

const url = '/rounds'
const blank = (sent: unknown): unknown => (sent === '' ? undefined : sent)
const COLOURS: Readonly<Record<RoundState, string>> = { untouched: 'grey', 'checked-in': 'blue', 'no-check-in': 'orange', 'times-unclear': 'red', recorded: 'green' }

/** A day's planned visits: who goes to each, and how far they have come. */
export const roundsPage = pageRoute({
  method: 'GET',
  url,
  permission: KEEP_ROUNDS,
  query: z.looseObject({ on: z.preprocess(blank, z.iso.date().optional()), worker: z.string().trim().max(100).default(''), area: z.string().trim().max(10).default(''), page: z.preprocess(blank, z.coerce.number().int().min(1).max(10_000).default(1)), print: z.string().optional() }),
  handler: (ctx) => show(ctx, ctx.query.on === undefined ? undefined : Temporal.PlainDate.from(ctx.query.on), { ...ctx.query, isWhole: ctx.query.print === 'whole' }, []),
})

/** Keeps who goes where, or fills the day as a week before. */
export const roundsPost = pageRoute({
  method: 'POST',
  url,
  permission: KEEP_ROUNDS,
  handler: async (ctx) => {
    const sent = z.iso.date().safeParse(textOf(ctx.body, 'on'))
    const on = sent.success ? Temporal.PlainDate.from(sent.data) : ctx.house.clock.now().toZonedDateTimeISO('Europe/London').toPlainDate()
    const shown = { worker: textOf(ctx.body, 'worker'), area: textOf(ctx.body, 'area'), page: Number(/^\d{1,4}$/.exec(textOf(ctx.body, 'page'))?.[0] ?? 1), isWhole: false }
    try {
      const { changed } = textOf(ctx.body, 'deed') === 'copy' ? await copyRounds(ctx.house, ctx.actor, { on }) : await assignRounds(ctx.house, ctx.actor, { on, seats: seatsOf(ctx.body) })
      return redirectTo(hrefOf(on, shown), changed === 0 ? 'Nothing was changed' : `${countOf(changed, 'place')} changed. Phones show it the next time they are online.`)
    } catch (fault) {
      return show(ctx, on, shown, fieldErrorsOf(fault, 'on'))
    }
  },
})

/** Fields are named seat-<planned visit>-<1 or 2>. */
function seatsOf(body: FormBody): SeatChoice[] {
  return Object.keys(body).flatMap((name): SeatChoice[] => {
    const match = /^seat-(\d{1,15})-([12])$/.exec(name)
    const worker = textOf(body, name)
    return match === null ? [] : [{ plannedVisitId: Number(match[1]), seat: match[2] === '2' ? 2 : 1, workerReference: worker === '' ? null : worker }]
  })
}

/** Which of a day's rounds are shown. */
interface Shown extends RoundFilter {
  readonly page: number
  /** All of them, to be printed. */
  readonly isWhole: boolean
}

function hrefOf(on: Temporal.PlainDate, { worker, area, page: nr }: Omit<Shown, 'isWhole'>, more: Readonly<Record<string, string>> = {}): string {
  return hrefWith(url, { on: on.toString(), worker: worker || undefined, area: area || undefined, page: nr > 1 ? String(nr) : undefined, ...more })
}

async function show(ctx: PageContext, on: Temporal.PlainDate | undefined, shown: Shown, errors: readonly FieldError[]): Promise<PageReply> {
  const seen = await seeRounds(ctx.house, ctx.actor, { on })
  const withLink = seen.workers.filter((worker) => worker.link !== null)
  const places = seen.visits.flatMap((visit) => visit.places)
  const groups = roundGroups(seen, shown)
  const paged = roundPages(groups)
  const pages = paged.length
  const current = Math.min(shown.page, pages)
  const onPage = shown.isWhole ? groups : (paged[current - 1] ?? [])
  const areas = [...new Set(seen.visits.map((visit) => visit.area))].filter((area) => area !== '').sort()
  const view = {
    title: `Rounds on ${wordsForDay(seen.on.dayOfWeek)} ${wordsForDate(seen.on)}`,
    wide: true,
    errors,
    on: seen.on.toString(),
    worker: shown.worker,
    area: shown.area,
    page: current,
    isWhole: shown.isWhole,
    areas: [{ value: '', text: 'All areas', selected: shown.area === '' }, ...areas.map((area) => ({ value: area, text: area, selected: area === shown.area }))],
    isFiltered: shown.worker !== '' || shown.area !== '',
    clear: hrefOf(seen.on, { worker: '', area: '', page: 1 }),
    whole: hrefOf(seen.on, { ...shown, page: 1 }, { print: 'whole' }),
    paged: hrefOf(seen.on, { ...shown, page: 1 }),
    groups: onPage.map(({ title, places: own }) => ({ title, places: own.map((each) => placeView(each, withLink)) })),
    found: `${countOf(groups.length, 'round or group', 'rounds and groups')}${pages > 1 && !shown.isWhole ? `, page ${String(current)} of ${String(pages)}` : ''}`,
    pagination: shown.isWhole ? undefined : paginationFor(current, pages, (nr) => hrefOf(seen.on, { ...shown, page: nr })),
    hasVisits: seen.visits.length > 0,
    workers: withLink.length,
    tiles: [
      { label: 'Visits', figure: withCommas(seen.visits.length) },
      { label: 'Places with nobody yet', figure: withCommas(places.filter((place) => place.workerReference === null).length) },
      { label: 'Care workers going', figure: withCommas(new Set(places.flatMap((place) => place.workerReference ?? [])).size) },
      { label: 'Recorded', figure: withCommas(places.filter((place) => place.standing.state === 'recorded').length) },
      { label: 'To look at', figure: withCommas(places.filter((place) => place.standing.state === 'no-check-in' || place.standing.state === 'times-unclear').length) },
    ],
    before: hrefOf(seen.on.subtract({ days: 1 }), { ...shown, page: 1 }),
    after: hrefOf(seen.on.add({ days: 1 }), { ...shown, page: 1 }),
  }
  return page('visits/pages/rounds/page.njk', view, { status: errors.length > 0 ? 400 : 200 })
}

function placeView({ visit, place }: GroupedPlace, withLink: readonly { readonly reference: string; readonly name: string }[]) {
  return {
    id: visit.plannedVisitId,
    time: clock(visit.startSecond),
    minutes: visit.minutes,
    who: `${visit.initials} (${visit.reference})`,
    area: visit.area,
    isTimeCritical: visit.isTimeCritical,
    isSecond: place.seat === 2,
    name: `seat-${String(visit.plannedVisitId)}-${String(place.seat)}`,
    label: `Who goes at ${clock(visit.startSecond)} to ${visit.reference}${place.seat === 2 ? ', second care worker' : ''}`,
    items: [{ value: '', text: 'Nobody yet', selected: place.workerReference === null }, ...withLink.map((worker) => ({ value: worker.reference, text: `${worker.name} (${worker.reference})`, selected: worker.reference === place.workerReference })), ...former(place, withLink.map((worker) => worker.reference))],
    state: ROUND_STATE_WORDS[place.standing.state],
    colour: COLOURS[place.standing.state],
    times: timesOf(place),
  }
}

/** Who went, although their link has ended. */
function former({ workerReference }: RoundPlace, known: readonly string[]): { value: string; text: string; selected: boolean }[] {
  return workerReference === null || known.includes(workerReference) ? [] : [{ value: workerReference, text: `${workerReference} (link ended)`, selected: true }]
}

function timesOf({ standing: { checkIn, checkOut } }: RoundPlace): string {
  const [from, to] = [checkIn, checkOut].map((call) => (call === null ? undefined : clock(call.atSecond)))
  if (from === undefined && to === undefined) return ''
  return `${from ?? '?'} to ${to ?? '?'}`
}

function clock(second: number): string {
  return wordsForTime(londonClockMinute(Temporal.Instant.fromEpochMilliseconds(second * 1000)))
}
