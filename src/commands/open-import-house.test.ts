import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LISTENERS } from './open-import-house.ts'
import { wiringsFor } from './wirings.ts'

test('an import of visits tells everybody in the whole program who listens to it', async () => {
  const wirings = await wiringsFor({ notifyApiKey: null, demonstration: false, oidc: { issuer: 'https://identity.example' } as Parameters<typeof wiringsFor>[0]['oidc'], publicUrl: 'https://tendwell.example' })
  const jobs = wirings.flatMap((wiring) => wiring.jobs)
  for (const [topic, listeners] of Object.entries(LISTENERS)) {
    const names = (handlers: typeof jobs): string[] => handlers.filter((handler) => handler.topic === topic).map((handler) => handler.name).toSorted()
    assert.deepEqual(names([...(await listeners())]), names(jobs), topic)
  }
})
