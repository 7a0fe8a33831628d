/** After an erasure every node is asked to scavenge: at once where it can be, later where it cannot, and erasing never fails for it. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import type { Log } from '@changxin/server/log/index.ts'
import { ENGINE_LIMITS } from '@changxin/server/log/kurrentdb/limits.ts'
import { scavengingOf } from '@changxin/server/log/kurrentdb/scavenge.ts'
import { readKurrentUrl } from '@changxin/server/log/kurrentdb/url.ts'
import { expect, onTestFinished, test } from 'vitest'
import type { StandIn } from '../kurrentdb/stand-in.ts'
import { fill, idsOf, logOn, PATIENCE, SHORT, standInFor } from './kurrentdb-kit.ts'
import { newEvent } from './log-contract.ts'

const SECRET = '13812345678'
const left = (standIn: StandIn) => standIn.log.all().filter((event) => event.data.includes(SECRET)).length

async function person(log: Log, stream: string): Promise<void> {
  await log.append(stream, 'none', [newEvent({ phone: SECRET }), newEvent({ phone: SECRET })])
}

test('an erasure ends in a scavenge of every node, and is remembered as done', async () => {
  const standIn = await standInFor(3)
  const log = await logOn(standIn.url)
  await person(log, 'person-1')
  await person(log, 'person-2')
  await log.erase('person-1')
  await expect.poll(() => left(standIn), PATIENCE).toBe(2)
  const notes = () => standIn.log.eventsOf('_log-erasures').map(({ type }) => type)
  await expect.poll(notes, PATIENCE).toEqual(['StreamErasureNoted', 'ScavengeAsked'])
  expect(standIn.log.all().some((event) => event.stream === 'person-2')).toBe(true)
})

test('a node that is away is asked again later, and the erasure itself does not wait for it', async () => {
  const standIn = await standInFor(3)
  const warned: object[] = []
  const logger = { warn: (details: object) => warned.push(details) }
  const log = await logOn(standIn.url, { logger, limits: { ...SHORT, scavengeRestMs: 200 } })
  await person(log, 'person-1')
  await standIn.nodes[2]?.die()
  await log.erase('person-1')
  expect(await log.read('person-1')).toEqual([])
  await expect.poll(() => warned.length, PATIENCE).toBeGreaterThan(0)
  expect(JSON.stringify(warned[0])).toContain(String(standIn.nodes[2]?.port))
  expect(left(standIn)).toBe(2)
  await standIn.nodes[2]?.comeBack()
  await expect.poll(() => left(standIn), PATIENCE).toBe(0)
})

test('what was not asked before the process ended is asked at the start of another, but not by one that only reads', async () => {
  const standIn = await standInFor(3)
  const log = await logOn(standIn.url)
  await person(log, 'person-1')
  await standIn.nodes[1]?.die()
  await log.erase('person-1')
  await log.close()
  await standIn.nodes[1]?.comeBack()
  await (await logOn(standIn.url, { isReader: true })).readAll(null, 10)
  expect(left(standIn)).toBe(2)
  await logOn(standIn.url)
  await expect.poll(() => left(standIn), PATIENCE).toBe(0)
})

test('many erasures become few requests, one at a time, with user and password', async () => {
  const asked: IncomingMessage[] = []
  let [now, most] = [0, 0]
  const node = createServer((request, response) => {
    asked.push(request)
    most = Math.max(most, ++now)
    setImmediate(() => {
      now--
      response.writeHead(200).end('{}')
    })
  })
  node.listen(0, '127.0.0.1')
  await once(node, 'listening')
  onTestFinished(() => void node.close())
  const host = `127.0.0.1:${(node.address() as AddressInfo).port}`
  const pending = [{ stream: 'person-1', through: 1 }]
  let isAsked = false
  const scavenging = scavengingOf({
    url: readKurrentUrl(`kurrentdb://admin:changeit@${host},${host}?tls=false`),
    limits: { ...ENGINE_LIMITS, scavengeRestMs: 50 },
    logger: { warn: (details) => expect.unreachable(JSON.stringify(details)) },
    erasing: { cut: async () => {} },
    erasures: {
      refresh: async () => {},
      pending: () => (isAsked ? [] : pending),
      noteScavenged: async () => {
        isAsked = true
      },
    },
  })
  for (let erasure = 0; erasure < 20; erasure++) scavenging.ask()
  await expect.poll(() => isAsked, PATIENCE).toBe(true)
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /admin/scavenge', 'POST /admin/scavenge'])
  expect(asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from('admin:changeit').toString('base64')}`)
  expect(most).toBe(1)
  scavenging.close()
})

/** A certificate for localhost and the authority that signed it; made by openssl, as the guide for a cluster does. */
function certificates(folder: string) {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.crt', '-days', '2', '-subj', '/CN=test authority')
  openssl('req', ...key, '-keyout', 'node.key', '-out', 'node.csr', '-subj', '/CN=localhost')
  writeFileSync(join(folder, 'names'), 'subjectAltName=DNS:localhost\n')
  const signed = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names']
  openssl('x509', '-req', '-in', 'node.csr', ...signed, '-out', 'node.crt')
  const read = (name: string) => readFileSync(join(folder, name))
  return { caFile: join(folder, 'ca.crt'), key: read('node.key'), cert: read('node.crt') }
}

test('all of it goes over TLS with an authority of our own', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'changxin-tls-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const { caFile, key, cert } = certificates(folder)
  const standIn = await standInFor()
  const front = createTlsServer({ key, cert, ALPNProtocols: ['h2', 'http/1.1'] }, (outer) => {
    const inner = connect(standIn.nodes[0]?.port ?? 0, '127.0.0.1')
    const end = () => {
      outer.destroy()
      inner.destroy()
    }
    outer.on('error', end).pipe(inner).on('error', end).pipe(outer)
  })
  front.listen(0)
  await once(front, 'listening')
  onTestFinished(() => void front.close())
  const host = `localhost:${(front.address() as AddressInfo).port}`
  const log = await logOn(`kurrentdb://admin:changeit@${host}?tls=true&tlsCaFile=${caFile}`)
  const ids = await fill(log, 'fund-1', 2)
  expect(idsOf(await log.read('fund-1'))).toEqual(ids)
  await person(log, 'person-1')
  await log.erase('person-1')
  await expect.poll(() => left(standIn), PATIENCE).toBe(0)
})
