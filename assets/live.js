// Keeps a region of a page fresh: <div id="board" data-live-url="/board" data-live-seconds="20">.
// The page is fetched again and the element of the same id takes the region's place. Nothing is fetched while the
// window is hidden, and nothing is replaced under the hands of somebody who is typing or choosing in it.

export function startLiveRegions() {
  for (const region of document.querySelectorAll('[data-live-url][id]')) keepFresh(region.id)
}

function keepFresh(id) {
  const seconds = Number(document.getElementById(id)?.dataset.liveSeconds ?? '20')
  let isBusy = false
  const round = async () => {
    const region = document.getElementById(id)
    if (!region || isBusy || document.hidden || isInUse(region)) return
    isBusy = true
    try {
      await refresh(region)
    } catch {
      // The next round tries again; until then the page shows what it had.
    } finally {
      isBusy = false
    }
  }
  setInterval(round, Math.max(5, seconds) * 1000)
  document.addEventListener('visibilitychange', round)
}

async function refresh(region) {
  const answer = await fetch(region.dataset.liveUrl, { credentials: 'same-origin', headers: { accept: 'text/html' } })
  // After sign-out the answer is another page: leave what is there, the next click will say so.
  if (!answer.ok || answer.redirected) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(region.id)
  if (!fresh || fresh.innerHTML === region.innerHTML || isInUse(region)) return
  const open = new Set([...region.querySelectorAll('details[open][id]')].map((each) => each.id))
  for (const details of fresh.querySelectorAll('details[id]')) details.open = open.has(details.id)
  const focused = region.contains(document.activeElement) ? document.activeElement.id : ''
  region.replaceWith(fresh)
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
}

/** Focus anywhere inside that would be lost: a field, or a link without an id. */
function isInUse(region) {
  const focused = document.activeElement
  return region.contains(focused) && (focused.matches('input, select, textarea') || focused.id === '')
}
