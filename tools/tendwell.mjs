#!/usr/bin/env node
// The `tendwell` command, whichever Node started it: runs src/main.ts on the Node that the lock file pins.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const pinnedNode = join(root, 'node_modules', '.bin', 'node')

if (!existsSync(pinnedNode)) {
  console.error('Tendwell is not installed yet: run "npm ci" in its folder first.')
  process.exit(3)
}

const args = process.argv.slice(2)
// Files of visits may be of any size: a small young generation, a heap that grows by little and one arena keep the process small (bench/README.md).
const isVisits = args[0] === 'import' && args[1] === 'visits'
// What serves pages has room for what is young: fewer and shorter stops for its collection, which pages would wait for. Its worker is started alike.
const isServing = ['serve', 'web', 'worker'].includes(args[0] ?? '')
const flags = isVisits ? ['--optimize-for-size', '--max-semi-space-size=2', '--heap-growing-percent=30'] : isServing ? ['--max-semi-space-size=64'] : []
// Said here, the first module is kept compiled too, and Node.js need not load what strips it of its types: 16 MB and half of the time to begin.
const env = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'), ...(isVisits ? { MALLOC_ARENA_MAX: '1' } : {}), ...process.env }

const child = spawn(pinnedNode, [...flags, join(root, 'src', 'main.ts'), ...args], { stdio: 'inherit', env })
// A Ctrl-C in the terminal reaches the child by itself; these carry the signals that are sent to this process alone.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => {
  console.error(`Tendwell could not start: ${error.message}`)
  process.exit(3)
})
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)))
