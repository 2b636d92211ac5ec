import { countOf, wordsForDate } from '../../../kernel/words.ts'
import { TIER_NAMES } from '../../../market/terms.ts'
import { askedDate, dateValues } from '../../../platform/web/date-boxes.ts'
import { askedText, fieldError, textOf, type FieldError } from '../../../platform/web/form.ts'
import type { PageRoute } from '../../../platform/web/route.ts'
import { handBack, type HandBackInput } from '../../actions/hand-back.ts'
import { seeTransferChoices, type TransferChoices } from '../../actions/see-transfer-choices.ts'
import { transferPlacement, type TransferInput } from '../../actions/transfer-placement.ts'
import { earliestLastDay } from '../../rules/hand-back-notice.ts'
import { HAND_BACK, HAND_BACK_REASON_NAMES, HAND_BACK_REASONS, TRANSFER } from '../../terms/placement-life.ts'
import { deedRoutes } from './deed.ts'
import type { FormField } from './fields-page.ts'

const handBackPages = deedRoutes({
  slug: 'hand-back',
  permission: HAND_BACK,
  title: 'Hand this package back',
  button: 'Hand the package back',
  isWarning: true,
  mainField: 'lastOn',
  words: (seen) => [
    seen.noticeDays === null ? 'The framework asks for no notice. Give the council as much as you can.' : `The framework asks for ${countOf(seen.noticeDays, 'day')} of notice: ${wordsForDate(earliestLastDay(seen.noticeDays, seen.today))} or later.`,
    'You go on giving care until the last day. The council looks for another provider at once.',
  ],
  fields: (seen) => [
    { kind: 'date', name: 'lastOn', label: 'Last day of care' },
    ...(seen.noticeDays === null ? [] : [{ kind: 'tick' as const, name: 'atOnce', label: 'Care cannot go on for the whole notice', hint: 'Say why below' }]),
    { kind: 'radios', name: 'reason', label: 'Why you hand it back', items: HAND_BACK_REASONS.map((value) => ({ value, text: HAND_BACK_REASON_NAMES[value] })) },
    { kind: 'area', name: 'note', label: seen.noticeDays === null ? 'In your own words (optional)' : 'In your own words (optional with full notice)', hint: 'Without names or addresses' },
  ],
  values: (seen) => dateValues('lastOn', earliestLastDay(seen.noticeDays, seen.today)),
  read: (body) => {
    const errors: FieldError[] = []
    const lastOn = askedDate(body, 'lastOn', 'last day of care', errors)
    const reason = HAND_BACK_REASONS.find((each) => each === textOf(body, 'reason'))
    if (reason === undefined) errors.push(fieldError('reason', 'Choose why you hand the package back'))
    const note = askedText(body, 'note', null, errors)
    return errors.length > 0 || lastOn === null || reason === undefined ? { ok: false, errors } : { ok: true, value: { lastOn, reason, note, isAtOnce: textOf(body, 'atOnce') === 'yes' } }
  },
  run: async (ctx, value: Omit<HandBackInput, 'placementId'>) => {
    await handBack(ctx.house, ctx.actor, { placementId: ctx.params.placementId, ...value })
    return { said: `The package is handed back. The last day of care is ${wordsForDate(value.lastOn)}` }
  },
})

const transfer = deedRoutes({
  slug: 'transfer',
  permission: TRANSFER,
  title: 'Transfer to another provider',
  button: 'Transfer',
  isWarning: true,
  mainField: 'lastOn',
  words: () => ['The placement ends, and the same week is referred again as a new package. With a provider chosen it is offered to that one alone, by direct award, and the reason is kept in its offer order.'],
  fields: async (_seen, ctx) => transferFields(await seeTransferChoices(ctx.house, ctx.actor, ctx.params.placementId)),
  values: (seen) => dateValues('lastOn', seen.today.add({ days: 6 })),
  read: (body) => {
    const errors: FieldError[] = []
    const lastOn = askedDate(body, 'lastOn', 'last day of care', errors)
    const reason = askedText(body, 'reason', 'Enter why the person moves', errors)
    const chosen = textOf(body, 'toProviderId')
    if (chosen !== '' && !/^[0-9a-f-]{36}$/.test(chosen)) errors.push(fieldError('toProviderId', 'Choose a provider of the list'))
    return errors.length > 0 || lastOn === null || reason === null ? { ok: false, errors } : { ok: true, value: { lastOn, reason, toProviderId: chosen === '' ? null : chosen } }
  },
  run: async (ctx, value: Omit<TransferInput, 'placementId'>) => {
    const { packageId, packageReference } = await transferPlacement(ctx.house, ctx.actor, { placementId: ctx.params.placementId, ...value })
    return { said: `The placement ends on ${wordsForDate(value.lastOn)}. Package ${packageReference} follows it`, to: `/packages/${packageId}` }
  },
})

function transferFields({ places, move }: TransferChoices): readonly FormField[] {
  const items = places.map((place) => ({ value: place.providerId, text: `${place.providerName} (${TIER_NAMES[place.tier].toLowerCase()})` }))
  return [
    { kind: 'date', name: 'lastOn', label: 'Last day of care with the present provider' },
    {
      kind: 'select',
      name: 'toProviderId',
      label: 'Provider the person chose',
      ...(move === null ? {} : { hint: `The package moves to ${move.zoneName} of ${move.frameworkName}. ${move.reason.words} These are its providers, the present one too if it stands there` }),
      items: [{ value: '', text: 'None: offer by the framework’s order' }, ...items],
    },
    { kind: 'area', name: 'reason', label: 'Why the person moves', hint: 'Without names or addresses' },
  ]
}

/** Pages on which a package leaves its provider while the person still needs care. */
export const leavePages: readonly PageRoute[] = [...handBackPages, ...transfer]
