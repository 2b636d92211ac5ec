import { mondayOf } from '../../../kernel/date-range.ts'
import { SERVICE_LINES } from '../../../kernel/service-line.ts'
import type { ProposedFramework } from '../../../market/public.ts'
import { GENERAL_ZONE_SET } from '../../../market/terms.ts'
import { askedDate, dateError } from '../../../platform/web/date-boxes.ts'
import { dateOf, fieldError, listOf, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { readTerms } from '../contract-model/form.ts'

/** The fields of "Add a framework" as a framework, or each thing that is wrong with them. */
export function readFramework(body: FormBody): FormResult<ProposedFramework> {
  const errors: FieldError[] = []
  const name = textOf(body, 'name')
  if (name === '') errors.push(fieldError('name', 'Enter the name of the framework'))
  const lines = SERVICE_LINES.filter((line) => listOf(body, 'lines').includes(line)).map((serviceLine) => ({ serviceLine, zoneSet: GENERAL_ZONE_SET }))
  if (lines.length === 0) errors.push(fieldError('lines', 'Select at least one service line'))
  const startsOn = askedDate(body, 'startsOn', 'first day', errors)
  const endsOn = askedDate(body, 'endsOn', 'last day', errors)
  const anchor = dateOf(body, 'paymentAnchorOn')
  if (anchor === null) errors.push(dateError('paymentAnchorOn', 'The Monday of the first payment period must be a real date, or left empty'))
  const terms = readTerms(body)
  if (!terms.ok) errors.push(...terms.errors)
  if (errors.length > 0 || startsOn === null || endsOn === null || !terms.ok) return { ok: false, errors }
  return { ok: true, value: { name, startsOn, endsOn, paymentAnchorOn: anchor ?? mondayOf(startsOn), terms: terms.value, zones: readZones(textOf(body, 'zones')), tierTargets: [], lines } }
}

/** Zones as typed, one on each line: `Northampton: Abington, Duston`. The places may be left out. */
function readZones(text: string): ProposedFramework['zones'] {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '')
  return lines.map((line) => {
    const colon = line.indexOf(':')
    const name = (colon < 0 ? line : line.slice(0, colon)).trim()
    const places = colon < 0 ? [] : line.slice(colon + 1).split(',').map((place) => place.trim()).filter((place) => place !== '')
    return { name, places: [...new Set(places)].map((place) => ({ name: place })), areaCodes: [] }
  })
}
