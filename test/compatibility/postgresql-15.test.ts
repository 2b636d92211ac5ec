import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { isInstalled, startPostgresql15 } from './postgresql-15.ts'

const ROOT = join(import.meta.dirname, '../..')
/** Those with the most SQL of their own: every store's, what imports, assigns, pays, plans and reports, and the platform's. The rest is run once, on the server that Tendwell brings. */
const STORES_AND_ACTIONS = ['src/*/store/*.db.test.ts', 'src/{visits,payment}/actions/*.db.test.ts', 'src/reporting/*.db.test.ts', 'src/platform/{db,jobs,audit}/**/*.db.test.ts']

const skip = isInstalled ? false : 'PostgreSQL 15 is not installed in /usr/lib/postgresql/15'

test('the tests with the most SQL pass on PostgreSQL 15 too', { skip }, async (t) => {
  const server = await startPostgresql15()
  t.after(() => server.stop())
  const env: NodeJS.ProcessEnv = { ...process.env, TENDWELL_TEST_DATABASE_URL: server.url }
  delete env['NODE_TEST_CONTEXT'] // or the runner below would take itself for a test of the one above
  const run = spawn(process.execPath, ['--test', '--test-reporter=spec', '--test-concurrency=1', ...STORES_AND_ACTIONS], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [run.stdout, run.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => run.once('close', resolve))
  assert.equal(code, 0, output.slice(output.indexOf('failing tests:')))
  t.diagnostic(`${/ℹ pass (\d+)/.exec(output)?.[1] ?? '0'} tests passed on PostgreSQL 15`)
})
