/** Everything that can be checked without running Tendwell: `npm run check`. Ends with 1 when any of it fails. */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')

/** Longest first: on two cores the short ones fill the gaps. */
const CHECKS: readonly (readonly [name: string, ...args: string[]])[] = [
  ['lint', 'node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'],
  ['types', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'],
  ['types of the pure rules', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.rules.json', '--noEmit'],
  ['database types are fresh', 'tools/fresh-db-types.ts', '--check'],
  ['unused files, exports and packages', 'node_modules/knip/bin/knip.js', '--no-progress'],
  ['import fence', 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'src', 'dev', '--no-cache', '--output-type', 'err'],
  ['stylesheet is fresh', 'tools/build-assets.ts', '--check'],
  ['migrations are in order', 'tools/migration-order.ts'],
  ['settings page is fresh', 'tools/settings-doc.ts', '--check'],
]

const waiting = [...CHECKS]
const failed: string[] = []

await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work))
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join('; ')}`)
  process.exitCode = 1
}

async function work(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [name, ...args] = next
    const since = performance.now()
    const { code, output } = await run(args)
    const seconds = ((performance.now() - since) / 1000).toFixed(1)
    console.log(`${code === 0 ? '✔' : '✖'} ${name} (${seconds} s)`)
    if (code === 0) continue
    failed.push(name)
    console.error(output.trim())
  }
}

async function run(args: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('close', (code) => {
      resolve({ code, output })
    })
  })
}
