import { z } from 'zod'
import { fieldErrorsOf, readForm, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext, type PageRoute } from '../../../platform/web/route.ts'
import { findDocument } from '../../actions/see-documents.ts'
import { setAudience } from '../../actions/upload-document.ts'
import { AUDIENCES, DOCUMENT_KIND_NAMES, OPEN_DOCUMENTS } from '../../terms/document.ts'
import { audienceItems } from '../package-documents/present.ts'

const params = z.object({ documentId: z.uuid() })
const AudienceForm = z.object({ audience: z.enum([...AUDIENCES, 'withdrawn'], 'Choose who may see it'), statesNoIdentity: z.boolean(), reason: z.string().max(500, 'Enter 500 characters or fewer') })
type Ctx = PageContext<z.output<typeof params>>

/** Who may see a document, said anew; or the document withdrawn. */
export const documentPages: readonly PageRoute[] = [
  pageRoute({ method: 'GET', url: '/documents/:documentId', permission: OPEN_DOCUMENTS, params, handler: (ctx) => show(ctx) }),
  pageRoute({
    method: 'POST',
    url: '/documents/:documentId',
    permission: OPEN_DOCUMENTS,
    params,
    handler: async (ctx) => {
      const form = readForm(AudienceForm, { audience: textOf(ctx.body, 'audience'), statesNoIdentity: textOf(ctx.body, 'statesNoIdentity') === 'yes', reason: textOf(ctx.body, 'reason') })
      if (!form.ok) return show(ctx, { errors: form.errors, values: ctx.body })
      try {
        const { packageId } = await setAudience(ctx.house, ctx.actor, { documentId: ctx.params.documentId, ...form.value, reason: form.value.reason === '' ? null : form.value.reason })
        return redirectTo(`/packages/${packageId}/documents`, form.value.audience === 'withdrawn' ? 'The document is withdrawn. Nobody can open it' : 'Who may see the document is changed')
      } catch (fault) {
        return show(ctx, { errors: fieldErrorsOf(fault, 'audience'), values: ctx.body })
      }
    },
  }),
]

async function show(ctx: Ctx, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const { document, packageReference } = await findDocument(ctx.house, ctx.actor, ctx.params.documentId)
  const view = {
    title: `Who may see the ${DOCUMENT_KIND_NAMES[document.kind].toLowerCase()}`,
    caption: `Package ${packageReference}`,
    breadcrumbs: [{ text: packageReference, href: `/packages/${document.packageId}` }, { text: 'Documents', href: `/packages/${document.packageId}/documents` }, { text: DOCUMENT_KIND_NAMES[document.kind] }],
    fileWords: `${document.fileName}, version ${String(document.version)}`,
    items: audienceItems(true),
    values: again === undefined ? { audience: document.audience, reason: '', statesNoIdentity: '' } : { audience: textOf(again.values, 'audience'), reason: textOf(again.values, 'reason'), statesNoIdentity: textOf(again.values, 'statesNoIdentity') },
    errors: again?.errors,
  }
  return page('brokerage/pages/document/page.njk', view, again === undefined ? {} : { status: 400 })
}
