/**
 * Runs the campaigns of test/faults: in their short form, or with `--long` in the one whose figures are in docs/reliability.md. Files may be named.
 * `--minutes 20` gives each campaign of kills so much time at most: a long one is done in parts, each with `--seed` of its own, and each part says what it did.
 */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const ROOT = join(import.meta.dirname, '..')
const { values, positionals } = parseArgs({ allowPositionals: true, options: { long: { type: 'boolean', default: false }, minutes: { type: 'string' }, seed: { type: 'string' } } })
for (const [name, value] of [['minutes', values.minutes], ['seed', values.seed]] as const) {
  if (value !== undefined && !/^\d{1,9}(\.\d{1,3})?$/.test(value)) throw new Error(`--${name} "${value}" is no number: give for example --${name} 20`)
}
const files = positionals.length > 0 ? positionals : globSync('test/faults/*.test.ts', { cwd: ROOT })

const run = spawnSync(process.execPath, ['--test', '--test-concurrency=1', '--test-global-setup=test/support/global-setup.ts', ...files], {
  cwd: ROOT,
  stdio: 'inherit',
  env: {
    ...process.env,
    ...(values.long ? { TENDWELL_TEST_FAULTS: 'long' } : {}),
    ...(values.minutes === undefined ? {} : { TENDWELL_TEST_FAULTS_MINUTES: values.minutes }),
    ...(values.seed === undefined ? {} : { TENDWELL_TEST_SEED: values.seed }),
  },
})
process.exitCode = run.status ?? 1
