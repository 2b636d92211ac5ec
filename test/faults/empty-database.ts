import type { TestContext } from 'node:test'
import { onServer } from '../support/template.ts'
import { databaseUrl, joinTestServer } from '../support/test-server.ts'

let made = 0

/** A new database with nothing in it on the server of this test run; dropped when the test ends. Answers its address. */
export async function anEmptyDatabase(t: TestContext): Promise<string> {
  const server = await joinTestServer()
  made += 1
  const name = `tendwell_test_${String(process.pid)}_empty${String(made)}`
  await onServer(server.url, (client) => client.query(`create database ${name} template template0`))
  t.after(async () => {
    await onServer(server.url, (client) => client.query(`drop database if exists ${name} with (force)`))
    await server.leave()
  })
  return databaseUrl(server.url, name)
}
