import { NEEDS, SERVICE_LINES, SERVICE_LINE_NAMES, type Need, type ServiceLine } from '../../../care/terms.ts'
import { DAY_PARTS, DAY_PART_NAMES, type DayPart } from '../../../kernel/day-part.ts'
import { byPart, NO_MINUTES } from '../../terms/capacity-minutes.ts'
import { fieldError, listOf, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import type { OwnCapacity } from '../../actions/see-capacity.ts'
import { MOST_DECLARED_MINUTES, type CapacityLine, type NewCapacity } from '../../terms/capacity.ts'
import { hoursFigure } from '../../../kernel/words.ts'

/** One group of boxes of the form: a zone and service line, or where both can be chosen. */
export interface CapacitySlot {
  readonly prefix: string
  readonly title: string
  readonly isOpen: boolean
  readonly zoneId: string
  readonly serviceLine: string
  readonly values: Readonly<Record<DayPart, string>>
}

const HOURS = /^\d{1,4}(\.\d{1,2})?$/
const EMPTY: CapacitySlot['values'] = { morning: '', lunch: '', tea: '', evening: '', night: '' }

/** The groups of boxes: core home care of each zone, what was declared besides, and one to add another; as sent, when it was. */
export function slotsOf(own: OwnCapacity, sent?: FormBody): CapacitySlot[] {
  const declared = own.declared?.lines ?? []
  const core = own.zones.map(({ zoneId }) => declared.find((line) => line.zoneId === zoneId && line.serviceLine === 'core') ?? { zoneId, serviceLine: 'core' as const, minutes: NO_MINUTES })
  const other = declared.filter((line) => line.serviceLine !== 'core' && own.zones.some((zone) => zone.zoneId === line.zoneId))
  const known = [...core, ...other].map((line, index) => slotOf(line, index, own))
  const slots = [...known, { prefix: `c${String(known.length)}`, title: 'Another service line', isOpen: true, zoneId: '', serviceLine: '', values: EMPTY }]
  return sent === undefined ? slots : slots.map((slot) => asSent(slot, sent))
}

function slotOf(line: CapacityLine, index: number, own: OwnCapacity): CapacitySlot {
  const zone = own.zones.find((each) => each.zoneId === line.zoneId)
  const several = new Set(own.zones.map((each) => each.frameworkName)).size > 1
  const title = `${zone?.zoneName ?? ''}: ${SERVICE_LINE_NAMES[line.serviceLine].toLowerCase()}${several ? ` (${zone?.frameworkName ?? ''})` : ''}`
  const shown = (part: DayPart): string => (line.minutes[part] === 0 ? '' : hoursFigure(line.minutes[part]).replaceAll(',', ''))
  return { prefix: `c${String(index)}`, title, isOpen: false, zoneId: line.zoneId, serviceLine: line.serviceLine, values: { morning: shown('morning'), lunch: shown('lunch'), tea: shown('tea'), evening: shown('evening'), night: shown('night') } }
}

function asSent(slot: CapacitySlot, sent: FormBody): CapacitySlot {
  const of = (name: string): string => textOf(sent, `${slot.prefix}-${name}`)
  const chosen = slot.isOpen ? { zoneId: of('zone'), serviceLine: of('line') } : {}
  return { ...slot, ...chosen, values: { morning: of('morning'), lunch: of('lunch'), tea: of('tea'), evening: of('evening'), night: of('night') } }
}

/** Reads the form; everything wrong with it at once, each at its box. */
export function readCapacity(slots: readonly CapacitySlot[], body: FormBody): FormResult<NewCapacity> {
  const errors: FieldError[] = []
  const typed = slots.map((slot) => ({ slot, minutes: byPart((part) => minutesTyped(slot, part, errors)) })).filter(({ minutes }) => DAY_PARTS.some((part) => minutes[part] > 0))
  const lines = typed.flatMap(({ slot, minutes }): CapacityLine[] => {
    if (slot.zoneId === '') errors.push(fieldError(`${slot.prefix}-zone`, 'Choose the zone of these hours'))
    if (!isServiceLine(slot.serviceLine)) errors.push(fieldError(`${slot.prefix}-line`, 'Choose the service line of these hours'))
    return isServiceLine(slot.serviceLine) ? [{ zoneId: slot.zoneId, serviceLine: slot.serviceLine, minutes }] : []
  })
  const needs = listOf(body, 'needs').filter((each): each is Need => NEEDS.some((need) => need === each))
  if (typed.length > 0 && needs.length === 0) errors.push(fieldError('needs', 'Choose at least one thing that your free care workers can help with'))
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: { twoWorkers: textOf(body, 'twoWorkers') === 'yes', needs, lines } }
}

function minutesTyped(slot: CapacitySlot, part: DayPart, errors: FieldError[]): number {
  const typed = slot.values[part]
  if (typed === '') return 0
  const minutes = HOURS.test(typed) ? Math.round(Number(typed) * 60) : Infinity
  if (minutes <= MOST_DECLARED_MINUTES) return minutes
  errors.push(fieldError(`${slot.prefix}-${part}`, `${slot.title}, ${DAY_PART_NAMES[part].toLowerCase()}: enter hours a week as a number, for example 12.5, up to 5,000`))
  return 0
}

function isServiceLine(text: string): text is ServiceLine {
  return SERVICE_LINES.some((line) => line === text)
}
