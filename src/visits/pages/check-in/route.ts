import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { londonClockMinute } from '../../../kernel/london.ts'
import { wordsForDate, wordsForTime } from '../../../kernel/words.ts'
import { NotFound } from '../../../platform/action/refused.ts'
import type { House } from '../../../platform/action/work.ts'
import { fieldError, textOf, type FieldError } from '../../../platform/web/form.ts'
import { download, page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { exchangeWithPhone, type PhoneAnswer } from '../../actions/exchange-with-phone.ts'
import { OUTCOME_NAMES } from '../../terms.ts'
import { DOOR_OUTCOMES, ROUND_STATE_WORDS, SIGNERS, SIGNER_WORDS } from '../../terms/check-in.ts'
import { eventOfForm } from './form.ts'
import { handReasons } from './hand-reasons.ts'

const url = '/check-in/:checkInToken'
/** Stands for every browser that uses the link without scripts: such a page has no store in which to keep a name. */
const WITHOUT_SCRIPTS = '00000000-0000-0000-0000-000000000000'
const params = z.object({ checkInToken: z.string().min(20).max(100) })

/** A care worker's round of today, by their link. Works without scripts; with them it works offline too (assets/check-in.js). */
export const checkInPage = pageRoute({
  method: 'GET',
  url,
  permission: 'public',
  params,
  handler: async (ctx) => show(ctx.params.checkInToken, await readRound(ctx.house, ctx.params.checkInToken), []),
})

/** One entry without scripts: a check-in, a task, a note. */
export const checkInPost = pageRoute({
  method: 'POST',
  url,
  permission: 'public',
  params,
  handler: async (ctx) => {
    const { checkInToken } = ctx.params
    const event = eventOfForm(ctx.body, ctx.house.clock.now().epochMilliseconds)
    const answer = await exchangeWithPhone(ctx.house, { secret: checkInToken, phoneId: WITHOUT_SCRIPTS, phoneNowMs: null, have: null, events: [event] })
    const refused = answer.answers.find((each) => each.status === 'refused')
    if (answer.link === 'gone') return show(checkInToken, answer, [])
    if (refused !== undefined) return show(checkInToken, answer, [fieldError(`visit-${textOf(ctx.body, 'plannedVisitId')}`, hasProof(ctx.body) ? (refused.reason ?? 'The entry cannot be taken') : 'Enter the tag’s code, or choose why you check in by hand')])
    return redirectTo(`/check-in/${checkInToken}#visit-${textOf(ctx.body, 'plannedVisitId')}`, 'Your entry is kept')
  },
})

/** What makes the page installable on a phone: each link has its own, because it opens that link. */
export const checkInManifest = pageRoute({
  method: 'GET',
  url: '/check-in/:checkInToken/app.webmanifest',
  permission: 'public',
  params,
  handler: async (ctx) => {
    const { checkInToken } = ctx.params
    if ((await readRound(ctx.house, checkInToken)).link === 'gone') throw new NotFound('The link')
    return download('app.webmanifest', 'application/manifest+json', JSON.stringify({ name: 'Tendwell check-in', short_name: 'Check-in', start_url: `/check-in/${checkInToken}`, scope: '/check-in/', display: 'standalone', lang: 'en-GB', background_color: '#ffffff', theme_color: '#12393f', icons: [{ src: '/assets/check-in-icon.png', sizes: '512x512', type: 'image/png', purpose: 'any' }] }))
  },
})

/** The page that a phone keeps for when it is offline, and that a tag's address opens: nobody's data. */
export const checkInPhonePage = pageRoute({ method: 'GET', url: '/check-in/phone', permission: 'public', handler: () => Promise.resolve(page('visits/pages/check-in-phone/page.njk', { title: 'Check in', reasons: handReasons })) })

/** What a link shows now; nothing is sent. */
function readRound(house: House, secret: string): Promise<PhoneAnswer> {
  return exchangeWithPhone(house, { secret, phoneId: null, phoneNowMs: null, have: null, events: [] })
}

function hasProof(body: Parameters<typeof textOf>[0]): boolean {
  return !['in', 'out'].includes(textOf(body, 'kind')) || textOf(body, 'code') !== '' || textOf(body, 'reasonCode') !== ''
}

function show(token: string, answer: PhoneAnswer, errors: readonly FieldError[]): PageReply {
  if (answer.link === 'gone') return page('visits/pages/check-in/gone.njk', { title: 'This link does not work any more', token }, { status: 404 })
  const visits = (answer.round?.visits ?? []).map((visit) => {
    const standing = answer.standings.find((each) => each.plannedVisitId === visit.plannedVisitId)
    return { ...visit, state: standing === undefined ? '' : ROUND_STATE_WORDS[standing.state], checkedIn: clock(standing?.checkedInAt), checkedOut: clock(standing?.checkedOutAt), isSigned: standing?.isSigned ?? false, signsFirst: answer.round?.mustSign === true && standing?.isSigned !== true, tasks: visit.tasks.map((task) => ({ task, ...toldOf(standing?.tasks.find((each) => each.task === task)) })), eventId: randomUUID() }
  })
  const choices = <T extends string>(all: readonly T[], words: Readonly<Record<T, string>>): { value: T; text: string }[] => all.map((value) => ({ value, text: words[value] }))
  const view = { title: `Visits of ${answer.workerName ?? ''}`, caption: wordsForDate(Temporal.PlainDate.from(answer.today)), token, errors, visits, reasons: handReasons, reasonItems: [{ value: '', text: 'Choose a reason' }, ...handReasons.map(({ code, words }) => ({ value: code, text: words }))], outcomes: choices(DOOR_OUTCOMES, OUTCOME_NAMES), signers: choices(SIGNERS, SIGNER_WORDS) }
  return page('visits/pages/check-in/page.njk', view, { status: errors.length > 0 ? 400 : 200 })
}

function toldOf(said: { readonly done: boolean | null; readonly reason: string | null } | undefined): { readonly told: string } {
  if (said?.done == null) return { told: '' }
  return { told: said.done ? 'Done' : `Not done${said.reason === null ? '' : `: ${said.reason}`}` }
}

function clock(at: string | null | undefined): string | null {
  return at == null ? null : wordsForTime(londonClockMinute(Temporal.Instant.from(at)))
}
