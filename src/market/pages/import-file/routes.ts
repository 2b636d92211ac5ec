import { z } from 'zod'
import { countOf, withCommas } from '../../../kernel/words.ts'
import { need } from '../../../platform/access/permission.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import { dropHeldFile, holdFile, readHeldFile } from '../../../platform/files/held-file.ts'
import { isFileRefused } from '../../../platform/files/import-outcome.ts'
import { refusalsCsv } from '../../../platform/files/refusal-groups.ts'
import { refusedRowsCsv } from '../../../platform/files/refused-rows.ts'
import { fieldError, type FieldError } from '../../../platform/web/form.ts'
import { download, page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext, type PageRoute } from '../../../platform/web/route.ts'
import { listDistrictsKnown, listFilesReadIn } from '../../reads/import-files.ts'
import { IMPORT_MARKET } from '../../terms.ts'
import type { ImportKind } from './import-kind.ts'
import { changeTable, countTiles, fileTable, refusalTable } from './import-tables.ts'

const heldParams = z.object({ heldId: z.uuid() })

/**
 * The pages of one kind of file: choose it, see what it would do, confirm or give up, fetch the refused rows.
 * The file is held between its preview and its confirmation; nothing else is written before.
 */
export function importPages(kind: ImportKind): PageRoute[] {
  return [choosePage(kind), uploadAction(kind), previewPage(kind), confirmAction(kind), refusedRows(kind)]
}

function choosePage(kind: ImportKind): PageRoute {
  return pageRoute({
    method: 'GET',
    url: kind.base,
    permission: IMPORT_MARKET,
    handler: async (ctx) => chooseReply(kind, ctx),
  })
}

function uploadAction(kind: ImportKind): PageRoute {
  return pageRoute({
    method: 'POST',
    url: kind.base,
    permission: IMPORT_MARKET,
    handler: async (ctx) => {
      need(ctx.actor, IMPORT_MARKET)
      const file = ctx.files.find((each) => each.field === 'file')
      if (file === undefined) return chooseReply(kind, ctx, [fieldError('file', 'Select a file')])
      const heldId = await holdFile(ctx.house, ctx.actor, { name: file.filename, bytes: file.bytes })
      return redirectTo(`${kind.base}/${heldId}`)
    },
  })
}

function previewPage(kind: ImportKind): PageRoute {
  return pageRoute({
    method: 'GET',
    url: `${kind.base}/:heldId`,
    permission: IMPORT_MARKET,
    params: heldParams,
    handler: async (ctx) => {
      const { heldId } = ctx.params
      const file = await readHeldFile(ctx.house, ctx.actor, heldId)
      const outcome = await kind.run(ctx.house, ctx.actor, { ...file, preview: true })
      const { summary } = outcome
      const news = summary.new + summary.changed
      const tables: TableView[] = [refusalTable(outcome, ctx.url), ...(outcome.changes === undefined ? [] : [changeTable(outcome.changes, ctx.url)])]
      const view = {
        title: isFileRefused(outcome) ? 'This file cannot be imported' : 'Check before you import',
        caption: file.name,
        breadcrumbs: [kind.back, { text: kind.title, href: kind.base }, { text: 'Check' }],
        kind,
        heldId,
        outcome,
        fileRefused: isFileRefused(outcome),
        tiles: countTiles(outcome),
        refusals: tables[0],
        changes: tables[1],
        // A reader of a preview wants to know at once whether anything would happen at all.
        lead: news === 0 ? 'Importing this file would add nothing: all that can be read of it is known already.' : `This is a ${outcome.layout ?? 'file'}. Importing it adds or changes ${countOf(news, 'row')}.`,
        button: news === 0 ? 'Record that it was read' : `Import ${countOf(news, 'row')}`,
      }
      return tableReply(ctx, tables, page('market/pages/import-file/preview.njk', view, isFileRefused(outcome) ? { status: 400 } : {}))
    },
  })
}

