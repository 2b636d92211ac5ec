// Keeps the check-in page working without signal. It keeps the page's frame, styles and scripts, and nobody's data: the round is in the
// page's own store, where it can be wiped. The server is always asked first.
const CACHE = 'tendwell-check-in-1'
const SHELL = '/check-in/phone'
const WAIT_MS = 4000

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith('tendwell-check-in-') && name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate' && url.pathname.startsWith('/check-in/')) event.respondWith(page(request))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request))
})

// Asked for without cookies: whoever is signed in on this browser is not in what is kept.
async function keepShell() {
  const cache = await caches.open(CACHE)
  const answer = await fetch(SHELL, { credentials: 'omit', cache: 'no-store' })
  if (!answer.ok) throw new Error('the page did not come')
  const html = await answer.clone().text()
  await cache.put(SHELL, answer)
  const named = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path.replaceAll('&amp;', '&'))
  const imported = ['govuk-frontend.min.js', 'moj-frontend.min.js', 'live.js', 'check-in-keep.js', 'check-in-view.js'].map((name) => `/assets/${name}`)
  await cache.addAll([...named, ...imported])
}

async function page(request) {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(WAIT_MS) })
  } catch {
    return (await caches.match(SHELL)) ?? Response.error()
  }
}

async function asset(request) {
  try {
    const answer = await fetch(request)
    if (answer.ok) await (await caches.open(CACHE)).put(request, answer.clone())
    return answer
  } catch {
    return (await caches.match(request, { ignoreSearch: true })) ?? Response.error()
  }
}
