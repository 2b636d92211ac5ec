import type { AccessWorld } from './world.ts'

/** What is asked of routes that mean nothing without a question in their address. */
export function queriesOf(world: AccessWorld): Readonly<Record<string, string>> {
  return {
    '/api/v1/visits': '?on=2026-02-10',
    '/api/v1/providers/:providerId/succession': `?fromOn=2026-06-01&successorId=${world.council.providers.d.id}`,
  }
}
