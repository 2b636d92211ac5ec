import { fundingFault, patternFaults } from '../../../care/public.ts'
import { FUNDERS, NEEDS, REFERRAL_SOURCES, SERVICE_LINES, URGENCIES } from '../../../care/terms.ts'
import type { TimeBand } from '../../../care/terms/time-band.ts'
import { pounds } from '../../../platform/files/cell-number.ts'
import { isCellFault } from '../../../platform/files/cell-parser.ts'
import { normalisePostcode } from '../../../platform/files/cell-postcode.ts'
import { dateError } from '../../../platform/web/date-boxes.ts'
import { dateOf, fieldError, listOf, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import type { ReferPersonInput } from '../../actions/check-referral.ts'
import { readVisitLines, visitLines } from './visit-lines.ts'

/** Reads the referral form. `frameworkId` is what the page chose when there is only one framework to choose; visits without times take the band of their line. */
export function readReferralForm(body: FormBody, frameworkId: string | null, bands: readonly TimeBand[]): FormResult<ReferPersonInput> {
  const errors: FieldError[] = []
  const fail = (field: string, text: string): null => {
    errors.push(fieldError(field, text))
    return null
  }
  const optional = (field: string): string | null => textOf(body, field) || null
  const asked = (field: string, words: string): string => {
    const text = textOf(body, field)
    if (text === '') fail(field, words)
    return text
  }
  const chosen = <const T extends string>(field: string, choices: readonly T[], words: string): T | null =>
    choices.find((choice) => choice === textOf(body, field)) ?? fail(field, words)

  const givenName = asked('givenName', 'Enter the given name')
  const familyName = asked('familyName', 'Enter the family name')
  const bornOn = dateFrom(body, 'bornOn', 'date of birth', false, errors)
  const address = asked('address', 'Enter the street address')
  const postcode = normalisePostcode(textOf(body, 'postcode')) ?? fail('postcode', textOf(body, 'postcode') === '' ? 'Enter the postcode' : 'Enter a full postcode, like NN12 6HU')
  const source = chosen('source', REFERRAL_SOURCES, 'Select where the referral comes from')
  const funder = chosen('funder', FUNDERS, 'Select who pays')
  const funding = { nhsPercent: percentFrom(body, fail), contributionPence: contributionFrom(body, fail) }
  const unpayable = funder === null ? undefined : fundingFault({ funder, ...funding })
  if (unpayable !== undefined && !errors.some((error) => error.field === unpayable.field)) fail(unpayable.field, unpayable.words)
  const receivedOn = dateFrom(body, 'receivedOn', 'date the referral was received', true, errors)
  const startByOn = dateFrom(body, 'startByOn', 'date care is needed by', true, errors)
  const framework = frameworkId ?? (textOf(body, 'frameworkId') || fail('frameworkId', 'Select the framework'))
  const serviceLine = chosen('serviceLine', SERVICE_LINES, 'Select the service line')
  const needs = NEEDS.filter((need) => listOf(body, 'needs').includes(need))
  if (needs.length === 0 && textOf(body, 'needsNote') === '') fail('needs', 'Tick at least one need, or describe the needs in words')

  if (textOf(body, 'overruleReablement').length > 500) fail('overruleReablement', 'Enter 500 characters or fewer')

  const typed = readVisitLines(visitLines(body, false, bands), true)
  errors.push(...typed.errors)
  if (typed.errors.length === 0) {
    for (const fault of patternFaults(typed.visits.map(({ visit }) => visit))) {
      const line = typed.visits.find(({ visit }) => visit === fault.second)?.line ?? 1
      const field = `visit-${String(line)}-earliest`
      if (!errors.some((error) => error.field === field)) errors.push(fieldError(field, fault.words))
    }
  }
  if (errors.length > 0 || postcode === null || source === null || funder === null || serviceLine === null || framework === null || receivedOn === null || startByOn === null) {
    return { ok: false, errors }
  }
  return {
    ok: true,
    value: {
      frameworkId: framework,
      person: {
        externalReference: optional('externalReference'),
        givenName,
        familyName,
        bornOn,
        address,
        postcode,
        phone: optional('phone'),
        livesAlone: { yes: true, no: false }[textOf(body, 'livesAlone')] ?? null,
        languages: wordsOf(body, 'personLanguages'),
        gender: optional('gender'),
      },
      source,
      urgency: URGENCIES.find((each) => each === textOf(body, 'urgency')) ?? null,
      funder,
      ...funding,
      receivedOn,
      startByOn,
      overruleReablement: optional('overruleReablement'),
      note: optional('note'),
      serviceLine,
      needs,
      needsNote: optional('needsNote'),
      languages: wordsOf(body, 'languages'),
      genderPreference: (['female', 'male'] as const).find((gender) => gender === textOf(body, 'genderPreference')) ?? null,
      pattern: typed.visits.map(({ visit }) => visit),
    },
  }
}

const readPounds = pounds({ max: 1_000_000 })

/** The percent that the NHS pays, as typed; null where none is. What is no number is refused here, what cannot be by the rule. */
export function percentFrom(body: FormBody, fail: (field: string, text: string) => null): number | null {
  const typed = textOf(body, 'nhsPercent').replace(/%$/, '').trim()
  return typed === '' ? null : /^\d{1,3}$/.test(typed) ? Number(typed) : fail('nhsPercent', 'Enter the percent that the NHS pays as a whole number from 1 to 99')
}

/** The person's own contribution a week in pence, as typed in pounds; null where none is. */
export function contributionFrom(body: FormBody, fail: (field: string, text: string) => null): number | null {
  const typed = textOf(body, 'contribution')
  if (typed === '') return null
  const read = readPounds(typed)
  return isCellFault(read) ? fail('contribution', 'Enter the person’s contribution in pounds a week, like 25.50') : read
}

function dateFrom(body: FormBody, field: string, name: string, required: boolean, errors: FieldError[]): string | null {
  const date = dateOf(body, field)
  const fail = (text: string): null => (errors.push(dateError(field, text)), null)
  if (date === null) return fail(`The ${name} must be a real date, like 27 3 2026`)
  if (date !== undefined) return date.toString()
  return required ? fail(`Enter the ${name}`) : null
}

/** Words between commas, without repeats. */
function wordsOf(body: FormBody, field: string): string[] {
  return [...new Set(textOf(body, field).split(/[,;]/).map((word) => word.trim()).filter((word) => word !== ''))]
}
