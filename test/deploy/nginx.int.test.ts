/**
 * The proxy's files in a real nginx, where the machine has one, before nodes that answer as asked: no stickiness, another
 * node when one is dead or not ready, commands sent on whole, sockets upgraded, and nothing shown that is not for everybody.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { MAX_FILE_BYTES } from '@changxin/shared/files'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { closed, freePort, portOf } from '../start/checkout.ts'
import { textOf } from './compose-file.ts'

const hasNginx = spawnSync('sh', ['-c', 'PATH=$PATH:/usr/sbin command -v nginx']).status === 0

interface Node {
  readonly server: Server
  /** What it answers with, and what reached it; 0: it dies over the request. */
  status: number
  readonly seen: { path: string; body: string; headers: IncomingMessage['headers'] }[]
}

async function startNode(name: string): Promise<Node> {
  const node: Node = { status: 200, seen: [], server: createServer(answer) }
  async function answer(asked: IncomingMessage, reply: ServerResponse): Promise<void> {
    let body = ''
    for await (const part of asked.setEncoding('utf8')) body += part
    node.seen.push({ path: asked.url ?? '', body, headers: asked.headers })
    if (node.status === 0) return void asked.socket.destroy()
    const headers = node.status === 503 ? { 'retry-after': '5' } : {}
    reply.writeHead(node.status, { 'content-type': 'text/plain', 'x-node': name, ...headers }).end(`from ${name}`)
  }
  node.server.on('upgrade', (asked, socket) => {
    node.seen.push({ path: asked.url ?? '', body: '', headers: asked.headers })
    socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
  })
  await new Promise<void>((resolve) => node.server.listen(0, '127.0.0.1', resolve))
  return node
}

