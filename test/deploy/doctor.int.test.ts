/** The doctor on machines of many kinds: what is right passes, and each thing that is wrong is named with what to do. */
import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startServer, type TestServer } from '../kit/server.ts'
import { closed, freePort, listening, portOf } from '../start/checkout.ts'

const DOCTOR = fileURLToPath(new URL('../../deploy/doctor/main.mjs', import.meta.url))
const Findings = z.array(
  z.strictObject({
    level: z.enum(['ok', 'warn', 'bad']),
    zh: z.string(),
    en: z.string(),
    doZh: z.string().optional(),
    doEn: z.string().optional(),
  }),
)
const SECRET = 's'.repeat(32)

let folder: string
let data: string
let port: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'changxin-doctor-'))
  data = path.join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  port = String(await freePort())
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Its findings as `level en` and its exit code; another root, so that nothing of this machine's own is looked at. */
async function ask(settings: Record<string, string> = {}, args: readonly string[] = []) {
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: data, PORT: port, ...settings }
  const run = promisify(execFile)(process.execPath, [DOCTOR, '--json', '--root', folder, ...args], { env })
  const { code, stdout } = await run.then(
    (done) => ({ code: 0, stdout: done.stdout }),
    (error: { code: number; stdout: string }) => error,
  )
  const found = Findings.parse(JSON.parse(stdout))
  return { code, found, told: found.map(({ level, en }) => `${level} ${en}`) }
}

test('a machine that is as it should be: exit code 0, and nothing wrong', async () => {
  const { code, told } = await ask({ PUBLIC_URL: 'http://127.0.0.1' })
  expect(told.filter((each) => each.startsWith('bad'))).toEqual([])
  expect(code).toBe(0)
  expect(told).toContain('ok sharp runs')
  expect(told).toContain(`ok the data folder ${data} can be written`)
})

test('whatever it finds wrong or odd, it says what to do, in both languages', async () => {
  chmodSync(data, 0o755)
  const { code, found } = await ask({
    PUBLIC_URL: 'https://nowhere.invalid',
    FILES_DIR: '/nowhere/files',
    LOG_LEVEL: 'loud',
  })
  chmodSync(data, 0o700)
  expect(code).toBe(1)
  for (const finding of found.filter(({ level }) => level !== 'ok')) {
    expect(finding.doZh, finding.en).toBeTruthy()
    expect(finding.doEn, finding.en).toBeTruthy()
    expect(finding.zh, finding.en).toMatch(/\p{Script=Han}/u)
  }
})

test.each([
  [{ LOG_LEVEL: 'loud' }, /^bad wrong setting: LOG_LEVEL/],
  [{ SESSION_SECRT: SECRET }, /^bad wrong setting: SESSION_SECRT is not a setting/],
  [{ FILES_DIR: '/nowhere/files' }, /^bad FILES_DIR \/nowhere\/files does not exist/],
  [{ PUBLIC_URL: 'https://nowhere.invalid' }, /^bad the name nowhere\.invalid of PUBLIC_URL is not found/],
  [{ PUBLIC_URL: 'http://127.0.0.1' }, /^warn PUBLIC_URL is not https/],
  [{ HOST: '192.0.2.7' }, /^bad HOST=192\.0\.2\.7 is no address of this machine/],
  [{ DATA_DIR: '/nowhere/data' }, /^bad the data folder \/nowhere\/data does not exist/],
])('%o is named', async (settings, sentence) => {
  expect((await ask(settings)).told).toContainEqual(expect.stringMatching(sentence))
})

test('a file of settings that everybody can read, one that is not there, and one that is taken', async () => {
  const file = path.join(folder, 'changxin.env')
  writeFileSync(file, `SESSION_SECRET=${SECRET}\nPUBLIC_URL='http://127.0.0.1'\n`, { mode: 0o644 })
  const open = await ask({}, ['--env', file])
  expect(open.told).toContainEqual(expect.stringMatching(/^bad .* can be read by everybody/))
  chmodSync(file, 0o640)
  expect((await ask({}, ['--env', file])).code).toBe(0)
  expect((await ask({}, ['--env', `${file}.not`])).told).toContainEqual(expect.stringMatching(/^bad there is no file/))
})

test('keys that others can read', async () => {
  const keys = path.join(data, 'keys')
  mkdirSync(keys, { mode: 0o700 })
  writeFileSync(path.join(keys, 'session.secret'), SECRET, { mode: 0o644 })
  writeFileSync(path.join(keys, `checkpoint-${'0'.repeat(32)}.pub.pem`), 'public', { mode: 0o644 })
  expect((await ask()).told).toContainEqual('bad keys can be read by other users: session.secret')
  rmSync(keys, { recursive: true })
})

