import { seeTimeBands, setTimeBands } from '../../../care/public.ts'
import { SEE_TIME_BANDS, SET_TIME_BANDS, type TimeBand } from '../../../care/terms/time-band.ts'
import { wordsForTime } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext, type PageRoute } from '../../../platform/web/route.ts'
import { referralClock } from '../../rules/referral-clock.ts'

const url = '/time-bands'
const MOST = 8

/** The parts of the day in which visits are asked for, for everybody to read and commissioners to set. */
const bandsPage = pageRoute({ method: 'GET', url, permission: SEE_TIME_BANDS, handler: (ctx) => show(ctx) })

const bandsAction = pageRoute({
  method: 'POST',
  url,
  permission: SET_TIME_BANDS,
  handler: async (ctx) => {
    const form = readBands(ctx.body)
    if (!form.ok) return show(ctx, form.errors)
    try {
      await setTimeBands(ctx.house, ctx.actor, form.value)
      return redirectTo(url, 'The time bands are set. Weeks that were asked for before keep their times')
    } catch (fault) {
      return show(ctx, fieldErrorsOf(fault, 'band-1-name').map((error) => (error.field === 'bands' ? fieldError('band-1-name', error.text) : error)))
    }
  },
})

export const timeBandPages: readonly PageRoute[] = [bandsPage, bandsAction]

function readBands(body: FormBody): FormResult<TimeBand[]> {
  const errors: FieldError[] = []
  const bands = Array.from({ length: MOST }, (_, index) => `band-${String(index + 1)}`).flatMap((row): TimeBand[] => {
    const [name, from, to] = ['name', 'from', 'to'].map((part) => textOf(body, `${row}-${part}`))
    if (name === '' && from === '' && to === '') return []
    const [earliest, latest] = [referralClock(from ?? ''), referralClock(to ?? '')]
    if (name === undefined || name === '' || name.length > 20) errors.push(fieldError(`${row}-name`, 'Enter the name of the band in 20 characters or fewer'))
    if (earliest === undefined) errors.push(fieldError(`${row}-from`, 'Enter the earliest start as a time, like 7am'))
    if (latest === undefined) errors.push(fieldError(`${row}-to`, 'Enter the latest start as a time, like 10am'))
    if (earliest === undefined || latest === undefined) return []
    if (latest <= earliest) errors.push(fieldError(`${row}-to`, 'The latest start must be after the earliest'))
    return [{ name: name ?? '', earliestMinute: earliest, latestMinute: latest }]
  })
  if (bands.length === 0 && errors.length === 0) errors.push(fieldError('band-1-name', 'Enter at least one band'))
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: bands }
}

async function show(ctx: PageContext, errors?: readonly FieldError[]): Promise<PageReply> {
  const bands = await seeTimeBands(ctx.house, ctx.actor)
  const rows = Array.from({ length: MOST }, (_, index) => {
    const name = `band-${String(index + 1)}`
    const typed = (part: string): string => textOf(ctx.body, `${name}-${part}`)
    const band = bands[index]
    return errors === undefined
      ? { name, number: index + 1, title: band?.name ?? '', from: band === undefined ? '' : wordsForTime(band.earliestMinute), to: band === undefined ? '' : wordsForTime(band.latestMinute) }
      : { name, number: index + 1, title: typed('name'), from: typed('from'), to: typed('to') }
  })
  const view = {
    title: 'Time bands',
    breadcrumbs: [{ text: 'Home', href: '/' }, { text: 'Time bands' }],
    errors,
    rows: bands.map((band) => ({ key: band.name, text: `${wordsForTime(band.earliestMinute)} to ${wordsForTime(band.latestMinute)}` })),
    boxes: holds(ctx.actor, SET_TIME_BANDS) ? rows : [],
  }
  return page('brokerage/pages/time-bands/page.njk', view, errors === undefined ? {} : { status: 400 })
}
