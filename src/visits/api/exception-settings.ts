import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { previewExceptionSettings, seeExceptionSettings, setExceptionSettings } from '../actions/exception-settings.ts'
import { EXCEPTION_KINDS, SEE_VISITS } from '../terms.ts'
import { exceptionSettingsDocument, SET_EXCEPTIONS } from '../terms/exception-settings.ts'

const url = '/api/v1/frameworks/:frameworkId/exceptions'
const params = z.object({ frameworkId: z.uuid() })

export const exceptionSettingsApi = apiRoute({
  method: 'GET',
  url,
  permission: SEE_VISITS,
  summary: 'What counts as an exception under a framework: what holds without a setting, and every setting, the latest first',
  params,
  response: z.object({ usual: exceptionSettingsDocument, versions: z.array(z.object({ id: z.int(), fromOn: z.string(), document: exceptionSettingsDocument, source: z.string(), setAt: z.string(), setBy: z.string() })) }),
  handler: async ({ house, actor, params: { frameworkId } }) => {
    const { versions, usual } = await seeExceptionSettings(house, actor, frameworkId)
    return { usual, versions: versions.map(({ id, fromOn, document, source, setAt, setBy }) => ({ id, fromOn: fromOn.toString(), document, source, setAt: setAt.toString(), setBy })) }
  },
})

export const setExceptionSettingsApi = apiRoute({
  method: 'POST',
  url,
  permission: SET_EXCEPTIONS,
  summary: 'Set what counts as an exception from a date on; with preview, only say what it would change of the last two weeks',
  params,
  body: z.object({ document: exceptionSettingsDocument, fromOn: z.iso.date(), source: z.string().min(1).max(500), preview: z.boolean().default(false) }),
  response: z.object({ version: z.int().nullable(), effect: z.array(z.object({ kind: z.enum(EXCEPTION_KINDS), now: z.int(), then: z.int(), toFixNow: z.int(), toFixThen: z.int() })).nullable() }),
  handler: async ({ house, actor, params: { frameworkId }, body: { preview, fromOn, ...body } }) => {
    if (preview) return { version: null, effect: [...(await previewExceptionSettings(house, actor, { frameworkId, document: body.document })).kinds] }
    return { version: await setExceptionSettings(house, actor, { frameworkId, ...body, fromOn: Temporal.PlainDate.from(fromOn) }), effect: null }
  },
})