function confirmAction(kind: ImportKind): PageRoute {
  return pageRoute({
    method: 'POST',
    url: `${kind.base}/:heldId`,
    permission: IMPORT_MARKET,
    params: heldParams,
    handler: async (ctx) => {
      const { heldId } = ctx.params
      if (ctx.body['answer'] === 'give-up') {
        await dropHeldFile(ctx.house, ctx.actor, heldId)
        return redirectTo(kind.base, 'The file was not imported')
      }
      const file = await readHeldFile(ctx.house, ctx.actor, heldId)
      const outcome = await kind.run(ctx.house, ctx.actor, { ...file, preview: false })
      if (isFileRefused(outcome)) return redirectTo(`${kind.base}/${heldId}`)
      await dropHeldFile(ctx.house, ctx.actor, heldId)
      const { summary } = outcome
      return redirectTo(kind.then, `${file.name}: ${withCommas(summary.new)} new, ${withCommas(summary.changed)} changed, ${withCommas(summary.repeated)} repeated, ${withCommas(summary.refused)} refused`)
    },
  })
}

function refusedRows(kind: ImportKind): PageRoute {
  return pageRoute({
    method: 'GET',
    url: `${kind.base}/:heldId/refused-rows`,
    permission: IMPORT_MARKET,
    params: heldParams,
    handler: async (ctx) => {
      const file = await readHeldFile(ctx.house, ctx.actor, ctx.params.heldId)
      const outcome = await kind.run(ctx.house, ctx.actor, { ...file, preview: true })
      const layout = kind.layoutOf(file.bytes)
      const csv = layout === undefined ? refusalsCsv(outcome) : refusedRowsCsv(file.bytes, layout, outcome.refusals)
      return download(`refused-rows-of-${file.name.replace(/\.[^.]*$/, '')}.csv`, 'text/csv; charset=utf-8', csv)
    },
  })
}

async function chooseReply(kind: ImportKind, ctx: PageContext, errors: readonly FieldError[] = []): Promise<PageReply> {
  const files = fileTable(await listFilesReadIn(ctx.house, ctx.actor, kind.kind), ctx.url)
  const districts = kind.kind === 'areas' ? districtTable(await listDistrictsKnown(ctx.house, ctx.actor), ctx.url) : undefined
  const view = { title: kind.title, breadcrumbs: [kind.back, { text: kind.title }], kind, files, districts, errors }
  return tableReply(ctx, districts === undefined ? [files] : [files, districts], page('market/pages/import-file/choose.njk', view, errors.length > 0 ? { status: 400 } : {}))
}

function districtTable(districts: Awaited<ReturnType<typeof listDistrictsKnown>>, url: string): TableView {
  return dataTable({
    key: 'districts',
    caption: 'Areas known so far, by district',
    noun: ['district', 'districts'],
    url,
    rows: districts,
    emptyWords: 'No areas yet. Start with boundaries or the lookup, then population and postcodes.',
    columns: [
      { key: 'district', heading: 'District', value: (each) => ({ text: each.districtName ?? 'Not yet named', ...(each.districtCode === null ? {} : { hint: each.districtCode }) }), sort: (each) => each.districtName ?? '~' },
      { key: 'areas', heading: 'Small areas', numeric: true, value: (each) => withCommas(each.areas), sort: (each) => each.areas },
      { key: 'boundaries', heading: 'With a boundary', numeric: true, value: (each) => withCommas(each.withBoundary), sort: (each) => each.withBoundary },
      { key: 'over65', heading: 'Aged 65 and over', numeric: true, value: (each) => (each.population65Plus === null ? '' : withCommas(each.population65Plus)), sort: (each) => each.population65Plus ?? 0 },
      { key: 'postcodes', heading: 'Postcodes', numeric: true, value: (each) => withCommas(each.postcodes), sort: (each) => each.postcodes },
    ],
  })
}
