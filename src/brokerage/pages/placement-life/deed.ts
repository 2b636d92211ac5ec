import { z } from 'zod'
import type { Permission } from '../../../platform/access/permission.ts'
import { fieldErrorsOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import { redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext, type PageRoute } from '../../../platform/web/route.ts'
import { seePlacement, type WholePlacement } from '../../actions/see-placements.ts'
import { fieldsPage, type FormField } from './fields-page.ts'

type Ctx = PageContext<{ readonly placementId: string }>

/** Something that is done to a placement on a page of its own: what the form says and asks, how it is read, and the action. */
export interface Deed<T> {
  readonly slug: string
  readonly permission: Permission
  readonly title: string
  readonly button: string
  readonly isWarning?: boolean
  /** The field to which a refusal without one belongs. */
  readonly mainField: string
  words(seen: WholePlacement, ctx: Ctx): Promise<readonly string[]> | readonly string[]
  fields(seen: WholePlacement, ctx: Ctx): Promise<readonly FormField[]> | readonly FormField[]
  /** What the form holds before anything is typed. */
  values(seen: WholePlacement): FormBody
  read(body: FormBody): FormResult<T>
  /** Does it; answers what to say, and where to go when not back to the placement. */
  run(ctx: Ctx, value: T): Promise<{ readonly said: string; readonly to?: string }>
}

const params = z.object({ placementId: z.uuid() })

/** The page and the form's target of a deed. */
export function deedRoutes<T>(deed: Deed<T>): readonly PageRoute[] {
  const url = `/placements/:placementId/${deed.slug}`
  const show = async (ctx: Ctx, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> => {
    const seen = await seePlacement(ctx.house, ctx.actor, ctx.params.placementId)
    const form = {
      title: deed.title,
      caption: `Package ${seen.packageReference}, ${seen.person.initials}`,
      breadcrumbs: [{ text: ctx.actor.organisationId === null ? 'Placements' : 'Packages held', href: '/placements' }, { text: seen.packageReference, href: `/placements/${ctx.params.placementId}` }, { text: deed.title }],
      words: await deed.words(seen, ctx),
      fields: await deed.fields(seen, ctx),
      values: again?.values ?? deed.values(seen),
      button: deed.button,
      isWarning: deed.isWarning ?? false,
    }
    return fieldsPage(form, again?.errors)
  }
  return [
    pageRoute({ method: 'GET', url, permission: deed.permission, params, handler: (ctx) => show(ctx) }),
    pageRoute({
      method: 'POST',
      url,
      permission: deed.permission,
      params,
      handler: async (ctx) => {
        const form = deed.read(ctx.body)
        if (!form.ok) return show(ctx, { errors: form.errors, values: ctx.body })
        try {
          const { said, to } = await deed.run(ctx, form.value)
          return redirectTo(to ?? `/placements/${ctx.params.placementId}`, said)
        } catch (fault) {
          return show(ctx, { errors: fieldErrorsOf(fault, deed.mainField), values: ctx.body })
        }
      },
    }),
  ]
}
