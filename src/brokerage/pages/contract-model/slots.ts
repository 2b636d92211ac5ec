import { SERVICE_LINES, type ServiceLine } from '../../../kernel/service-line.ts'
import type { FrameworkTerms, Tier } from '../../../market/terms.ts'
import type { ContractModel, ModelName } from '../../../market/terms/contract-model.ts'
import { listOf, textOf } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'

/** A place in the form that holds a contract model: the framework's own, or that of one service line. */
export interface Slot {
  /** Begins the name of each of its fields. */
  readonly key: string
  readonly line: ServiceLine | null
}

export const MODELS: readonly ModelName[] = ['tiered', 'ranked', 'prime', 'block', 'open']
export const SLOTS: readonly Slot[] = [{ key: 'all', line: null }, ...SERVICE_LINES.map((line) => ({ key: `line-${line}`, line }))]
export const STEP_NUMBERS = [1, 2, 3, 4] as const

/** The model chosen for a slot; undefined for none, or for a line that follows the framework. */
export function chosenModel(values: FormBody, slot: Slot): ModelName | undefined {
  return MODELS.find((name) => name === textOf(values, `${slot.key}-model`))
}

/** The tiers that steps of a model can ask: the prime provider is the lead, and asked before them. */
export function stepTiers(model: ModelName): readonly Tier[] {
  return model === 'prime' ? ['secondary', 'spot', 'last-resort'] : ['lead', 'secondary', 'spot', 'last-resort']
}

/** A form filled from terms. */
export function valuesOf(terms: FrameworkTerms): FormBody {
  const lines = SLOTS.flatMap((slot) => {
    const model = slot.line === null ? terms : terms.lines?.[slot.line]
    return model === undefined ? [] : Object.entries(modelValues(slot.key, model))
  })
  return {
    ...Object.fromEntries(lines),
    ...Object.fromEntries(Object.entries(terms.urgentReply ?? {}).map(([urgency, minutes]) => [`urgent-${urgency}`, hoursTyped(minutes)])),
    refused: terms.eligibility.refusedRatings,
    languages: terms.eligibility.languagesRequired ? 'yes' : 'no',
    majority: terms.vastMajorityPercent === undefined ? '' : String(terms.vastMajorityPercent),
    tolerance: terms.changes === undefined ? '' : String(terms.changes.tolerancePercent),
    significant: terms.changes === undefined ? '' : String(terms.changes.significantPercent),
    measured: (terms.measuredFrom ?? []).map((place) => `${place.name}, ${place.postcode}`).join('\n'),
  }
}

function modelValues(key: string, model: ContractModel): FormBody {
  const own = { [`${key}-model`]: model.model, [`${key}-shown`]: model.model }
  const reply = 'replyWorkingMinutes' in model ? { [`${key}-reply`]: hoursTyped(model.replyWorkingMinutes) } : {}
  const steps = 'steps' in model ? stepValues(key, model.steps) : {}
  switch (model.model) {
    case 'tiered':
    case 'block':
      return { ...own, ...reply, ...steps }
    case 'ranked':
      return { ...own, ...reply, [`${key}-batch`]: String(model.batchSize) }
    case 'prime':
      return { ...own, ...reply, ...steps, [`${key}-decline`]: model.declineReasons, [`${key}-minimum`]: String(model.minimumSubcontractPercent) }
    case 'open':
      return {
        ...own,
        ...reply,
        [`${key}-lowest`]: poundsTyped(model.lowestPencePerHour),
        [`${key}-highest`]: poundsTyped(model.highestPencePerHour),
        [`${key}-points`]: model.pricePoints.map(poundsTyped).join(', '),
        [`${key}-weight`]: String(model.priceWeight),
        ...Object.fromEntries(Object.entries(model.qualityScores).map(([rating, score]) => [`${key}-score-${rating}`, String(score)])),
      }
  }
}

function stepValues(key: string, steps: Extract<ContractModel, { model: 'tiered' }>['steps']): FormBody {
  const seen = new Set<Tier>()
  const tiers = steps.flatMap((step, index) => step.tiers.filter((tier) => !seen.has(tier) && seen.add(tier)).map((tier) => [`${key}-tier-${tier}`, String(index + 1)] as const))
  return Object.fromEntries([...tiers, ...steps.map((step, index) => [`${key}-reply-${String(index + 1)}`, hoursTyped(step.replyWorkingMinutes)] as const)])
}

/** What a model just chosen begins with: proposals, adopted only if the commissioner does. Prices and reasons are left to them. */
const DEFAULTS: Readonly<Record<ModelName, FormBody>> = {
  tiered: { 'tier-lead': '1', 'tier-secondary': '2', 'tier-spot': '3', 'reply-1': '2', 'reply-2': '4', 'reply-3': '4' },
  ranked: { batch: '1', reply: '2' },
  prime: { reply: '4', minimum: '30', 'tier-spot': '1', 'reply-1': '4' },
  block: { reply: '2', 'tier-lead': '1', 'tier-secondary': '1', 'tier-spot': '1', 'reply-1': '4' },
  open: { reply: '8', weight: '50', 'score-outstanding': '100', 'score-good': '80', 'score-requires-improvement': '30', 'score-inadequate': '0', 'score-not-rated': '50' },
}

/** The form with the settings of models that were chosen since it was shown; `isNew` when there are any. */
export function withNewSettings(sent: FormBody): { readonly values: FormBody; readonly isNew: boolean } {
  const added = SLOTS.flatMap((slot) => {
    const model = chosenModel(sent, slot)
    if (model === undefined || textOf(sent, `${slot.key}-shown`) === model) return []
    return [[`${slot.key}-shown`, model] as const, ...Object.entries(DEFAULTS[model]).filter(([name]) => listOf(sent, `${slot.key}-${name}`).length === 0).map(([name, value]) => [`${slot.key}-${name}`, value] as const)]
  })
  return { values: { ...sent, ...Object.fromEntries(added) }, isNew: added.length > 0 }
}

function hoursTyped(minutes: number): string {
  return String(Math.round((100 * minutes) / 60) / 100)
}

function poundsTyped(pence: number): string {
  return (pence / 100).toFixed(2)
}
