import type { FrameworkTerms } from '../../../market/terms.ts'
import { URGENT, type ModelName } from '../../../market/terms/contract-model.ts'
import { newFrameworkTerms } from '../../../market/terms/new-terms.ts'
import { RATINGS } from '../../../market/terms/rating.ts'
import { normalisePostcode } from '../../../platform/files/cell-postcode.ts'
import { fieldError, listOf, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { STEP_NUMBERS, SLOTS, chosenModel, stepTiers } from './slots.ts'

type Path = readonly PropertyKey[]

/** Reads the whole form as terms; whatever is wrong is said at its field, in the words of the schema. */
export function readTerms(body: FormBody): FormResult<FrameworkTerms> {
  const parsed = newFrameworkTerms.safeParse(rawTerms(body))
  if (parsed.success) return { ok: true, value: parsed.data }
  const errors = new Map<string, FieldError>()
  for (const issue of parsed.error.issues) {
    const field = fieldOf(issue.path, body)
    if (!errors.has(field)) errors.set(field, fieldError(field, issue.message))
  }
  return { ok: false, errors: [...errors.values()] }
}

function rawTerms(body: FormBody): object {
  const lines = SLOTS.flatMap(({ key, line }) => {
    const model = chosenModel(body, { key, line })
    return line === null || model === undefined ? [] : [[line, rawModel(body, key, model)] as const]
  })
  const urgent = URGENT.flatMap((urgency) => (textOf(body, `urgent-${urgency}`) === '' ? [] : [[urgency, minutes(textOf(body, `urgent-${urgency}`))] as const]))
  const majority = textOf(body, 'majority')
  const places = textOf(body, 'measured').split(/\r?\n/).filter((line) => line.trim() !== '')
  const [tolerance, significant] = [textOf(body, 'tolerance'), textOf(body, 'significant')]
  const own = chosenModel(body, { key: 'all', line: null })
  return {
    ...(own === undefined ? {} : rawModel(body, 'all', own)),
    eligibility: { refusedRatings: RATINGS.filter((rating) => listOf(body, 'refused').includes(rating)), languagesRequired: textOf(body, 'languages') === 'yes' },
    ...(urgent.length === 0 ? {} : { urgentReply: Object.fromEntries(urgent) }),
    ...(lines.length === 0 ? {} : { lines: Object.fromEntries(lines) }),
    ...(majority === '' ? {} : { vastMajorityPercent: whole(majority) }),
    ...(tolerance === '' && significant === '' ? {} : { changes: { tolerancePercent: whole(tolerance), significantPercent: whole(significant) } }),
    ...(places.length === 0 ? {} : { measuredFrom: places.map(placeOf) }),
  }
}

function rawModel(body: FormBody, key: string, model: ModelName): object {
  const text = (name: string): string => textOf(body, `${key}-${name}`)
  const steps = typedSteps(body, key, model).map(({ number, tiers }) => ({ tiers, replyWorkingMinutes: minutes(text(`reply-${String(number)}`)) }))
  const replyWorkingMinutes = minutes(text('reply'))
  switch (model) {
    case 'tiered':
      return { model, steps }
    case 'ranked':
      return { model, batchSize: whole(text('batch')), replyWorkingMinutes }
    case 'prime':
      return { model, replyWorkingMinutes, declineReasons: listOf(body, `${key}-decline`), minimumSubcontractPercent: whole(text('minimum')), steps }
    case 'block':
      return { model, replyWorkingMinutes, steps }
    case 'open': {
      const points = text('points') === '' ? [] : text('points').split(/[,;\s]+/).filter((each) => each !== '')
      return {
        model,
        replyWorkingMinutes,
        lowestPencePerHour: pence(text('lowest')),
        highestPencePerHour: pence(text('highest')),
        pricePoints: points.map(pence),
        priceWeight: whole(text('weight')),
        qualityScores: Object.fromEntries(RATINGS.map((rating) => [rating, whole(text(`score-${rating}`))])),
      }
    }
  }
}

/** The steps that ask somebody, with the number under which each was typed. */
function typedSteps(body: FormBody, key: string, model: ModelName) {
  return STEP_NUMBERS.map((number) => ({ number, tiers: stepTiers(model).filter((tier) => textOf(body, `${key}-tier-${tier}`) === String(number)) })).filter(({ tiers }) => tiers.length > 0)
}

const FIELDS: Readonly<Record<string, string>> = {
  model: 'model',
  replyWorkingMinutes: 'reply',
  batchSize: 'batch',
  declineReasons: 'decline',
  minimumSubcontractPercent: 'minimum',
  lowestPencePerHour: 'lowest',
  highestPencePerHour: 'highest',
  pricePoints: 'points',
  priceWeight: 'weight',
}

/** The field of the form at which a fault of a setting stands. */
export function fieldOf(path: Path, body: FormBody): string {
  const [first, second] = path.map(String)
  if (first === 'vastMajorityPercent') return 'majority'
  if (first === 'changes') return second === 'significantPercent' ? 'significant' : 'tolerance'
  if (first === 'urgentReply') return `urgent-${second ?? ''}`
  if (first === 'measuredFrom') return 'measured'
  if (first === 'reason') return 'reason'
  const slot = SLOTS.find((each) => (first === 'lines' ? each.line === second : each.line === null))
  const key = slot?.key ?? 'all'
  const [setting = 'model', index = '', part] = (first === 'lines' ? path.slice(2) : path).map(String)
  const model = slot === undefined ? undefined : chosenModel(body, slot)
  if (setting === 'steps') {
    const tier = stepTiers(model ?? 'tiered')[0] ?? 'lead'
    return part === 'replyWorkingMinutes' ? `${key}-reply-${String(typedSteps(body, key, model ?? 'tiered')[Number(index)]?.number ?? 1)}` : `${key}-tier-${tier}`
  }
  return setting === 'qualityScores' ? `${key}-score-${index}` : `${key}-${FIELDS[setting] ?? 'model'}`
}

/** A line is a name and, after its last comma, a postcode in any spacing. */
function placeOf(line: string): { readonly name: string; readonly postcode: string } {
  const comma = line.lastIndexOf(',')
  const postcode = line.slice(comma + 1).trim()
  return { name: line.slice(0, Math.max(comma, 0)), postcode: normalisePostcode(postcode) ?? postcode }
}

/** Hours typed, as minutes; NaN when it is none, which the schema refuses in its own words. */
function minutes(typed: string): number {
  return /^\d{1,3}(\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * 60) : Number.NaN
}

function pence(typed: string): number {
  return /^£?\d{1,3}(\.\d{2})?$/.test(typed) ? Math.round(Number(typed.replace('£', '')) * 100) : Number.NaN
}

function whole(typed: string): number {
  return /^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN
}
