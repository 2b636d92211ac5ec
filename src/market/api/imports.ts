import { z } from 'zod'
import { apiFileRoute, previewField } from '../../platform/web/file-route.ts'
import { importAreas } from '../actions/import-areas.ts'
import { importCqc } from '../actions/import-cqc.ts'
import { CQC_CHANGE_KINDS } from '../rules/cqc-row.ts'
import { IMPORT_MARKET } from '../terms.ts'

const refusal = z.object({ row: z.int(), column: z.string().nullable(), value: z.string().nullable(), reason: z.string(), fix: z.string() })
const outcome = z.object({
  layout: z.string().nullable(),
  summary: z.object({ read: z.int(), new: z.int(), changed: z.int(), repeated: z.int(), refused: z.int() }),
  refusals: z.array(refusal),
  notes: z.array(z.string()),
})
const change = z.object({ kind: z.enum(CQC_CHANGE_KINDS), cqcLocationId: z.string(), location: z.string(), provider: z.string(), what: z.string(), from: z.string().nullable(), to: z.string().nullable(), publishedOn: z.iso.date().nullable() })

const cqc = apiFileRoute({
  url: '/api/v1/imports/cqc',
  permission: IMPORT_MARKET,
  summary: 'Read in a CQC file, or preview it',
  textField: 'content',
  fields: { preview: previewField },
  response: outcome.extend({ changes: z.array(change) }),
  handler: async (ctx) => {
    const { summary, refusals, notes, layout, changes } = await importCqc(ctx.house, ctx.actor, { ...ctx.file, preview: ctx.fields.preview })
    return { summary: { ...summary }, refusals: [...refusals], notes: [...notes], layout, changes: changes.map((each) => ({ ...each, publishedOn: each.publishedOn?.toString() ?? null })) }
  },
})

const areas = apiFileRoute({
  url: '/api/v1/imports/areas',
  permission: IMPORT_MARKET,
  summary: 'Read in boundaries, a lookup, population or postcodes, or preview them',
  textField: 'content',
  fields: { preview: previewField },
  response: outcome,
  handler: async (ctx) => {
    const { summary, refusals, notes, layout } = await importAreas(ctx.house, ctx.actor, { ...ctx.file, preview: ctx.fields.preview })
    return { summary: { ...summary }, refusals: [...refusals], notes: [...notes], layout }
  },
})

export const importRoutes = [cqc, areas]
