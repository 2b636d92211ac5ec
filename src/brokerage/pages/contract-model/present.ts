import { URGENCY_NAMES } from '../../../care/terms.ts'
import { SERVICE_LINE_NAMES } from '../../../kernel/service-line.ts'
import { MODEL_NAMES, URGENT, type ModelName } from '../../../market/terms/contract-model.ts'
import { DECLINE_REASONS, DECLINE_REASON_NAMES } from '../../../market/terms/decline-reason.ts'
import { RATINGS, RATING_NAMES, TIER_NAMES } from '../../../market/terms.ts'
import { listOf, textOf } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { MODELS, SLOTS, STEP_NUMBERS, chosenModel, stepTiers, type Slot } from './slots.ts'

interface Item {
  readonly value: string
  readonly text: string
  readonly selected?: boolean
  readonly checked?: boolean
}

/** One field of the form, as `fields.njk` draws it. */
export interface Field {
  readonly kind: 'text' | 'select' | 'checkboxes' | 'radios'
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly items?: readonly Item[]
  readonly prefix?: string
  readonly suffix?: string
  /** Characters that fit: 4 unless said. */
  readonly width?: 3 | 4 | 20
}

/** Fields that stand together, in `columns` beside each other on a desktop. */
export interface FieldGroup {
  readonly legend: string
  readonly hint: string
  readonly columns: 'one-quarter' | 'one-third' | 'full'
  readonly fields: readonly Field[]
}

/** A slot with the choice of its model, and the settings of the one that is chosen. */
export interface SlotView {
  readonly key: string
  readonly name: string
  readonly model: ModelName | ''
  readonly choice: Field
  readonly groups: readonly FieldGroup[]
}

/** What each contract model does, in a line. */
export const modelHints: readonly { readonly name: string; readonly hint: string }[] = [
  { name: MODEL_NAMES.tiered, hint: 'leads are asked first, then secondary providers, then spot; the first to accept is given the package' },
  { name: MODEL_NAMES.ranked, hint: 'providers are asked in the order of their rank, one by one or some at once' },
  { name: MODEL_NAMES.prime, hint: 'one provider of the zone is asked first, may decline only for stated reasons, and passes a share of its hours on' },
  { name: MODEL_NAMES.block, hint: 'guaranteed hours that have room are filled first, then other providers are asked' },
  { name: MODEL_NAMES.open, hint: 'every eligible provider may bid a price; price and quality decide' },
]

const WORKING_DAY = 'In working hours: a working day has 8, from 9am to 5pm. 0.5 is half an hour'

/** Every slot of the form, the framework's first. */
export function slotViews(values: FormBody): SlotView[] {
  return SLOTS.map((slot) => {
    const model = chosenModel(values, slot)
    const items = MODELS.map((name) => ({ value: name, text: MODEL_NAMES[name], selected: model === name }))
    const name = slot.line === null ? 'The framework' : SERVICE_LINE_NAMES[slot.line]
    return {
      key: slot.key,
      name,
      model: model ?? '',
      choice: { kind: 'select', name: `${slot.key}-model`, label: slot.line === null ? 'Contract model' : name, items: slot.line === null ? [...(model === undefined ? [{ value: '', text: 'Choose a model' }] : []), ...items] : [{ value: '', text: 'As the framework' }, ...items] },
      groups: model === undefined ? [] : settingGroups(slot, model, values),
    }
  })
}

