import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instantOf } from '@changxin/shared/kernel'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { oversightApi } from '@changxin/shared/oversight'
import { peopleApi } from '@changxin/shared/people'
import { repairFundApi, statementsApi } from '@changxin/shared/repair-fund'
import { afterEach, expect, test } from 'vitest'
import { createServer, logFileOf, type Server, viewsFileOf } from '../app.ts'
import { readConfig } from '../config.ts'
import { createFeatures } from '../features.ts'
import { createLogger } from '../logger.ts'
import { createSetup } from '../people/index.ts'
import { buildDemo, DEMO_PASSWORD, demoAccounts, demoOf, readDemo, removeUnfinishedDemo } from './index.ts'

const ANCHOR = '2026-03-01'
const ORDER = { DEMO_SEED: 7, DEMO_ANCHOR: ANCHOR }
/** 12 compounds of three years, with two years of operation. */
const SMALL = { areas: ['r002', 'r010', 'r025'], operationYears: 2 }
const WHOLE_COUNTY_TIMEOUT_MS = 240_000

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function folder(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'changxin-demo-'))
  cleanUps.push(() => rm(dataDir, { recursive: true, force: true }))
  return dataDir
}

async function open(dataDir: string): Promise<Server> {
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0' })
  const features = createFeatures({ setup: createSetup(), demo: readDemo })
  // Just after the anchor, so that the timer has nothing to catch up with.
  const nowMs = () => Date.parse('2026-03-01T10:30:00.000Z')
  const server = await createServer({ config, logger: createLogger('silent'), features, nowMs })
  cleanUps.push(() => server.close())
  return server
}

async function logHash({ log }: Server): Promise<string> {
  const hash = createHash('sha256')
  for (let after: string | null = null; ; ) {
    const page = await log.readAll(after, 2_000)
    for (const event of page) hash.update(JSON.stringify(event))
    const last = page.at(-1)
    if (!last) return hash.digest('hex')
    after = last.position
  }
}

/** Signs in and asks as that person. */
async function signIn({ app }: Server, loginName: string) {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/sessions',
    headers: {
      'idempotency-key': `01970000-0000-7000-8000-${createHash('sha256').update(loginName).digest('hex').slice(0, 12)}`,
    },
    payload: { loginName, password: DEMO_PASSWORD },
  })
  expect(answer.statusCode, `${loginName}: ${answer.body}`).toBe(200)
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
  return async <Output>(url: string): Promise<Output> => {
    const response = await app.inject({ method: 'GET', url, headers: { cookie } })
    expect(response.statusCode, `${loginName} ${url}: ${response.body}`).toBe(200)
    return response.json()
  }
}

test('two builds write the same log, byte for byte, and the views show what was built', async () => {
  const [one, other] = await Promise.all([open(await folder()), open(await folder())])
  const said: string[] = []
  const built = await buildDemo(one, ORDER, (text) => said.push(text), SMALL)
  await buildDemo(other, ORDER, () => {}, SMALL)
  expect(await logHash(one)).toBe(await logHash(other))
  expect(built.events).toBe(await one.log.size())
  expect(said.length).toBeGreaterThan(3)
  expect(one.clock.nowMs(), 'real time again').toBe(Date.parse('2026-03-01T10:30:00.000Z'))
  expect(await demoOf(one.log)).toEqual({ seed: 7, anchor: ANCHOR, built: true })
  expect(one.views.health().projections.filter(({ stopped }) => stopped !== null)).toEqual([])
  const tally = one.views.read((read) =>
    read.get('SELECT compounds, buildings, units, floor_area FROM oversight_tally WHERE scope_id = ?', 'all'),
  ).result
  expect(tally).toEqual({ compounds: 12, buildings: 31, units: 706, floor_area: 17_150_000 })
})

