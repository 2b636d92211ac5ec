/** Runs the tests: all of them, or the files given. Two at a time, one PostgreSQL for all. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const EVERYTHING = ['src/**/*.test.ts', 'test/**/*.test.ts', 'dev/**/*.test.ts', 'tools/**/*.test.ts', 'bench/**/*.test.ts']

const given = process.argv.slice(2)
const run = spawnSync(
  process.execPath,
  ['--test', '--test-concurrency=2', '--test-timeout=600000', '--test-global-setup=test/support/global-setup.ts', ...(given.length > 0 ? given : EVERYTHING)],
  { cwd: join(import.meta.dirname, '..'), stdio: 'inherit' },
)
process.exitCode = run.status ?? 1
