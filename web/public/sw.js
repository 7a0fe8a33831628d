/**
 * The shell of the app without signal: hashed assets from the device first, because they never change; the page from the
 * server first, because it names the assets. What the server says (/api) is never kept here.
 */
const CACHE = 'changxin-shell-1'
const PAGE = '/'
const MAX_ENTRIES = 300
/** With bars but no data the page that is kept comes up after this. */
const PAGE_WITHIN_MS = 4_000

const isAsset = ({ pathname }) => pathname.startsWith('/assets/') || pathname === '/favicon.svg'

self.addEventListener('install', () => self.skipWaiting())

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name)
      await self.clients.claim()
    })(),
  )
})

self.addEventListener('message', (event) => {
  if (event.data?.type === 'keep') event.waitUntil(keep([PAGE, '/favicon.svg', ...event.data.addresses]))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== 'GET' || address.origin !== self.location.origin || address.pathname.startsWith('/api')) return
  // A page of its own, which must not be taken for the app.
  if (address.pathname === '/check.html') return
  if (request.mode === 'navigate') event.respondWith(page(event))
  else if (isAsset(address)) event.respondWith(asset(event))
})

async function keep(addresses) {
  const cache = await caches.open(CACHE)
  for (const address of new Set(addresses)) {
    if (address !== PAGE) await keepAsset(cache, address)
    else await keepPage(cache, await fetch(PAGE))
  }
  await prune(cache)
}

async function keepAsset(cache, address) {
  if (await cache.match(address)) return true
  const response = await fetch(address)
  if (response.ok) await cache.put(address, response)
  return response.ok
}

/** Only with all that it names: where the signal breaks during an update, the page before goes on opening. */
async function keepPage(cache, response) {
  if (!response.ok || response.redirected) return
  const named = (await response.clone().text()).match(/\/assets\/[^"]+/g) ?? []
  for (const address of new Set(named)) if (!(await keepAsset(cache, address))) return
  await cache.put(PAGE, response)
}

async function prune(cache) {
  const kept = (await cache.keys()).filter((request) => new URL(request.url).pathname !== PAGE)
  for (const old of kept.slice(0, Math.max(0, kept.length - MAX_ENTRIES))) await cache.delete(old)
}

async function page(event) {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(PAGE)
  const fresh = fetch(event.request).then((response) => {
    const isPage = response.ok && (response.headers.get('content-type') ?? '').includes('text/html')
    if (isPage) event.waitUntil(keepPage(cache, response.clone()).catch(() => undefined))
    return response
  })
  if (!kept) return fresh
  // A proxy whose server is away says so on a page of its own.
  const usable = fresh.then(
    (response) => (response.status >= 500 ? kept : response),
    () => kept,
  )
  const late = new Promise((resolve) => setTimeout(() => resolve(kept.clone()), PAGE_WITHIN_MS))
  return Promise.race([usable, late])
}

async function asset(event) {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(event.request)
  if (kept) return kept
  const response = await fetch(event.request)
  if (response.ok) event.waitUntil(cache.put(event.request, response.clone()))
  return response
}