test('every demo account signs in; the resident sees the balance, the tenant does not', async () => {
  const server = await open(await folder())
  await buildDemo(server, ORDER, () => {}, SMALL)
  await server.whenReady()
  for (const { loginName } of demoAccounts) {
    const ask = await signIn(server, loginName)
    const me = await ask<ReturnType<typeof peopleApi.me.output.parse>>(peopleApi.me.path)
    expect(me.demo).toBe(true)
    expect(me.grants.length + me.homes.length, loginName).toBeGreaterThan(0)
    if (loginName === 'resident') {
      const unitId = me.homes[0]?.unitId ?? ''
      const fund = repairFundApi.unitFund.output.parse(await ask(repairFundApi.unitFund.path.replace(':id', unitId)))
      expect(fund.balanceFen).toBeGreaterThan(0)
      const entriesPath = repairFundApi.unitEntries.path.replace(':id', unitId)
      const kinds = repairFundApi.unitEntries.output.parse(await ask(entriesPath)).items.map(({ kind }) => kind)
      expect(new Set(kinds)).toEqual(new Set(['build-up', 'common-income', 'top-up', 'settlement', 'reversal']))
      const booksPath = statementsApi.statements.path.replace(':id', me.homes[0]?.compoundId ?? '')
      const periods = statementsApi.statements.output.parse(await ask(booksPath)).items
      expect(periods.find(({ id }) => id === '2025')?.postedOn, 'the year before').not.toBeNull()
      expect(periods.find(({ id }) => id === '2025-12')?.closed, 'closed with the bank').toBe(true)
      const requests = maintenanceApi.list.output.parse(await ask(maintenanceApi.list.path))
      expect(requests.items.length).toBeGreaterThanOrEqual(4)
    }
    if (loginName === 'tenant') expect(me.homes[0]).toMatchObject({ relation: 'tenant', checked: false })
    if (loginName === 'overseer') {
      const overview = oversightApi.overview.output.parse(await ask(oversightApi.overview.path))
      expect(overview.tally).toMatchObject({ compounds: 12, units: 706 })
      expect(overview.tally.reportedToday).toBeGreaterThanOrEqual(5)
    }
  }
})

test('a build that was broken off is removed at the next start, a finished one and anything else is not', async () => {
  const dataDir = await folder()
  const files = { logFile: logFileOf(dataDir), viewsFile: viewsFileOf(dataDir) }
  expect(await removeUnfinishedDemo(files)).toBe(false)
  const first = await open(dataDir)
  const breakOff = (text: string) => {
    if (text.includes('2024')) throw new Error('broken off')
  }
  await expect(buildDemo(first, ORDER, breakOff, SMALL)).rejects.toThrow('broken off')
  await expect(removeUnfinishedDemo(files), 'while it is open').rejects.toThrow('in use')
  await first.close()
  expect(await removeUnfinishedDemo(files)).toBe(true)
  expect(existsSync(files.logFile)).toBe(false)

  const second = await open(dataDir)
  expect(await second.log.head()).toBeNull()
  await buildDemo(second, ORDER, () => {}, SMALL)
  await second.close()
  expect(await removeUnfinishedDemo(files)).toBe(false)
  expect(existsSync(files.logFile)).toBe(true)
})

test('an anchor that is still to come is refused', async () => {
  const server = await open(await folder())
  await expect(buildDemo(server, { ...ORDER, DEMO_ANCHOR: '2026-03-02' }, () => {}, SMALL)).rejects.toThrow(RangeError)
  expect(await server.log.head()).toBeNull()
})

test('一年新、三年旧: neglect shows in the curve of the whole county, and care does too', {
  timeout: WHOLE_COUNTY_TIMEOUT_MS,
}, async () => {
  const server = await open(await folder())
  const built = await buildDemo(server, { ...ORDER, DEMO_SEED: 20_210_715 }, () => {})
  const overall = server.views.read((read) =>
    read.get<{ compounds: number }>("SELECT * FROM oversight_tally WHERE scope_id = 'all'"),
  ).result
  expect(overall).toMatchObject({ compounds: 239, buildings: 797, units: 21_479, floor_area: 292_975_000 })
  expect(built.county.compounds.length).toBe(239)
  await server.whenReady()
  const ask = await signIn(server, 'overseer')
  const { items } = oversightApi.curve.output.parse(await ask(oversightApi.curve.path))
  const middle = (mode: string, from: number, to: number) => {
    const points =
      items.find((one) => one.mode === mode)?.points.filter(({ month }) => month >= from && month <= to) ?? []
    expect(points.length, `${mode} ${from}–${to}`).toBeGreaterThan(0)
    return points.reduce((sum, { median }) => sum + median, 0) / points.length
  }
  const old = (mode: string) => middle(mode, 34, 50)
  expect(old('none')).toBeLessThan(65)
  expect(middle('none', 2, 8) - old('none')).toBeGreaterThan(12)
  expect(old('self-governance') - old('none')).toBeGreaterThan(20)
  expect(old('service-centre')).toBeGreaterThan(old('self-governance'))
  expect(old('property-company')).toBeGreaterThan(old('service-centre'))
  for (const mode of ['self-governance', 'service-centre', 'property-company']) {
    expect(middle(mode, 3, 9), mode).toBeGreaterThan(92)
    expect(middle(mode, 3, 9) - old(mode), mode).toBeGreaterThan(1)
  }
  expect(instantOf(server.clock.nowMs())).toBe('2026-03-01T10:30:00.000Z')
})
