/**
 * What stands between a phone and the server: bytes go through both ways until the signal is lost. Then page, service
 * worker and live socket lose it alike, as in a lift shaft, which the browser's own switch does not do for all three.
 */
import { connect, createServer, type Socket } from 'node:net'
import type { Page } from 'playwright-core'
import type { TestServer } from './server.ts'

export interface Signal {
  /** The server at its address behind the signal. */
  readonly at: TestServer
  /** Breaks every connection and lets none through. */
  lose(): void
  /** The proxy answers, its server does not. */
  loseServer(): void
  find(): void
  close(): Promise<void>
}

const PAGE = '<h1>502 Bad Gateway</h1>'
const BAD_GATEWAY = `HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: ${PAGE.length}\r\nConnection: close\r\n\r\n${PAGE}`

export async function openSignal(at: TestServer): Promise<Signal> {
  const { hostname, port } = new URL(at.url)
  const open = new Set<Socket>()
  let state: 'there' | 'lost' | 'without-server' = 'there'
  const proxy = createServer((phone) => {
    if (state === 'lost') return phone.destroy()
    if (state === 'without-server') {
      phone.on('error', () => phone.destroy())
      return phone.once('data', () => phone.end(BAD_GATEWAY))
    }
    const server = connect(Number(port), hostname)
    for (const [socket, other] of [
      [phone, server],
      [server, phone],
    ] as const) {
      open.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
    return undefined
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const address = proxy.address()
  if (address === null || typeof address === 'string') throw new Error('a proxy without a port')
  const cut = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    at: { ...at, url: `http://127.0.0.1:${address.port}` },
    lose() {
      state = 'lost'
      cut()
    },
    loseServer() {
      state = 'without-server'
      cut()
    },
    find() {
      state = 'there'
    },
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve())
        cut()
      }),
  }
}

/** The app itself is on the phone: the page and what it names. */
export const shellIsKept = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const kept = await caches.match('/')
    const assets = (await kept?.text())?.match(/\/assets\/[^"]+/g) ?? []
    const found = await Promise.all(assets.map((asset) => caches.match(asset)))
    return assets.length > 0 && found.every(Boolean)
  })