function settingGroups({ key }: Slot, model: ModelName, values: FormBody): FieldGroup[] {
  const text = (name: string, label: string, rest: Partial<Field> = {}): Field => ({ kind: 'text', name: `${key}-${name}`, label, ...rest })
  switch (model) {
    case 'tiered':
      return stepGroups(key, model, values, 'In which step is each tier asked?')
    case 'ranked':
      return [{ legend: 'Best rank first', hint: WORKING_DAY, columns: 'one-third', fields: [text('batch', 'Providers asked at once', { width: 3 }), text('reply', 'Time to answer', { suffix: 'hours' })] }]
    case 'prime':
      return [
        { legend: 'The prime provider of the zone, its lead, is asked first', hint: WORKING_DAY, columns: 'one-third', fields: [text('reply', 'Time to answer', { suffix: 'hours' }), text('minimum', 'Share it must pass on', { suffix: '% or more' })] },
        { legend: 'Why may it decline?', hint: '', columns: 'full', fields: [{ kind: 'checkboxes', name: `${key}-decline`, label: 'Reasons that its contract allows', items: DECLINE_REASONS.map((reason) => ({ value: reason, text: DECLINE_REASON_NAMES[reason], checked: listOf(values, `${key}-decline`).includes(reason) })) }] },
        ...stepGroups(key, model, values, 'When it has declined, in which step is each tier asked?'),
      ]
    case 'block':
      return [
        { legend: 'Providers whose guaranteed hours have room are asked first, most room first', hint: WORKING_DAY, columns: 'one-third', fields: [text('reply', 'Time to answer', { suffix: 'hours' })] },
        ...stepGroups(key, model, values, 'When no block has room, in which step is each tier asked?'),
      ]
    case 'open':
      return [
        { legend: 'Every eligible provider of the zone may bid', hint: WORKING_DAY, columns: 'one-third', fields: [text('reply', 'Time to bid', { suffix: 'hours' }), text('lowest', 'Lowest price an hour', { prefix: '£' }), text('highest', 'Highest price an hour', { prefix: '£' })] },
        { legend: 'Fixed prices and weights', hint: 'Left empty, any price within the window may be bid. Price and quality together weigh 100', columns: 'one-third', fields: [text('points', 'Fixed prices (optional)', { width: 20 }), text('weight', 'Weight of price', { suffix: '%' })] },
        { legend: 'Quality score of each CQC rating, 0 to 100', hint: '', columns: 'one-third', fields: RATINGS.map((rating) => text(`score-${rating}`, RATING_NAMES[rating], { width: 3 })) },
      ]
  }
}

function stepGroups(key: string, model: ModelName, values: FormBody, legend: string): FieldGroup[] {
  const choice = (name: string): Item[] => [{ value: '', text: 'Not asked' }, ...STEP_NUMBERS.map((step) => ({ value: String(step), text: `Step ${String(step)}`, selected: textOf(values, name) === String(step) }))]
  return [
    { legend, hint: 'Everybody of one step is asked at once, and the first to accept is given the package', columns: 'one-quarter', fields: stepTiers(model).map((tier) => ({ kind: 'select', name: `${key}-tier-${tier}`, label: TIER_NAMES[tier], items: choice(`${key}-tier-${tier}`) })) },
    { legend: 'Time to answer in each step', hint: `${WORKING_DAY}. A step that asks nobody is left out`, columns: 'one-quarter', fields: STEP_NUMBERS.map((step) => ({ kind: 'text', name: `${key}-reply-${String(step)}`, label: `Step ${String(step)}`, suffix: 'hours' })) },
  ]
}

/** Who is kept out, and what is asked of subcontracting. */
export function commonFields(values: FormBody): Field[] {
  const refused = listOf(values, 'refused')
  return [
    { kind: 'checkboxes', name: 'refused', label: 'CQC ratings with which a provider is given no new package', items: RATINGS.map((rating) => ({ value: rating, text: RATING_NAMES[rating], checked: refused.includes(rating) })) },
    { kind: 'radios', name: 'languages', label: 'When a package asks for a language', items: [['yes', 'Only providers whose care workers speak it are asked'], ['no', 'It is passed on and keeps nobody out']].map(([value = '', text = '']) => ({ value, text, checked: textOf(values, 'languages') === value })) },
    { kind: 'text', name: 'majority', label: 'Vast majority of a zone’s hours (optional)', hint: 'Share from which a lead may pay subcontractors less than the council pays. Left empty, the framework has no such rule', suffix: '%' },
  ]
}

/** The longest that any step gives to answer about an urgent package. */
export const urgentFields: readonly Field[] = URGENT.map((urgency) => ({ kind: 'text', name: `urgent-${urgency}`, label: `${URGENCY_NAMES[urgency]} (optional)`, suffix: 'hours' }))

/** From which size on a change of the week needs approval, or makes a new package. */
export const changeFields: readonly Field[] = [
  { kind: 'text', name: 'tolerance', label: 'Needs no approval', hint: 'A change for some days, up to this share of the week’s time', suffix: '%' },
  { kind: 'text', name: 'significant', label: 'Makes a new package', hint: 'A change for good, above this share of the week’s time', suffix: '%' },
]
