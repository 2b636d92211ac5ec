/** Runs the tests: all of them, or the files given. Two at a time, one PostgreSQL for all. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const EVERYTHING = ['src/**/*.test.ts', 'test/**/*.test.ts', 'dev/**/*.test.ts', 'tools/**/*.test.ts', 'bench/**/*.test.ts']

const given = process.argv.slice(2)
const run = spawnSync(
  process.execPath,
  ['--test', '--test-concurrency=2', '--test-timeout=600000', '--test-global-setup=test/support/global-setup.ts', ...(given.length > 0 ? given : EVERYTHING)],
  {
    cwd: ROOT,
    stdio: 'inherit',
    // Each file is a process that loads half the program: what is compiled once is kept for the others, a quarter of their time.
    env: { NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/compiled'), ...process.env },
  },
)
process.exitCode = run.status ?? 1
