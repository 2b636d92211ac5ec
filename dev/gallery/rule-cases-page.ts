import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { dataTable, type TableView } from '../../src/platform/components/data-table.ts'
import { page, tableReply } from '../../src/platform/web/reply.ts'
import { pageRoute } from '../../src/platform/web/route.ts'
import { casesOf, type RuleCase } from './rule-cases.ts'

const SOURCE = join(import.meta.dirname, '../../src')

/** The worked cases of every rule, read from the files that the tests run. */
export const ruleCasesPage = pageRoute({
  method: 'GET',
  url: '/gallery/rules',
  permission: 'signed-in',
  handler: async (ctx) => {
    const tables = await Promise.all((await caseFiles()).map((file) => tableOf(file, ctx.url)))
    const view = { title: 'Worked cases of the rules', tables, breadcrumbs: [{ text: 'Home', href: '/' }, { text: 'Gallery', href: '/gallery' }, { text: 'Rules' }] }
    return tableReply(ctx, tables, page('gallery/rule-cases-page.njk', view))
  },
})

async function caseFiles(): Promise<string[]> {
  const files: string[] = []
  for await (const file of glob('*/rules/**/*.cases.yaml', { cwd: SOURCE })) files.push(file)
  return files.sort()
}

async function tableOf(file: string, url: string): Promise<TableView> {
  const cases = casesOf(parse(await readFile(join(SOURCE, file), 'utf8')))
  return dataTable<RuleCase>({
    key: file.replace(/\W+/g, '-'),
    caption: file.replace('.cases.yaml', '').replace('/rules/', ': ').replaceAll('-', ' '),
    noun: ['case', 'cases'],
    columns: [
      { key: 'title', heading: 'Rule', value: (row) => row.title },
      { key: 'clause', heading: 'Clause', value: (row) => row.clause },
      { key: 'facts', heading: 'Facts and result', value: (row) => row.facts },
    ],
    rows: cases,
    url,
    pageSize: 200,
    emptyWords: 'This file holds no cases.',
  })
}
