import { countOf, wordsForDate } from '../../../kernel/words.ts'
import { askedDate, dateValues } from '../../../platform/web/date-boxes.ts'
import { askedText, fieldError, textOf, type FieldError } from '../../../platform/web/form.ts'
import type { PageRoute } from '../../../platform/web/route.ts'
import { changeReturn, recordAbsence } from '../../actions/record-absence.ts'
import { recordDeath } from '../../actions/record-death.ts'
import { takeBackDeath } from '../../actions/take-back-death.ts'
import { lastDayAway } from '../../rules/absence-faults.ts'
import { ABSENCE_KIND_NAMES, ABSENCE_KINDS, RECORD_DEATHS, RECORD_STAYS, TAKE_BACK_DEATHS, type AbsenceKind } from '../../terms/placement-life.ts'
import { deedRoutes } from './deed.ts'
import { absenceWords } from './present.ts'

interface Away {
  readonly kind: AbsenceKind
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly toldOn: Temporal.PlainDate
}

const away = deedRoutes({
  slug: 'away',
  permission: RECORD_STAYS,
  title: 'The person is away',
  button: 'Record it',
  mainField: 'fromOn',
  words: () => [
    'Visits of these days do not take place. Care goes on the day after the last.',
    'A visit on a holiday is paid as a cancelled one, by the notice that the provider had. While the person is in respite care the place is held, and the retainer of the payment rules is paid where they have one.',
  ],
  fields: () => [
    { kind: 'radios', name: 'kind', label: 'Why', items: ABSENCE_KINDS.map((value) => ({ value, text: ABSENCE_KIND_NAMES[value] })) },
    { kind: 'date', name: 'fromOn', label: 'First day without care' },
    { kind: 'date', name: 'toOn', label: 'Last day without care' },
    { kind: 'date', name: 'toldOn', label: 'Day on which the provider was told' },
  ],
  values: (seen) => ({ ...dateValues('fromOn', seen.today), ...dateValues('toOn', seen.today.add({ days: 6 })), ...dateValues('toldOn', seen.today) }),
  read: (body) => {
    const errors: FieldError[] = []
    const kind = ABSENCE_KINDS.find((each) => each === textOf(body, 'kind'))
    if (kind === undefined) errors.push(fieldError('kind', 'Choose why the person is away'))
    const fromOn = askedDate(body, 'fromOn', 'first day without care', errors)
    const toOn = askedDate(body, 'toOn', 'last day without care', errors)
    const toldOn = askedDate(body, 'toldOn', 'day on which the provider was told', errors)
    return kind === undefined || fromOn === null || toOn === null || toldOn === null ? { ok: false, errors } : { ok: true, value: { kind, fromOn, toOn, toldOn } }
  },
  run: async (ctx, value: Away) => {
    await recordAbsence(ctx.house, ctx.actor, { placementId: ctx.params.placementId, ...value })
    return { said: `${ABSENCE_KIND_NAMES[value.kind]} from ${wordsForDate(value.fromOn)} to ${wordsForDate(value.toOn)}. Visits of these days are withdrawn` }
  },
})

