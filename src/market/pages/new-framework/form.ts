import { mondayOf } from '../../../kernel/date-range.ts'
import { SERVICE_LINES } from '../../../kernel/service-line.ts'
import { fieldError, listOf, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import type { ProposedFramework } from '../../rules/new-framework.ts'
import type { ProposedZone } from '../../rules/new-zones.ts'
import { GENERAL_ZONE_SET, RATINGS, TIERS, type FrameworkTerms } from '../../terms.ts'
import { PROCUREMENT_ROUTES } from '../../terms/framework-life.ts'
import { linesOf, neededDate, neededOne, optionalDate, optionalWhole } from '../form-view.ts'

/** The fields of "Add a framework" as a framework, or each thing that is wrong with them. */
export function readFramework(body: FormBody): FormResult<ProposedFramework> {
  const errors: FieldError[] = []
  const name = textOf(body, 'name')
  if (name === '') errors.push(fieldError('name', 'Enter the name of the framework'))
  const lines = SERVICE_LINES.filter((line) => listOf(body, 'lines').includes(line)).map((serviceLine) => ({ serviceLine, zoneSet: GENERAL_ZONE_SET }))
  if (lines.length === 0) errors.push(fieldError('lines', 'Select at least one service line'))
  const startsOn = neededDate(body, 'startsOn', 'The first day', errors)
  const endsOn = neededDate(body, 'endsOn', 'The last day', errors)
  const anchor = optionalDate(body, 'paymentAnchorOn', 'The Monday of the first payment period', errors)
  const letTerms = readLetTerms(body, errors)
  const terms = readTerms(body, errors)
  const zones = readZones(textOf(body, 'zones'))
  if (errors.length > 0 || startsOn === undefined || endsOn === undefined || terms === undefined) return { ok: false, errors }
  return { ok: true, value: { name, startsOn, endsOn, paymentAnchorOn: anchor ?? mondayOf(startsOn), terms, zones, tierTargets: [], lines, ...letTerms } }
}

/** Zones as typed, one on each line: `Northampton: Abington, Duston`. The places may be left out. */
function readZones(text: string): ProposedZone[] {
  return linesOf(text).map((line) => {
    const colon = line.indexOf(':')
    const name = (colon < 0 ? line : line.slice(0, colon)).trim()
    const places = colon < 0 ? [] : line.slice(colon + 1).split(',').map((place) => place.trim()).filter((place) => place !== '')
    return { name, places: [...new Set(places)].map((place) => ({ name: place })), areaCodes: [] }
  })
}

/** What a framework is let with, shared by the forms that add a framework and that record its terms. */
export function readLetTerms(body: FormBody, errors: FieldError[]) {
  const extensions = textOf(body, 'extensions').split(/[,;\s]+/).filter((part) => part !== '')
  if (!extensions.every((part) => /^\d{1,3}$/.test(part))) errors.push(fieldError('extensions', 'Enter the months of each extension as numbers, like 12, 12'))
  return {
    extensions: extensions.map(Number),
    noticeDays: optionalWhole(body, 'noticeDays', { min: 1, max: 3650, words: 'Notice must be a whole number of days, 1 to 3,650' }, errors),
    procurementBeganOn: optionalDate(body, 'procurementBeganOn', 'The day the procurement began', errors),
    procurementRoute: PROCUREMENT_ROUTES.find((route) => route === textOf(body, 'procurementRoute')) ?? null,
    longTermReason: textOf(body, 'longTermReason') || null,
  }
}

function readTerms(body: FormBody, errors: FieldError[]): FrameworkTerms | undefined {
  const model = neededOne(body, 'model', ['tiered', 'ranked'] as const, 'Select how packages are awarded', errors)
  const sent = listOf(body, 'refusedRatings')
  const eligibility = { refusedRatings: RATINGS.filter((rating) => sent.includes(rating)), languagesRequired: textOf(body, 'languagesRequired') === 'yes' }
  if (model === 'ranked') {
    const batchSize = optionalWhole(body, 'batchSize', { min: 1, max: 50, words: 'The number of providers asked at once must be 1 to 50' }, errors) ?? 1
    const minutes = hours(body, 'replyHours', errors)
    if (minutes === undefined) errors.push(fieldError('replyHours', 'Enter how many working hours a provider has to answer'))
    return minutes == null ? undefined : { model, batchSize, replyWorkingMinutes: minutes, eligibility }
  }
  if (model === undefined) return undefined
  const steps = TIERS.flatMap((tier) => {
    const minutes = hours(body, `hours-${tier}`, errors)
    return minutes == null ? [] : [{ tiers: [tier], replyWorkingMinutes: minutes }]
  })
  if (steps.length === 0) errors.push(fieldError('hours-lead', 'Enter working hours for at least one tier'))
  return { model, steps, eligibility }
}

/** Working hours as minutes; undefined when empty, null with the error added when it is no such number. */
function hours(body: FormBody, name: string, errors: FieldError[]): number | undefined | null {
  const typed = textOf(body, name)
  if (typed === '') return undefined
  const minutes = /^\d{1,3}(\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * 60) : 0
  if (minutes >= 15 && minutes <= 60_000) return minutes
  errors.push(fieldError(name, 'Working hours must be a number from 0.25, like 4 or 1.5'))
  return null
}
