// The check-in page with scripts: it shows the round that the phone keeps, writes down what is done in the outbox first, and sends it as
// soon as there is signal. The server answers for each entry by its id, so nothing is lost and nothing counts twice.
import { links, newId, outbox, phoneId } from './check-in-keep.js'
import { showGone, showNothing, showRound } from './check-in-view.js'

const root = document.getElementById('check-in')
const heading = document.getElementById('check-in-heading')
const reasons = JSON.parse(root?.dataset.reasons || '[]')
const EVERY_MS = 30_000
let token = ''
let state = { link: null, isOnline: navigator.onLine, unsent: [], refused: [], sentAt: null, tag: new URLSearchParams(location.search).get('tag') || '' }
let isSending = false

async function start() {
  if (!root || !('indexedDB' in window)) return
  const path = /^\/check-in\/([\w-]{20,})\/?$/.exec(location.pathname)
  token = path?.[1] ?? (await latestToken())
  if ('serviceWorker' in navigator) navigator.serviceWorker.register('/check-in/worker.js', { scope: '/check-in/' }).catch(() => undefined)
  if (!token) return
  await paint()
  await exchange()
  addEventListener('online', exchange)
  addEventListener('offline', () => void markOffline())
  document.addEventListener('visibilitychange', () => void (document.hidden ? undefined : exchange()))
  addEventListener('hashchange', () => void paint())
  setInterval(exchange, EVERY_MS)
}

// A tag's address says no link: the phone knows which one was used last.
async function latestToken() {
  const all = await links.all()
  return all.sort((a, b) => b.usedAt - a.usedAt)[0]?.token ?? ''
}

async function markOffline() {
  state.isOnline = false
  await paint()
}

async function exchange() {
  if (isSending || !token) return
  isSending = true
  try {
    const held = await links.find(token)
    const entries = await outbox.all()
    const answer = await fetch('/api/v1/check-in/exchange', {
      method: 'POST',
      credentials: 'omit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, phoneId: await phoneId(), phoneNowMs: Date.now(), have: held?.round?.digest ?? null, events: entries.map((entry) => entry.event).slice(0, 500) }),
    })
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`)
    await take(await answer.json(), held)
  } catch {
    state.isOnline = false
  } finally {
    isSending = false
  }
  await paint()
}

async function take(answer, held) {
  state.isOnline = true
  for (const { id, status, reason } of answer.answers) {
    if (status === 'refused') state.refused.push({ id, reason })
    await outbox.forget(id)
  }
  if (answer.link === 'gone') {
    // What was not sent stays: it names nobody, and goes out by the care worker's next link on this phone.
    await links.forget(token)
    state.isGone = true
    return
  }
  state.isGone = false
  state.sentAt = new Date()
  await links.keep({ token, workerName: answer.workerName, today: answer.today, round: answer.round ?? held?.round ?? null, standings: answer.standings, usedAt: Date.now() })
}

// A round that is over is forgotten, with signal or without.
async function wipeOver() {
  for (const link of await links.all()) {
    if (link.round?.wipeAt && Date.parse(link.round.wipeAt) <= Date.now()) await links.keep({ ...link, round: null, standings: [] })
  }
}

async function paint() {
  await wipeOver()
  state.unsent = await outbox.all()
  state.link = (await links.find(token)) ?? null
  // Somebody who is typing is not disturbed.
  if (root.contains(document.activeElement) && document.activeElement.matches('input, select, textarea') && !state.mayDisturb) return
  state.mayDisturb = false
  if (state.isGone) showGone(root, heading, state)
  else if (state.link) showRound(root, heading, { ...state, reasons, open: openVisit(), keep })
  else if (!state.isOnline) showNothing(root, heading)
}

function openVisit() {
  return Number(/^#visit-(\d+)$/.exec(location.hash)?.[1] ?? 0)
}

// Written down on the phone before anything is sent.
async function keep(event) {
  const entry = { id: newId(), phoneAtMs: Date.now(), ...event }
  await outbox.keep({ id: entry.id, token, event: entry })
  state.mayDisturb = true
  document.activeElement?.blur?.()
  await paint()
  await exchange()
}

void start()
