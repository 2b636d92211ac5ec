import { z } from 'zod'
import type { Permission } from '../../../platform/access/permission.ts'
import { dateOf, fieldErrorsOf, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext, type PageRoute } from '../../../platform/web/route.ts'
import { seePlacement, type WholePlacement } from '../../actions/see-placements.ts'
import { visitLines, dayChoices } from '../refer/visit-lines.ts'
import { atDay } from '../subcontracts/form.ts'

/** A box of a form about a placement. */
export type DeedField =
  | { readonly kind: 'date' | 'text' | 'area'; readonly name: string; readonly label: string; readonly hint?: string }
  | { readonly kind: 'radios' | 'select'; readonly name: string; readonly label: string; readonly hint?: string; readonly items: readonly { readonly value: string; readonly text: string }[] }
  | { readonly kind: 'tick'; readonly name: string; readonly label: string; readonly hint?: string }
  | { readonly kind: 'week' }

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
  fields(seen: WholePlacement, ctx: Ctx): Promise<readonly DeedField[]> | readonly DeedField[]
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
    const values = again?.values ?? deed.values(seen)
    const fields = await deed.fields(seen, ctx)
    const dates = new Set(fields.flatMap((field) => (field.kind === 'date' ? [field.name] : [])))
    const view = {
      title: deed.title,
      caption: `Package ${seen.packageReference}, ${seen.person.initials}`,
      breadcrumbs: [{ text: ctx.actor.organisationId === null ? 'Placements' : 'Packages held', href: '/placements' }, { text: seen.packageReference, href: `/placements/${ctx.params.placementId}` }, { text: deed.title }],
      errors: again?.errors.map((error) => (dates.has(error.field) ? atDay(error.field, error.text) : error)),
      values,
      words: await deed.words(seen, ctx),
      fields,
      lines: fields.some((field) => field.kind === 'week') ? visitLines(values, false).map((line) => ({ ...line, dayChoices: dayChoices(line) })) : [],
      button: deed.button,
      isWarning: deed.isWarning ?? false,
    }
    return page('brokerage/pages/placement-life/page.njk', view, again === undefined ? {} : { status: 400 })
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

/** The boxes of a date, filled. */
export function dateValues(name: string, on: Temporal.PlainDate): FormBody {
  return { [`${name}-day`]: String(on.day), [`${name}-month`]: String(on.month), [`${name}-year`]: String(on.year) }
}

/** Reads a date that must be given. */
export function askedDate(body: FormBody, name: string, what: string, errors: FieldError[]): Temporal.PlainDate | null {
  const on = dateOf(body, name)
  if (on != null) return on
  errors.push(atDay(name, on === null ? `The ${what} must be a real date, for example 9 3 2026` : `Enter the ${what}`))
  return null
}

const TEXT_LENGTH = 500

/** Reads words; an error when they are missing, unless they may be, and when they are too many. */
export function askedText(body: FormBody, name: string, missing: string | null, errors: FieldError[]): string | null {
  const text = textOf(body, name)
  if (text === '' && missing !== null) errors.push({ field: name, href: `#${name}`, text: missing })
  if (text.length > TEXT_LENGTH) errors.push({ field: name, href: `#${name}`, text: `Enter ${String(TEXT_LENGTH)} characters or fewer` })
  return text === '' ? null : text
}
