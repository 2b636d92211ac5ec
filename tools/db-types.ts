// Writes src/platform/db/tables.gen.ts from the live schema: `npm run db:types`; with --check, fails when the file is stale.
import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { openDb } from '../src/platform/db/open.ts'
import { migrate } from '../src/platform/db/migrate.ts'

const root = path.join(import.meta.dirname, '..')
const target = path.join(root, 'src/platform/db/tables.gen.ts')

/** Generates the table types of a migrated database into `outFile`. */
export async function writeTableTypes(url: string, outFile: string): Promise<void> {
  await promisify(execFile)(path.join(root, 'node_modules/.bin/node'), [
    path.join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'), '--dialect', 'postgres', '--url', url, '--out-file', outFile,
    '--exclude-pattern', '(pgboss|public).*', '--no-domains', '--log-level', 'error',
    '--type-mapping', JSON.stringify({ timestamptz: 'string', date: 'string', int8: 'number', bytea: 'Buffer' }),
  ], { cwd: root })
}

/** True when the committed types are those of the migrated database at `url`. */
export async function tableTypesAreFresh(url: string): Promise<boolean> {
  const fresh = `${target}.check`
  try {
    await writeTableTypes(url, fresh)
    return (await readFile(fresh, 'utf8')) === (await readFile(target, 'utf8'))
  } finally {
    await rm(fresh, { force: true })
  }
}

if (import.meta.main) {
  const url = process.env['DATABASE_URL']
  if (url === undefined) throw new Error('Set DATABASE_URL to a database that may be migrated')
  const db = openDb(url, 1)
  await migrate(db)
  await db.destroy()
  if (process.argv.includes('--check')) {
    if (!(await tableTypesAreFresh(url))) {
      console.error('src/platform/db/tables.gen.ts is stale: run `npm run db:types`')
      process.exitCode = 1
    }
  } else await writeTableTypes(url, target)
}