describe.runIf(hasNginx)('nginx', () => {
  let folder: string
  let nodes: Node[]
  let nginx: ReturnType<typeof spawn> | undefined
  let port: number
  let plainPort: number

  /** The very files of deploy/nginx, with places and ports of this test. */
  function layOut(): string {
    const conf = path.join(folder, 'conf')
    mkdirSync(conf)
    const servers = (how: string) => nodes.map(({ server }) => `server 127.0.0.1:${portOf(server)} ${how};`).join('\n')
    const listed = /server 127\.0\.0\.1:3001 (.*);\n.*\n.*;/g
    const upstream = textOf('nginx/upstream.machines.conf').replace(listed, (_, how: string) => servers(how))
    const placed = (text: string) =>
      text
        .replaceAll('/tmp/', `${folder}/`)
        .replaceAll('/etc/nginx/changxin/', `${conf}/`)
        .replaceAll('/etc/nginx/certificates/', `${folder}/`)
        .replaceAll('8443', String(port))
        .replaceAll('8080', String(plainPort))
        .replace('worker_rlimit_nofile 65536;', `daemon off; ${process.getuid?.() === 0 ? 'user root;' : ''}`)
        .replace('worker_connections 16384', 'worker_connections 256')
        .replaceAll('/dev/std', `${folder}/std`)
    writeFileSync(path.join(conf, 'upstream.conf'), upstream)
    for (const name of ['site.conf', 'proxy.conf', 'nginx.conf'])
      writeFileSync(path.join(conf, name), placed(textOf(`nginx/${name}`)))
    return path.join(conf, 'nginx.conf')
  }

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'changxin-nginx-'))
    nodes = await Promise.all(['a', 'b', 'c'].map(startNode))
    ;[port, plainPort] = [await freePort(), await freePort()]
    const [key, crt] = [path.join(folder, 'web.key'), path.join(folder, 'web.crt')]
    const make = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost', '-days', '2']
    execFileSync('openssl', [...make, '-keyout', key, '-out', crt], { stdio: 'ignore' })
    writeFileSync(path.join(folder, 'ca.crt'), readFileSync(crt))
    const file = layOut()
    const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` }
    const tested = spawnSync('nginx', ['-t', '-q', '-c', file, '-p', folder], { encoding: 'utf8', env })
    expect(tested.stderr.replace(/^nginx: \[alert\] could not open error log.*\n/m, '')).toBe('')
    nginx = spawn('nginx', ['-c', file, '-p', folder], { stdio: 'ignore', env })
    await vi.waitUntil(
      () =>
        fetch(`http://127.0.0.1:${plainPort}/proxy-health`).then(
          ({ ok }) => ok,
          () => false,
        ),
      {
        timeout: 20_000,
      },
    )
  })
  afterAll(async () => {
    if (nginx) {
      const ended = new Promise((resolve) => nginx?.once('exit', resolve))
      nginx.kill('SIGTERM')
      await ended
    }
    for (const { server } of nodes) {
      server.closeAllConnections()
      if (server.listening) await closed(server)
    }
    rmSync(folder, { recursive: true, force: true })
  })

  interface Reply {
    readonly status: number
    readonly headers: IncomingMessage['headers']
    readonly text: string
  }
  function ask(address: string, options: { body?: string; headers?: Record<string, string> } = {}): Promise<Reply> {
    const { body, headers = {} } = options
    return new Promise((resolve, reject) => {
      const method = body === undefined ? 'GET' : 'POST'
      const call = request({ host: '127.0.0.1', port, path: address, method, headers, rejectUnauthorized: false })
      call.on('response', async (answer) => {
        let text = ''
        for await (const part of answer.setEncoding('utf8')) text += part
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text })
      })
      call.on('upgrade', (answer, socket) => {
        socket.destroy()
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: '' })
      })
      call.on('error', reject)
      call.end(body)
    })
  }
  const settled = (statuses: readonly number[]) => {
    for (const [index, status] of statuses.entries()) {
      const node = nodes[index]
      if (node) node.status = status
      node?.seen.splice(0)
    }
  }
  const allSeen = () => nodes.flatMap(({ seen }) => seen)

  test('requests go round: nobody is tied to one node', async () => {
    settled([200, 200, 200])
    const names = new Set<unknown>()
    for (let n = 0; n < 9; n++) names.add((await ask('/')).headers['x-node'])
    expect([...names].sort()).toEqual(['a', 'b', 'c'])
  })

  test('a node that is not ready is passed over, and a command reaches the next one whole', async () => {
    settled([503, 503, 200])
    for (let n = 0; n < 6; n++) {
      const body = JSON.stringify({ n, text: '水管'.repeat(20_000) })
      const { status, text } = await ask('/api/requests', { body, headers: { 'idempotency-key': `key-${n}` } })
      expect([status, text]).toEqual([200, 'from c'])
      const last = nodes[2]?.seen.at(-1)
      expect(last?.body).toBe(body)
      expect(last?.headers['idempotency-key']).toBe(`key-${n}`)
    }
  })

  test('a command whose node dies over it is done by another, under the same key', async () => {
    settled([0, 200, 200])
    for (let n = 0; n < 9; n++) {
      const { status } = await ask('/api/requests', { body: '{}', headers: { 'idempotency-key': `key-${n}` } })
      expect(status).toBe(200)
    }
    expect(nodes[0]?.seen.length).toBeGreaterThan(0)
  })

  test('when every node refuses, the refusal arrives with its time to wait, and no node is thought dead for it', async () => {
    settled([503, 503, 503])
    for (let n = 0; n < 4; n++) {
      const { status, headers } = await ask('/api/requests', { body: '{}' })
      expect([status, headers['retry-after']]).toEqual([503, '5'])
    }
    settled([200, 200, 200])
    expect((await ask('/api/compounds')).status).toBe(200)
  })

  test('a socket is upgraded, also past a node that is not ready', async () => {
    settled([200, 200, 200])
    const headers = { upgrade: 'websocket', connection: 'Upgrade' }
    expect((await ask('/api/live', { headers })).status).toBe(101)
    expect(allSeen().at(-1)?.headers.upgrade).toBe('websocket')
  })

  test('who asks is said once, by the proxy; the name and port that were typed stay', async () => {
    settled([200, 200, 200])
    await ask('/', { headers: { 'x-forwarded-for': '6.6.6.6', host: 'changxin.example.internal:8443' } })
    const { headers } = allSeen()[0] ?? {}
    expect(headers?.['x-forwarded-for']).toBe('127.0.0.1')
    expect(headers?.host).toBe('changxin.example.internal:8443')
  })

  test('figures and the readiness of single nodes stay inside', async () => {
    settled([200, 200, 200])
    for (const address of ['/metrics', '/api/health/ready']) expect((await ask(address)).status).toBe(404)
    expect(allSeen()).toEqual([])
  })

  test('the largest file passes, with the form around it', async () => {
    settled([200, 200, 200])
    const body = 'x'.repeat(MAX_FILE_BYTES + 100_000)
    expect((await ask('/api/files', { body })).status).toBe(200)
    expect(allSeen()[0]?.body.length).toBe(body.length)
  })

  test('without TLS there is the way to it, and the authority to trust', async () => {
    const plain = (address: string) => fetch(`http://127.0.0.1:${plainPort}${address}`, { redirect: 'manual' })
    const sent = await plain('/requests?open=1')
    expect([sent.status, sent.headers.get('location')]).toEqual([308, 'https://127.0.0.1/requests?open=1'])
    const authority = await plain('/ca.crt')
    expect(authority.headers.get('content-type')).toBe('application/x-x509-ca-cert')
    expect(await authority.text()).toMatch(/^-----BEGIN CERTIFICATE-----/)
  })

  test('a dead node is passed over at once', async () => {
    settled([200, 200, 200])
    const [dead] = nodes
    dead?.server.closeAllConnections()
    if (dead) await closed(dead.server)
    for (let n = 0; n < 9; n++) {
      const { status, text } = await ask('/api/requests', { body: '{}' })
      expect(status).toBe(200)
      expect(text).not.toBe('from a')
    }
  })
})

test('the proxy takes what the program takes: its limit lies above the largest file', () => {
  const [, megabytes = '0'] = /client_max_body_size (\d+)m;/.exec(textOf('nginx/proxy.conf')) ?? []
  expect(Number(megabytes) * 1024 * 1024).toBeGreaterThan(MAX_FILE_BYTES + 1024 * 1024)
})
