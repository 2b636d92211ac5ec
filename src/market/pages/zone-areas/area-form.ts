import type { z } from 'zod'
import type { Actor } from '../../../platform/access/actor.ts'
import type { House } from '../../../platform/action/work.ts'
import { fieldErrorsOf, listOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import type { PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageRoute } from '../../../platform/web/route.ts'
import { listDistrictChoices } from '../../reads/form-choices.ts'
import { KEEP_MARKET } from '../../terms.ts'
import { formPage, type FormView } from '../form-view.ts'
import { areaFields, codesOf } from './area-fields.ts'

/** The small areas that a form says, by code and by whole districts. */
interface ChosenAreas {
  readonly areaCodes: string[]
  readonly districtCodes: string[]
}

/** A form that ends with the small areas of a zone: what it shows, what it asks before them, and what it does. */
interface AreaForm<P extends z.ZodType, Shown> {
  readonly url: string
  readonly params: P
  /** The field at which a refusal without one stands. */
  readonly mainField: string
  load(house: House, actor: Actor, params: z.output<P>): Promise<Shown>
  view(shown: Shown): Omit<FormView, 'fields'> & { readonly before: FormView['fields'] }
  /** Does it, and answers where to go; or says what is wrong with the form. */
  run(ctx: { readonly house: House; readonly actor: Actor; readonly body: FormBody }, shown: Shown, areas: ChosenAreas): Promise<PageReply | readonly FieldError[]>
}

/** The page and the form's target of a form that ends with the small areas of a zone. */
export function areaFormRoutes<P extends z.ZodType, Shown>(form: AreaForm<P, Shown>): readonly [page: PageRoute, action: PageRoute] {
  const { url, params } = form
  const show = async (house: House, actor: Actor, shown: Shown, values: FormBody, errors: readonly FieldError[] = []): Promise<PageReply> => {
    const { before, ...view } = form.view(shown)
    return formPage({ ...view, fields: [...before, ...areaFields(await listDistrictChoices(house, actor), values)] }, values, errors)
  }
  return [
    pageRoute({ method: 'GET', url, permission: KEEP_MARKET, params, handler: async (ctx) => show(ctx.house, ctx.actor, await form.load(ctx.house, ctx.actor, ctx.params), {}) }),
    pageRoute({
      method: 'POST',
      url,
      permission: KEEP_MARKET,
      params,
      handler: async (ctx) => {
        const shown = await form.load(ctx.house, ctx.actor, ctx.params)
        try {
          const done = await form.run(ctx, shown, { areaCodes: codesOf(textOf(ctx.body, 'areaCodes')), districtCodes: listOf(ctx.body, 'districts') })
          return 'kind' in done ? done : await show(ctx.house, ctx.actor, shown, ctx.body, done)
        } catch (fault) {
          return show(ctx.house, ctx.actor, shown, ctx.body, fieldErrorsOf(fault, form.mainField))
        }
      },
    }),
  ]
}
