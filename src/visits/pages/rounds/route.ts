import { z } from 'zod'
import { londonClockMinute } from '../../../kernel/london.ts'
import { countOf, wordsForDate, wordsForDay, wordsForTime } from '../../../kernel/words.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { assignRounds, copyRounds, seeRounds, type RoundPlace, type SeatChoice } from '../../actions/rounds.ts'
import { KEEP_ROUNDS, ROUND_STATE_WORDS, type RoundState } from '../../terms/check-in.ts'

const url = '/rounds'
const blank = (sent: unknown): unknown => (sent === '' ? undefined : sent)
const COLOURS: Readonly<Record<RoundState, string>> = { untouched: 'grey', 'checked-in': 'blue', 'no-check-in': 'orange', 'times-unclear': 'red', recorded: 'green' }

/** A day's planned visits: who goes to each, and how far they have come. */
export const roundsPage = pageRoute({
  method: 'GET',
  url,
  permission: KEEP_ROUNDS,
  query: z.looseObject({ on: z.preprocess(blank, z.iso.date().optional()) }),
  handler: (ctx) => show(ctx, ctx.query.on === undefined ? undefined : Temporal.PlainDate.from(ctx.query.on), []),
})

/** Keeps who goes where, or fills the day as a week before. */
export const roundsPost = pageRoute({
  method: 'POST',
  url,
  permission: KEEP_ROUNDS,
  handler: async (ctx) => {
    const sent = z.iso.date().safeParse(textOf(ctx.body, 'on'))
    const on = sent.success ? Temporal.PlainDate.from(sent.data) : ctx.house.clock.now().toZonedDateTimeISO('Europe/London').toPlainDate()
    try {
      const { changed } = textOf(ctx.body, 'deed') === 'copy' ? await copyRounds(ctx.house, ctx.actor, { on }) : await assignRounds(ctx.house, ctx.actor, { on, seats: seatsOf(ctx.body) })
      return redirectTo(`${url}?on=${on.toString()}`, changed === 0 ? 'Nothing was changed' : `${countOf(changed, 'place')} changed. Phones show it the next time they are online.`)
    } catch (fault) {
      return show(ctx, on, fieldErrorsOf(fault, 'on'))
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

async function show(ctx: PageContext, on: Temporal.PlainDate | undefined, errors: readonly FieldError[]): Promise<PageReply> {
  const seen = await seeRounds(ctx.house, ctx.actor, { on })
  const withLink = seen.workers.filter((worker) => worker.link !== null)
  const places = seen.visits.flatMap((visit) => visit.places)
  const visits = seen.visits.map((visit) => ({
    id: visit.plannedVisitId,
    time: clock(visit.startSecond),
    minutes: visit.minutes,
    initials: visit.initials,
    reference: visit.reference,
    isTimeCritical: visit.isTimeCritical,
    places: visit.places.map((place) => ({
      name: `seat-${String(visit.plannedVisitId)}-${String(place.seat)}`,
      label: `Who goes at ${clock(visit.startSecond)} to ${visit.reference}${place.seat === 2 ? ', second care worker' : ''}`,
      items: [{ value: '', text: 'Nobody yet', selected: place.workerReference === null }, ...withLink.map((worker) => ({ value: worker.reference, text: `${worker.name} (${worker.reference})`, selected: worker.reference === place.workerReference })), ...former(place, withLink.map((worker) => worker.reference))],
      state: ROUND_STATE_WORDS[place.standing.state],
      colour: COLOURS[place.standing.state],
      times: timesOf(place),
    })),
  }))
  const view = {
    title: `Rounds on ${wordsForDay(seen.on.dayOfWeek)} ${wordsForDate(seen.on)}`,
    wide: true,
    errors,
    on: seen.on.toString(),
    visits,
    workers: withLink.length,
    empty: places.filter((place) => place.workerReference === null).length,
    places: places.length,
    before: `${url}?on=${seen.on.subtract({ days: 1 }).toString()}`,
    after: `${url}?on=${seen.on.add({ days: 1 }).toString()}`,
  }
  return page('visits/pages/rounds/page.njk', view, { status: errors.length > 0 ? 400 : 200 })
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
