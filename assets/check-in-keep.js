// What the check-in page keeps on the phone: the round of each link until it is over, and what has not been sent yet.

let opening

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('tendwell-check-in', 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('link', { keyPath: 'token' })
      request.result.createObjectStore('outbox', { keyPath: 'id' })
      request.result.createObjectStore('phone')
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  return opening
}

async function run(store, mode, deed) {
  const db = await open()
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(store, mode)
    const request = deed(transaction.objectStore(store))
    transaction.oncomplete = () => resolve(request?.result)
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })
}

export const links = {
  find: (token) => run('link', 'readonly', (store) => store.get(token)),
  all: () => run('link', 'readonly', (store) => store.getAll()),
  keep: (link) => run('link', 'readwrite', (store) => store.put(link)),
  forget: (token) => run('link', 'readwrite', (store) => store.delete(token)),
}

export const outbox = {
  all: () => run('outbox', 'readonly', (store) => store.getAll()),
  keep: (entry) => run('outbox', 'readwrite', (store) => store.put(entry)),
  forget: (id) => run('outbox', 'readwrite', (store) => store.delete(id)),
}

// A made-up name of this browser: it says that two phones are two, and nothing else.
export async function phoneId() {
  const held = await run('phone', 'readonly', (store) => store.get('id'))
  if (held) return held
  const fresh = newId()
  await run('phone', 'readwrite', (store) => store.put(fresh, 'id'))
  return fresh
}

// crypto.randomUUID is only there on https.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
