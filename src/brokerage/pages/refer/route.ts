import { timeBandsOf, weeklyMinutes, weeklyVisits } from '../../../care/public.ts'
import { FUNDERS, FUNDER_NAMES, NEEDS, NEED_NAMES, REFER_PEOPLE, REFERRAL_SOURCES, REFERRAL_SOURCE_NAMES, SERVICE_LINES, SERVICE_LINE_NAMES, URGENCIES, URGENCY_NAMES } from '../../../care/terms.ts'
import type { TimeBand } from '../../../care/terms/time-band.ts'
import { londonDate } from '../../../kernel/london.ts'
import { listFrameworks } from '../../../market/public.ts'
import type { Framework } from '../../../market/terms.ts'
import { read } from '../../../platform/action/transaction.ts'
import { weekGrid } from '../../../platform/components/week-grid.ts'
import { fieldError, fieldErrorsOf, listOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { checkReferral, type PreviewedReferral } from '../../actions/check-referral.ts'
import { referPerson } from '../../actions/refer-person.ts'
import { weekVisits } from '../package/present.ts'
import { expectedWaitWords } from '../../rules/expected-wait.ts'
import { readReferralForm } from './form.ts'
import { referralCards, weekWords } from './present.ts'
import { dayChoices, visitLines } from './visit-lines.ts'

const URL_OF_FORM = '/referrals/new'

/** The empty referral form. */
export const referPage = pageRoute({
  method: 'GET',
  url: URL_OF_FORM,
  permission: REFER_PEOPLE,
  handler: async (ctx) => formPage(await choicesNow(ctx), firstBody(ctx), []),
})

/** The form sent: adds a visit line, shows the preview, goes back from it, or sends the referral. Everything typed travels with each of these. */
export const referPost = pageRoute({
  method: 'POST',
  url: URL_OF_FORM,
  permission: REFER_PEOPLE,
  handler: async (ctx) => {
    const { body } = ctx
    const now = await choicesNow(ctx)
    const { frameworks, bands } = now
    const step = textOf(body, 'do')
    if (step === 'add-visit') return formPage(now, body, [], true)
    if (step === 'change') return formPage(now, body, [])
    const form = readReferralForm(body, frameworks.length === 1 ? (frameworks[0]?.id ?? null) : null, bands)
    if (!form.ok) return formPage(now, body, form.errors)
    try {
      const checked = await checkReferral(ctx.house, ctx.actor, form.value)
      if (step !== 'send') return previewPage(checked, body, [])
      if (checked.warnings.length > 0 && textOf(body, 'seen') !== 'yes') {
        return previewPage(checked, body, [fieldError('seen', 'Tick to say that you have checked the warnings, or change the referral')])
      }
      const referred = await referPerson(ctx.house, ctx.actor, form.value)
      if (referred.reablementId !== null) return redirectTo(`/reablement/${referred.reablementId}`, `Referred. Reablement comes first, by the council’s rule`)
      const where = referred.zoneName === null ? 'It has no zone yet, so no provider can be asked.' : `It waits for care in ${referred.zoneName}.`
      return redirectTo(`/people/${referred.personId}`, `Package ${referred.packageReference} referred. ${where}`)
    } catch (fault) {
      return formPage(now, body, fieldErrorsOf(fault, 'visit-1-days'))
    }
  },
})

/** What the form lets choose today: frameworks in force, and the council's time bands. */
interface Choices {
  readonly frameworks: readonly Framework[]
  readonly bands: readonly TimeBand[]
}

async function choicesNow(ctx: PageContext): Promise<Choices> {
  return read(ctx.house, ctx.actor, async (work) => ({
    frameworks: (await listFrameworks(work)).filter((each) => Temporal.PlainDate.compare(each.startsOn, work.today) <= 0 && Temporal.PlainDate.compare(work.today, each.endsOn) <= 0),
    bands: await timeBandsOf(work),
  }))
}

/** An empty form says that the referral was received today. */
function firstBody(ctx: PageContext): FormBody {
  const today = londonDate(ctx.house.clock.now())
  return { 'receivedOn-day': String(today.day), 'receivedOn-month': String(today.month), 'receivedOn-year': String(today.year) }
}

function formPage({ frameworks, bands }: Choices, body: FormBody, errors: readonly FieldError[], another = false): PageReply {
  const lines = visitLines(body, another, bands)
  const view = {
    title: 'Refer a person',
    breadcrumbs: [{ text: 'Home', href: '/' }, { text: 'Refer a person' }],
    errors,
    values: body,
    needsTicked: listOf(body, 'needs'),
    frameworks: frameworks.map(({ id, name }) => ({ value: id, text: name })),
    sources: choices(REFERRAL_SOURCES, REFERRAL_SOURCE_NAMES),
    urgencies: choices(URGENCIES, URGENCY_NAMES),
    funders: choices(FUNDERS, FUNDER_NAMES),
    serviceLines: choices(SERVICE_LINES, SERVICE_LINE_NAMES),
    needs: choices(NEEDS, NEED_NAMES),
    lines: lines.map((line) => ({ ...line, dayChoices: dayChoices(line) })),
    focusLine: another ? lines.length : undefined,
  }
  return page('brokerage/pages/refer/page.njk', view, { status: errors.length > 0 ? 400 : 200 })
}

function previewPage(checked: PreviewedReferral, body: FormBody, errors: readonly FieldError[]): PageReply {
  const { referral, zone, warnings, frameworkName, moves } = checked
  const words = weekWords(weeklyVisits(referral.pattern), weeklyMinutes(referral.pattern))
  const week = weekGrid(
    `The week: ${words}`,
    weekVisits(referral.pattern),
  )
  const view = {
    title: 'Check the referral before you send it',
    errors,
    warnings,
    reablement: checked.reablement === null ? undefined : { title: checked.reablement.goesFirst ? 'Reablement comes first' : 'Straight to long-term care', reasons: checked.reablement.reasons.map((reason) => reason.words), mayOverrule: checked.reablement.goesFirst || textOf(body, 'overruleReablement') !== '', overrule: textOf(body, 'overruleReablement') },
    expected: { words: expectedWaitWords(checked.expected), like: checked.expected?.like },
    week,
    cards: referralCards(referral, { zoneName: zone?.name ?? null, frameworkName, moved: moves.map((move) => move.reason.words).join(' '), weekWords: words }),
    hidden: hiddenFields(body),
  }
  return page('brokerage/pages/refer/preview.njk', view, { status: errors.length > 0 ? 400 : 200 })
}

/** Everything typed, for the preview's hidden fields, so that the browser keeps it and the server nothing. */
function hiddenFields(body: FormBody): { name: string; value: string }[] {
  return Object.keys(body)
    .filter((name) => !['_csrf', 'do', 'seen', 'overruleReablement'].includes(name))
    .flatMap((name) => listOf(body, name).map((value) => ({ name, value })))
}

function choices<const T extends string>(values: readonly T[], names: Readonly<Record<T, string>>): { value: T; text: string }[] {
  return values.map((value) => ({ value, text: names[value] }))
}
