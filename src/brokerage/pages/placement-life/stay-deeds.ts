import { wordsForDate } from '../../../kernel/words.ts'
import { askedDate, dateValues } from '../../../platform/web/date-boxes.ts'
import { type FieldError } from '../../../platform/web/form.ts'
import type { PageRoute } from '../../../platform/web/route.ts'
import { confirmStart } from '../../actions/confirm-start.ts'
import { recordStay, resumeCare } from '../../actions/record-stay.ts'
import { RECORD_STAYS } from '../../terms/placement-life.ts'
import { deedRoutes } from './deed.ts'

/** How long a place is held when nothing else is typed. */
const USUAL_HOLD_DAYS = 14

const start = deedRoutes({
  slug: 'start',
  permission: RECORD_STAYS,
  title: 'Confirm the start of care',
  button: 'Confirm the start',
  mainField: 'startedOn',
  words: (seen) => [`Care was to start on ${wordsForDate(seen.placement.startsOn)}.`],
  fields: () => [{ kind: 'date', name: 'startedOn', label: 'Day on which care began' }],
  values: (seen) => dateValues('startedOn', seen.placement.startsOn),
  read: (body) => {
    const errors: FieldError[] = []
    const startedOn = askedDate(body, 'startedOn', 'day on which care began', errors)
    return startedOn === null ? { ok: false, errors } : { ok: true, value: startedOn }
  },
  run: async (ctx, startedOn: Temporal.PlainDate) => {
    await confirmStart(ctx.house, ctx.actor, { placementId: ctx.params.placementId, startedOn })
    return { said: `Care began on ${wordsForDate(startedOn)}` }
  },
})

const hospital = deedRoutes({
  slug: 'hospital-stay',
  permission: RECORD_STAYS,
  title: 'The person is in hospital',
  button: 'Suspend care',
  mainField: 'fromOn',
  words: () => [
    'Visits from the first day on are withdrawn. They come back when you record that care resumes.',
    'After the last day on which the place is held nothing ends by itself: a broker decides whether the placement goes on or ends. A retainer, where the payment rules have one, is paid until that day at most.',
  ],
  fields: () => [
    { kind: 'date', name: 'fromOn', label: 'First day without care' },
    { kind: 'date', name: 'heldUntilOn', label: 'The provider holds the place until', hint: 'The last day on which it promises to take the person back' },
  ],
  values: (seen) => ({ ...dateValues('fromOn', seen.today), ...dateValues('heldUntilOn', seen.today.add({ days: USUAL_HOLD_DAYS - 1 })) }),
  read: (body) => {
    const errors: FieldError[] = []
    const fromOn = askedDate(body, 'fromOn', 'first day without care', errors)
    const heldUntilOn = askedDate(body, 'heldUntilOn', 'last day on which the place is held', errors)
    return fromOn === null || heldUntilOn === null ? { ok: false, errors } : { ok: true, value: { fromOn, heldUntilOn } }
  },
  run: async (ctx, value: { readonly fromOn: Temporal.PlainDate; readonly heldUntilOn: Temporal.PlainDate }) => {
    await recordStay(ctx.house, ctx.actor, { placementId: ctx.params.placementId, ...value })
    return { said: `Care is suspended from ${wordsForDate(value.fromOn)}. The place is held until ${wordsForDate(value.heldUntilOn)}` }
  },
})

const resume = deedRoutes({
  slug: 'resume',
  permission: RECORD_STAYS,
  title: 'Care resumes',
  button: 'Resume care',
  mainField: 'resumesOn',
  words: (seen) => {
    const stay = seen.life.stays.find((each) => each.resumesOn === null)
    return stay === undefined ? ['No stay in hospital without an end is recorded.'] : [`In hospital from ${wordsForDate(stay.fromOn)}. The place is held until ${wordsForDate(stay.heldUntilOn)}.`, 'Visits from the day care resumes are planned again. If there was no stay after all, give its first day.']
  },
  fields: () => [{ kind: 'date', name: 'resumesOn', label: 'First day of care again' }],
  values: (seen) => dateValues('resumesOn', seen.today),
  read: (body) => {
    const errors: FieldError[] = []
    const resumesOn = askedDate(body, 'resumesOn', 'first day of care again', errors)
    return resumesOn === null ? { ok: false, errors } : { ok: true, value: resumesOn }
  },
  run: async (ctx, resumesOn: Temporal.PlainDate) => {
    await resumeCare(ctx.house, ctx.actor, { placementId: ctx.params.placementId, resumesOn })
    return { said: `Care goes on from ${wordsForDate(resumesOn)}` }
  },
})

/** Pages on which the start of care and days in hospital are recorded. */
export const stayPages: readonly PageRoute[] = [...start, ...hospital, ...resume]