const back = deedRoutes({
  slug: 'back',
  permission: RECORD_STAYS,
  title: 'The person comes back on another day',
  button: 'Record it',
  mainField: 'returnsOn',
  words: (seen) => (seen.life.absences.length === 0 ? ['No holiday or respite is recorded.'] : ['Visits are planned again from that day, or withdrawn until then. If the person was not away after all, give the first day of the absence.']),
  fields: (seen) => [
    { kind: 'select', name: 'absenceId', label: 'Which days', items: seen.life.absences.toReversed().map((absence) => ({ value: absence.id, text: `${ABSENCE_KIND_NAMES[absence.kind]}: ${absenceWords(absence)}` })) },
    { kind: 'date', name: 'returnsOn', label: 'First day of care again' },
  ],
  values: (seen) => {
    const newest = seen.life.absences.at(-1)
    return dateValues('returnsOn', newest === undefined ? seen.today : lastDayAway(newest).add({ days: 1 }))
  },
  read: (body) => {
    const errors: FieldError[] = []
    const absenceId = textOf(body, 'absenceId')
    if (!/^[0-9a-f-]{36}$/.test(absenceId)) errors.push(fieldError('absenceId', 'Choose which days'))
    const returnsOn = askedDate(body, 'returnsOn', 'first day of care again', errors)
    return errors.length > 0 || returnsOn === null ? { ok: false, errors } : { ok: true, value: { absenceId, returnsOn } }
  },
  run: async (ctx, value: { readonly absenceId: string; readonly returnsOn: Temporal.PlainDate }) => {
    await changeReturn(ctx.house, ctx.actor, { placementId: ctx.params.placementId, ...value })
    return { said: `Care goes on from ${wordsForDate(value.returnsOn)}` }
  },
})

const death = deedRoutes({
  slug: 'death',
  permission: RECORD_DEATHS,
  title: 'The person has died',
  button: 'Record the death',
  isWarning: true,
  mainField: 'diedOn',
  words: () => [
    'We are sorry. Once you record it, all of the person’s care ends on that day, with every provider: visits after it are withdrawn, and searches and reablement end.',
    'The providers and the practitioners who referred the person are told, without a name. Please check that it is the right person. A mistake can be taken back by the council, but offers that were withdrawn by then are gone.',
  ],
  fields: () => [{ kind: 'date', name: 'diedOn', label: 'Day on which they died' }],
  values: (seen) => dateValues('diedOn', seen.today),
  read: (body) => {
    const errors: FieldError[] = []
    const diedOn = askedDate(body, 'diedOn', 'day on which they died', errors)
    return diedOn === null ? { ok: false, errors } : { ok: true, value: diedOn }
  },
  run: async (ctx, diedOn: Temporal.PlainDate) => {
    await recordDeath(ctx.house, ctx.actor, { placementId: ctx.params.placementId, diedOn })
    return { said: 'The death is recorded, and care has ended. Thank you for letting everybody know' }
  },
})

const notDied = deedRoutes({
  slug: 'not-died',
  permission: TAKE_BACK_DEATHS,
  title: 'The death was recorded by mistake',
  button: 'Take it back',
  isWarning: true,
  mainField: 'reason',
  words: (seen) => [
    seen.life.death === null ? 'No death is recorded.' : `A death on ${wordsForDate(seen.life.death.diedOn)} is recorded, by ${seen.life.death.recordedBy}. It stays on record as a mistake, with what you say here.`,
    'Put back: the person’s placements go on as they stood, with every provider, and visits are planned again from that day. What was taken back of visits that took place is paid by the next payment run. A package that waited is referred again under a new reference, and its wait counts from its first referral.',
    'Not put back: offers that were withdrawn are not sent again by themselves, reablement that ended does not begin again, and visits of days since then that nobody made show as missed.',
  ],
  fields: () => [{ kind: 'area', name: 'reason', label: 'How the mistake came about', hint: 'Without names or addresses' }],
  values: () => ({}),
  read: (body) => {
    const errors: FieldError[] = []
    const reason = askedText(body, 'reason', 'Enter how the mistake came about', errors)
    return reason === null ? { ok: false, errors } : { ok: true, value: reason }
  },
  run: async (ctx, reason: string) => {
    const { placements, packages, reablements } = await takeBackDeath(ctx.house, ctx.actor, { placementId: ctx.params.placementId, reason })
    const again = packages.length === 0 ? '' : ` Referred again: ${packages.map((each) => each.packageReference).join(', ')}.`
    return { said: `The death is taken back. ${countOf(placements, 'placement')} put back.${again}${reablements === 0 ? '' : ' Reablement has ended and is to be referred anew.'}` }
  },
})

/** Pages on which holidays, respite and a death are recorded. */
export const awayPages: readonly PageRoute[] = [...away, ...back, ...death, ...notDied]
