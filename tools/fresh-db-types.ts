/** Writes src/platform/db/tables.gen.ts from a database that has just been migrated; with `--check`, only says whether it is fresh. */
import { join } from 'node:path'
import { makeTestDatabase } from '../test/support/test-database.ts'
import { tableTypesAreFresh, writeTableTypes } from './db-types.ts'

const database = await makeTestDatabase()
try {
  if (!process.argv.includes('--check')) await writeTableTypes(database.url, join(import.meta.dirname, '../src/platform/db/tables.gen.ts'))
  else if (!(await tableTypesAreFresh(database.url))) {
    console.error('src/platform/db/tables.gen.ts is stale: run "npm run db:types".')
    process.exitCode = 1
  }
} finally {
  await database.drop()
}