describe('the port', () => {
  test('taken by somebody else is wrong, taken by the program is well', async () => {
    const other = await listening()
    // Reads and never answers, as a program of another kind may.
    other.on('connection', (socket) => socket.resume().on('error', () => socket.destroy()))
    const taken = await ask({ PORT: String(portOf(other)) })
    await closed(other)
    expect(taken.told).toContainEqual(expect.stringMatching(/^bad port \d+ is taken by another program/))

    const ours: TestServer = await startServer({ listen: true })
    try {
      const address = ours.server.app.server.address()
      const own = typeof address === 'object' && address ? String(address.port) : ''
      const { told } = await ask({ PORT: own, DATA_DIR: ours.dataDir })
      expect(told).toContainEqual(`ok the program runs on port ${own} and is ready`)
      expect(told).toContainEqual(`ok the log ${ours.dataDir}/log.db can be read`)
    } finally {
      await ours.close()
    }
  })
})

describe('a cluster', () => {
  const shared = (url: string, more: Record<string, string> = {}) => ({
    LOG_ENGINE: 'kurrentdb',
    KURRENTDB_URL: url,
    SESSION_SECRET: SECRET,
    FILES_DIR: path.join(folder, 'shared'),
    KEYS_DIR: path.join(folder, 'keys'),
    PUBLIC_URL: 'http://127.0.0.1',
    ...more,
  })
  let server: Server
  let members: { state: string; isAlive: boolean; httpEndPointIp: string }[]
  /** How far the other's clock is ahead. */
  let aheadMs = 0
  let url: string
  beforeAll(async () => {
    for (const name of ['shared', 'keys']) mkdirSync(path.join(folder, name), { mode: 0o700 })
    const make = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '90', '-subj', '/CN=kurrentdb-node']
    const [key, crt] = [path.join(folder, 'node.key'), path.join(folder, 'node.crt')]
    const files = ['-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', crt]
    execFileSync('openssl', [...make, ...files], { stdio: 'ignore' })
    // What a log's server answers to a doctor: alive, its clock, its view of the cluster.
    server = createServer({ key: readFileSync(key), cert: readFileSync(crt) }, (asked, reply) => {
      reply.setHeader('date', new Date(Date.now() + aheadMs).toUTCString())
      if (asked.url === '/health/live') reply.writeHead(204).end()
      else reply.end(JSON.stringify({ members }))
    })
    await new Promise<void>((resolve) => server.listen(0, resolve))
    const address = server.address()
    const at = typeof address === 'object' && address ? address.port : 0
    url = `kurrentdb://admin:secret@localhost:${at}?tls=true&tlsCaFile=${crt}`
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  test('that is well: reachable, certificate, clock, one leader', async () => {
    members = [{ state: 'Leader', isAlive: true, httpEndPointIp: 'kurrent-1.internal' }]
    aheadMs = 0
    const { code, told } = await ask(shared(url))
    expect(told.filter((each) => each.startsWith('bad'))).toEqual([])
    expect(code).toBe(0)
    expect(told).toContainEqual('ok the leader is kurrent-1.internal')
    expect(told).toContainEqual(
      expect.stringMatching(/^ok the certificate of localhost:\d+ has 89 days left and names it$/),
    )
    expect(told).toContainEqual(expect.stringMatching(/^ok the clock agrees with localhost/))
  })

  test('without a leader, and with a clock that is a minute ahead', async () => {
    members = [{ state: 'Follower', isAlive: true, httpEndPointIp: 'kurrent-1.internal' }]
    aheadMs = 60_000
    const { code, told } = await ask(shared(url))
    expect(code).toBe(1)
    expect(told).toContainEqual('bad the cluster has 0 leaders')
    expect(told).toContainEqual(expect.stringMatching(/^bad the clock of localhost:\d+ differs by (59|60)/))
  })

  test('whose certificate is of another authority, and whose server does not answer', async () => {
    members = [{ state: 'Leader', isAlive: true, httpEndPointIp: 'kurrent-1.internal' }]
    aheadMs = 0
    const stranger = await ask(shared(url.replace(/&tlsCaFile=.*/, '')))
    expect(stranger.told).toContainEqual(expect.stringMatching(/^bad the certificate of localhost:\d+ is refused/))
    const gone = await ask(shared(`kurrentdb://admin:secret@localhost:${port}?tls=true`))
    expect(gone.told).toContainEqual(`bad the log’s server localhost:${port} cannot be reached: ECONNREFUSED`)
  })

  test('of which nodes do not share what they must', async () => {
    const first = await ask(shared(url))
    const [, fingerprint = ''] = /share: ([0-9a-f]{16})/.exec(first.told.join('\n')) ?? []
    const same = await ask(shared(url), ['--expect', fingerprint])
    expect(same.told).toContainEqual('ok what nodes share is the same as there')
    const other = await ask(shared(url, { SESSION_SECRET: 't'.repeat(32) }), ['--expect', fingerprint])
    expect(other.told).toContainEqual(expect.stringMatching(/^bad fingerprint [0-9a-f]{16} differs from/))
    const { FILES_DIR: _, ...alone } = shared(url)
    expect((await ask(alone)).told).toContainEqual('bad in a cluster the files would lie on this node alone')
  })
})
