/** Keeps the app itself on the device, so that a page opens where there is no signal. Built pages on a safe origin only. */

export function keepShell(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  navigator.serviceWorker
    .register('/sw.js')
    .then(() => navigator.serviceWorker.ready)
    // Everything of this first visit came before the worker was there.
    .then(({ active }) => active?.postMessage({ type: 'keep', addresses: loadedAssets() }))
    // A policy may forbid it: the app then needs signal to open, and works as before.
    .catch(() => undefined)
}

function loadedAssets(): string[] {
  const addresses = performance.getEntriesByType('resource').map(({ name }) => new URL(name))
  return addresses
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname)
}
