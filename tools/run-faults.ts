/** Runs the campaigns of test/faults: in their short form, or with `--long` in the one whose figures are in docs/reliability.md. Files may be named. */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const given = process.argv.slice(2)
const named = given.filter((each) => !each.startsWith('--'))
const files = named.length > 0 ? named : globSync('test/faults/*.test.ts', { cwd: ROOT })

const run = spawnSync(process.execPath, ['--test', '--test-concurrency=1', '--test-global-setup=test/support/global-setup.ts', ...files], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, ...(given.includes('--long') ? { TENDWELL_TEST_FAULTS: 'long' } : {}) },
})
process.exitCode = run.status ?? 1
