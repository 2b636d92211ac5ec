import type { Adapter, AdapterPayload } from 'oidc-provider'

/** Keeps the provider's sessions and codes in memory: a demonstration that is restarted signs everybody out. */
export function memoryAdapter(): (model: string) => Adapter {
  const entries = new Map<string, AdapterPayload>()
  return (model) => {
    const keyOf = (id: string): string => `${model}:${id}`
    const find = (wanted: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
      [...entries].find(([key, payload]) => key.startsWith(`${model}:`) && wanted(payload))?.[1]
    return {
      upsert: (id, payload) => {
        entries.set(keyOf(id), payload)
        return Promise.resolve()
      },
      find: (id) => Promise.resolve(entries.get(keyOf(id))),
      findByUid: (uid) => Promise.resolve(find((payload) => payload.uid === uid)),
      findByUserCode: (userCode) => Promise.resolve(find((payload) => payload.userCode === userCode)),
      consume: (id) => {
        const payload = entries.get(keyOf(id))
        if (payload !== undefined) entries.set(keyOf(id), { ...payload, consumed: true })
        return Promise.resolve()
      },
      destroy: (id) => {
        entries.delete(keyOf(id))
        return Promise.resolve()
      },
      revokeByGrantId: (grantId) => {
        for (const [key, payload] of entries) if (payload.grantId === grantId) entries.delete(key)
        return Promise.resolve()
      },
    }
  }
}
