import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { EnvironmentFault } from '../action/refused.ts'
import { loadConfig } from './config.ts'

const WEB = {
  TENDWELL_PUBLIC_URL: 'https://care.example.gov.uk/',
  TENDWELL_SESSION_SECRET: 's'.repeat(40),
  TENDWELL_OIDC_ISSUER: 'https://login.example.gov.uk',
  TENDWELL_OIDC_CLIENT_ID: 'tendwell',
  TENDWELL_OIDC_CLIENT_SECRET: 'x',
}

function faultOf(env: NodeJS.ProcessEnv, options: Parameters<typeof loadConfig>[1] = {}): string {
  try {
    loadConfig(env, options)
  } catch (error) {
    assert.ok(error instanceof EnvironmentFault)
    return error.message
  }
  return 'accepted'
}

test('without any setting a command runs on the built-in database and port 3000', () => {
  const config = loadConfig({})
  assert.equal(config.port, 3000)
  assert.equal(config.databaseUrl, null)
  assert.equal(config.publicUrl, 'http://127.0.0.1:3000')
})

test('a refused value names the setting, the value and the fix', () => {
  assert.equal(faultOf({ TENDWELL_PORT: '80a' }), 'TENDWELL_PORT is "80a", which is not accepted: give a whole number from 0 to 65535.')
})

test('a refused secret is never shown', () => {
  const words = faultOf({ TENDWELL_SESSION_SECRET: 'hunter2', DATABASE_URL: 'mysql://root:hunter2@db' })
  assert.match(words, /TENDWELL_SESSION_SECRET has a value that is not accepted: give at least 32/)
  assert.match(words, /DATABASE_URL has a value/)
  assert.doesNotMatch(words, /hunter2/)
})

test('an unknown setting is named with the one that was probably meant', () => {
  assert.equal(faultOf({ TENDWELL_PROT: '80' }), 'TENDWELL_PROT is not a setting of Tendwell: did you mean TENDWELL_PORT?')
})

test('every problem is told at once', () => {
  assert.equal(faultOf({ TENDWELL_PORT: '-1', TENDWELL_HAMSTER_WHEELS: '2' }).split('\n').length, 2)
})

test('serving pages outside the demonstration needs an identity provider, a public address and a secret', () => {
  assert.match(faultOf({}, { web: true }), /TENDWELL_PUBLIC_URL, TENDWELL_SESSION_SECRET, TENDWELL_OIDC_ISSUER/)
  assert.equal(loadConfig(WEB, { web: true }).publicUrl, 'https://care.example.gov.uk')
})

test('the demonstration refuses production and a public address', () => {
  assert.match(faultOf({ NODE_ENV: 'production' }, { demonstration: true }), /NODE_ENV "production"/)
  assert.match(faultOf({ TENDWELL_PUBLIC_URL: 'https://care.example.gov.uk' }, { demonstration: true }), /TENDWELL_PUBLIC_URL is "https:/)
})

test('the demonstration keeps its secrets between starts in a file for its owner alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tendwell-config-'))
  try {
    const first = loadConfig({ TENDWELL_DATA_FOLDER: folder }, { demonstration: true, web: true })
    const second = loadConfig({ TENDWELL_DATA_FOLDER: folder }, { demonstration: true, web: true })
    assert.ok(first.sessionSecret.length >= 32)
    assert.equal(second.sessionSecret, first.sessionSecret)
    assert.equal(statSync(join(folder, 'secrets.json')).mode & 0o777, 0o600)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
