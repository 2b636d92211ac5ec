import { wordsForTime } from '../../../kernel/words.ts'
import { fieldError, textOf, type FieldError } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { EXCEPTION_KINDS, EXCEPTION_NAMES } from '../../terms.ts'
import { exceptionSettingsDocument, MISSED_RULES, MISSED_RULE_NAMES, TREATMENTS, TREATMENT_NAMES, type ExceptionSettingsDocument } from '../../terms/exception-settings.ts'

/** A number of the settings: its name on the form, what it is, its unit and its limits. */
const NUMBERS = [
  { name: 'onTimeCriticalMinutes', label: 'A time-critical visit is on time within', unit: 'minutes', from: 0, to: 240 },
  { name: 'onTimeMinutes', label: 'Any other visit is on time within', unit: 'minutes', from: 0, to: 240 },
  { name: 'leastPercent', label: 'A visit is short below', unit: 'percent of its plan', from: 1, to: 100 },
  { name: 'overMinutes', label: 'A visit is long above its plan and', unit: 'minutes', from: 0, to: 240 },
  { name: 'overlapMinutes', label: 'A care worker is in two places at once from', unit: 'minutes', from: 1, to: 240 },
  { name: 'travelKph', label: 'Nobody travels faster than', unit: 'km/h in a straight line', from: 1, to: 150 },
  { name: 'geofenceMetres', label: 'A call is away from the home beyond', unit: 'metres', from: 10, to: 50_000 },
] as const
const VARIATION_NUMBERS = [
  { name: 'backDays', label: 'Variations may be asked for visits up to', unit: 'days back', from: 1, to: 366 },
  { name: 'decideWorkingDays', label: 'The council decides a variation within', unit: 'working days', from: 1, to: 60 },
] as const

/** The boxes of the form with what stands in them. */
export function settingsFields(values: FormBody) {
  const number = (each: { readonly name: string; readonly label: string; readonly unit: string }) => ({ ...each, value: textOf(values, each.name) })
  return {
    treatments: EXCEPTION_KINDS.map((kind) => ({ name: `treatment-${kind}`, label: EXCEPTION_NAMES[kind], items: TREATMENTS.map((value) => ({ value, text: TREATMENT_NAMES[value], selected: textOf(values, `treatment-${kind}`) === value })) })),
    missedRules: MISSED_RULES.map((value) => ({ value, text: MISSED_RULE_NAMES[value] })),
    numbers: NUMBERS.map(number),
    variationNumbers: VARIATION_NUMBERS.map(number),
  }
}

/** What the form holds of some settings. */
export function settingsValues(document: ExceptionSettingsDocument): FormBody {
  return {
    ...Object.fromEntries(NUMBERS.map(({ name }) => [name, String(document[name])])),
    ...Object.fromEntries(VARIATION_NUMBERS.map(({ name }) => [name, String(document.variations[name])])),
    ...Object.fromEntries(EXCEPTION_KINDS.map((kind) => [`treatment-${kind}`, document.treatments[kind]])),
    missedRule: document.missed.rule,
    missedClock: `${String(Math.floor(document.missed.clockMinute / 60)).padStart(2, '0')}:${String(document.missed.clockMinute % 60).padStart(2, '0')}`,
  }
}

/** Reads the settings, or says what is wrong with them. */
export function readSettings(body: FormBody, errors: FieldError[]): ExceptionSettingsDocument | undefined {
  const number = ({ name, label, unit, from, to }: { readonly name: string; readonly label: string; readonly unit: string; readonly from: number; readonly to: number }): number => {
    const text = textOf(body, name)
    const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= from && value <= to)) errors.push(fieldError(name, `${label}: enter ${unit} as a whole number from ${String(from)} to ${String(to)}`))
    return value
  }
  const clock = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(textOf(body, 'missedClock'))
  const clockMinute = clock === null ? Number.NaN : Number(clock[1]) * 60 + Number(clock[2])
  if (!(clockMinute >= 720)) errors.push(fieldError('missedClock', `Enter a time from ${wordsForTime(720)} on, like 23:00`))
  const parsed = exceptionSettingsDocument.safeParse({
    ...Object.fromEntries(NUMBERS.map((each) => [each.name, number(each)])),
    variations: Object.fromEntries(VARIATION_NUMBERS.map((each) => [each.name, number(each)])),
    missed: { rule: textOf(body, 'missedRule'), clockMinute },
    treatments: Object.fromEntries(EXCEPTION_KINDS.map((kind) => [kind, textOf(body, `treatment-${kind}`)])),
  })
  if (parsed.success) return parsed.data
  if (errors.length === 0) errors.push(fieldError('missedRule', 'Choose when a visit is missed, and what is asked of each kind'))
  return undefined
}
