// Runs before `npm start` and `npm test`: brings node_modules to what package-lock.json says, when it is not there yet.
// Plain JavaScript without dependencies, because it must run on any Node from 20 and before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')
const marker = join(modules, '.tendwell-lock')
const pinnedNode = join(modules, '.bin', 'node')
const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8')
const wanted = createHash('sha256').update(lockText).digest('hex')
const pinnedVersion = JSON.parse(lockText).packages['node_modules/node'].version

if (!isInstalled()) install()

function isInstalled() {
  if (!pinnedNodeWorks()) return false
  if (existsSync(marker) && readFileSync(marker, 'utf8').trim() === wanted) return true
  if (!matchesLock()) return false
  writeFileSync(marker, `${wanted}\n`)
  return true
}

/** npm keeps its own record of what it put in node_modules; someone may have run `npm install` by hand, and that counts. */
function matchesLock() {
  const record = join(modules, '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(JSON.parse(lockText).packages).every(
    ([path, entry]) => path === '' || (installed[path]?.version ?? (entry.optional ? entry.version : undefined)) === entry.version,
  )
}

function pinnedNodeWorks() {
  const answer = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' })
  return answer.status === 0 && answer.stdout.trim() === `v${pinnedVersion}`
}

function install() {
  console.log('Installing what package-lock.json lists (the first time takes about a minute)…')
  const args = ['ci', '--ignore-scripts=false', '--no-audit', '--no-fund', '--loglevel=error']
  const { npm_execpath: npm, npm_node_execpath: npmNode } = process.env
  const command = npm && npmNode && /\.c?js$/.test(npm) ? [npmNode, npm, ...args] : ['npm', ...args]
  const started = Date.now()
  const done = spawnSync(command[0], command.slice(1), { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: plainEnvironment() })
  if (done.error || done.status !== 0) {
    stop(`npm could not install the packages (${done.error?.message ?? `exit code ${done.status}`}). Read npm's message above, check the connection to the package registry and the free disk space, then run the same command again.`)
  }
  if (!pinnedNodeWorks()) {
    stop(`The packages are installed but Node ${pinnedVersion} is not: node_modules/.bin/node does not run. npm may be set to ignore install scripts; run "npm rebuild node --ignore-scripts=false", then the same command again.`)
  }
  writeFileSync(marker, `${wanted}\n`)
  console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} seconds.`)
}

/** Without node_modules/.bin on the path: npm must not run on the very Node that it is about to replace. */
function plainEnvironment() {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  return { ...process.env, PATH: path.join(delimiter) }
}

function stop(sentence) {
  console.error(sentence)
  process.exit(3)
}
