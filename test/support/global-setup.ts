import { dropLeftovers } from './test-database.ts'
import { ensureTemplate } from './template.ts'
import { joinTestServer, type TestServer } from './test-server.ts'

let server: TestServer | undefined

/** Once before all test files: one server for the whole run, its template made, so that no file waits for either. */
export async function globalSetup(): Promise<void> {
  server = await joinTestServer()
  await dropLeftovers(server.url)
  await ensureTemplate(server.url)
}

/** Once after all test files. */
export async function globalTeardown(): Promise<void> {
  await server?.leave()
}
