/** The plain HTTP that the real server has on the same port: a scavenge, and whether the node lives. */
import { randomUUID } from 'node:crypto'
import type { RequestListener } from 'node:http'

export const admin =
  (scavenge: () => void): RequestListener =>
  (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://node')
    if (request.method === 'GET' && pathname === '/health/live') return void response.writeHead(204).end()
    if (request.method !== 'POST' || pathname !== '/admin/scavenge') return void response.writeHead(404).end()
    request.resume()
    scavenge()
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ scavengeId: randomUUID() }))
  }
