import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'

const MAIN = join(import.meta.dirname, '../../src/main.ts')

function tendwell(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const ran = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } })
  return { code: ran.status, out: ran.stdout, err: ran.stderr }
}

test('help is given with examples, and counts as done', () => {
  const { code, out } = tendwell(['serve', '--help'])
  assert.equal(code, 0)
  assert.match(out, /Examples:/)
})

test('an unknown command, an unknown option and no command at all are wrong use: 2', () => {
  assert.equal(tendwell(['fly']).code, 2)
  assert.equal(tendwell(['migrate', '--faster']).code, 2)
  assert.equal(tendwell([]).code, 2)
})

test('a bad setting ends with 3 and names itself', () => {
  const { code, err } = tendwell(['migrate'], { TENDWELL_PORT: 'eighty' })
  assert.equal(code, 3)
  assert.equal(err, 'TENDWELL_PORT is "eighty", which is not accepted: give a whole number from 0 to 65535.\n')
})

test('a database server that does not answer ends with 3 in one sentence', () => {
  const { code, err } = tendwell(['migrate'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
  assert.equal(code, 3)
  assert.equal(err, 'The database does not answer: check that PostgreSQL runs where DATABASE_URL points to.\n')
})

test('a web port in use is told before anything is started', async (t) => {
  const stranger = createServer().listen(0, '127.0.0.1')
  t.after(() => stranger.close())
  await new Promise((resolve) => stranger.once('listening', resolve))
  const address = stranger.address()
  const port = String(typeof address === 'object' && address !== null ? address.port : 0)
  const { code, err } = tendwell(['serve', '--demonstration'], { TENDWELL_PORT: port, TENDWELL_DATA_FOLDER: join(import.meta.dirname, '../../var/never') })
  assert.equal(code, 3)
  assert.match(err, new RegExp(`Port ${port} is in use`))
})

test('the demonstration does not start in production', () => {
  const { code, err } = tendwell(['serve', '--demonstration'], { NODE_ENV: 'production' })
  assert.equal(code, 3)
  assert.match(err, /demonstration does not start with NODE_ENV "production"/)
})
