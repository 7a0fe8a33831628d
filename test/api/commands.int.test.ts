/** What every command promises: once per key, on the revision that was seen, durable together with others; and its reader sees it. */
import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { timerMeta } from '@changxin/server/clock/timer.ts'
import { MAX_ATTEMPTS } from '@changxin/server/commands/store.ts'
import { type Log, LogUnavailable, WrongExpectedRevision } from '@changxin/server/log/index.ts'
import { Requests } from '@changxin/server/maintenance/index.ts'
import { READ_YOUR_WRITES_TIMEOUT_MS } from '@changxin/server/views/views.ts'
import { instantOf } from '@changxin/shared/kernel'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { repairFundApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { expectProblem } from '../kit/problems.ts'
import { type Answer, type Client, expectOk, nextKey, startServer, type TestServer } from '../kit/server.ts'

const WRITERS = 64

let at: TestServer
let compound: TestCompound
let other: TestCompound
let clerk: Client

beforeAll(async () => {
  at = await startServer()
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  other = await county.compound('别的小区')
  clerk = await at.person('clerk', ['clerk', { kind: 'subdistrict', id: county.subdistrictId }])
  await expectOk(
    at.admin.tell(
      repairFundApi.open,
      { id: compound.id },
      { openedOn: '2024-01-01', bookkeeper: 'bank', ground: '约定' },
    ),
  )
})
afterAll(() => at.close())

const place = () => ({ kind: 'compound' as const, id: compound.id })
const report = (headers: Record<string, string> = {}, text = '下水道堵了', client = at.admin) =>
  client.tell(
    maintenanceApi.report,
    { id: compound.id },
    { place: place(), category: 'drain', urgency: 'ordinary', text },
    headers,
  )
const newRequest = async () => (await expectOk(report())).body.id
const note = (id: string, text: string, headers: Record<string, string> = {}) =>
  at.admin.tell(maintenanceApi.note, { id }, { text }, headers)
const key = (value: string) => ({ 'idempotency-key': value })
const eventsOf = (id: string) => at.server.log.read(`request-${id}`)
const many = <Result>(count: number, make: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)))

/** Every append goes through the stand-in until the test ends. */
function standInForAppend(
  append: (real: Log['append'], ...args: Parameters<Log['append']>) => ReturnType<Log['append']>,
): void {
  const log = at.server.log as { append: Log['append'] }
  const real = log.append
  log.append = (...args) => append(real, ...args)
  onTestFinished(() => {
    log.append = real
  })
}

describe('a key', () => {
  test('answers the same again, and says so', async () => {
    const headers = key(nextKey())
    const first = await expectOk(report(headers))
    const again = await expectOk(report(headers))
    expect(first.headers['idempotency-hit']).toBeUndefined()
    expect(again.headers['idempotency-hit']).toBe('true')
    expect(again.body).toEqual(first.body)
    expect(await eventsOf(first.body.id)).toHaveLength(1)
  })

  test('answers the same when much has happened since', async () => {
    const id = await newRequest()
    const headers = key(nextKey())
    const first = await expectOk(note(id, '第一次', headers))
    await expectOk(note(id, '后来'))
    await expectOk(at.admin.tell(maintenanceApi.cancel, { id }, { reason: '不用了' }))
    const again = await expectOk(note(id, '第一次', headers))
    expect([again.body, again.headers['idempotency-hit']]).toEqual([first.body, 'true'])
    expect(await eventsOf(id)).toHaveLength(4)
  })

  test('with other input is refused and changes nothing', async () => {
    const id = await newRequest()
    const headers = key(nextKey())
    await expectOk(note(id, '一', headers))
    expectProblem(await note(id, '二', headers), 422, 'key-reused')
    expect(await eventsOf(id)).toHaveLength(2)
  })

  test.each([['a new stream'], ['a known stream']])(
    'sent 20 times at once on %s is one event and one answer',
    async (kind) => {
      const id = kind === 'a known stream' ? await newRequest() : undefined
      const headers = key(nextKey())
      const answers = await many(20, () => expectOk(id ? note(id, '同一句', headers) : report(headers)))
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
      expect(answers.filter(({ headers: one }) => one['idempotency-hit'] === 'true')).toHaveLength(19)
      expect(await eventsOf(answers[0]?.body.id ?? '')).toHaveLength(id ? 2 : 1)
    },
  )

  test('sent at once with different inputs takes one of them', async () => {
    const id = await newRequest()
    const headers = key(nextKey())
    const answers = await many(10, (index) => note(id, `第${index % 2}句`, headers))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5)
    for (const answer of answers.filter(({ status }) => status !== 200)) expectProblem(answer, 422, 'key-reused')
    expect(await eventsOf(id)).toHaveLength(2)
  })

  test('decided many times in the very same moment is decided once, whatever the others say', async () => {
    const id = await newRequest()
    const meta = { ...timerMeta(nextKey(), instantOf(Date.now())), actor: clerk.personId }
    const step = { at: meta.occurredAt, receivedAt: meta.occurredAt, by: clerk.personId }
    const add = (index: number) =>
      at.server.store.execute(Requests, id, {
        meta: index < 10 ? meta : { ...meta, inputHash: 'other' },
        command: { type: 'AddNote', requestId: id, noteId: 'a-note', text: '一', files: [], ...step },
      })
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => add(index)))
    const done = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.hit] : []))
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason.code)] : []))
    expect(done).toEqual([false, ...Array.from({ length: 9 }, () => true)])
    expect(refused).toEqual(Array.from({ length: 10 }, () => 'key-reused'))
    expect(await eventsOf(id)).toHaveLength(2)
  })

  test('is a person’s own: the same one of somebody else is another command', async () => {
    const headers = key(nextKey())
    const [mine, theirs] = [await expectOk(report(headers)), await expectOk(report(headers, '下水道堵了', clerk))]
    expect(theirs.body.id).not.toBe(mine.body.id)
    expect(theirs.headers['idempotency-hit']).toBeUndefined()
    const again = key(nextKey())
    const tellNote = (client: Client) =>
      client.tell(maintenanceApi.note, { id: mine.body.id }, { text: '同一个键' }, again)
    const notes = [await expectOk(tellNote(at.admin)), await expectOk(tellNote(clerk))]
    expect(notes.map((answer) => answer.headers['idempotency-hit'])).toEqual([undefined, undefined])
    expect(await eventsOf(mine.body.id)).toHaveLength(3)
  })

  test('of a refused command is decided again', async () => {
    const id = await newRequest()
    const headers = key(nextKey())
    const confirm = () => at.admin.tell(maintenanceApi.confirm, { id }, {}, headers)
    expect((await confirm()).status).toBe(409)
    await expectOk(at.admin.tell(maintenanceApi.assign, { id }, { assigneeId: await worker() }))
    await expectOk(at.admin.tell(maintenanceApi.complete, { id }, { note: '好了' }))
    const done = await expectOk(confirm())
    expect(done.headers['idempotency-hit']).toBeUndefined()
  })
})

let workerId: string | undefined
async function worker(): Promise<string> {
  workerId ??= (await at.person('worker', ['worker', { kind: 'compound', id: compound.id }])).personId
  return workerId
}

describe('If-Match', () => {
  test('passes on the revision that was seen, quoted or not', async () => {
    const id = await newRequest()
    expect((await expectOk(note(id, '一', { 'if-match': '0' }))).body.revision).toBe(1)
    expect((await expectOk(note(id, '二', { 'if-match': '"1"' }))).body.revision).toBe(2)
  })

  test('refuses on any other, and changes nothing', async () => {
    const id = await newRequest()
    await expectOk(note(id, '一'))
    for (const seen of ['0', '2', '7'])
      expectProblem(await note(id, '二', { 'if-match': seen }), 412, 'revision-mismatch')
    expect(await eventsOf(id)).toHaveLength(2)
  })

  test('of a repeated command is the one that was right then', async () => {
    const id = await newRequest()
    const headers = { ...key(nextKey()), 'if-match': '0' }
    const first = await expectOk(note(id, '一', headers))
    expect((await expectOk(note(id, '一', headers))).body).toEqual(first.body)
  })

  test('may name the stream that nobody has begun', async () => {
    const fund = (id: string, seen: string) =>
      at.admin.tell(
        repairFundApi.open,
        { id },
        { openedOn: '2024-01-01', bookkeeper: 'bank', ground: '约定' },
        { 'if-match': seen },
      )
    expectProblem(await fund(compound.id, '-1'), 412, 'revision-mismatch')
    expect((await expectOk(fund(other.id, '-1'))).body.revision).toBe(0)
  })

  test('lets one of many through', async () => {
    const id = await newRequest()
    const answers = await many(20, (index) => note(id, `第${index}句`, { 'if-match': '0' }))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const answer of answers.filter(({ status }) => status !== 200)) expectProblem(answer, 412, 'revision-mismatch')
    expect(await eventsOf(id)).toHaveLength(2)
  })

  test.each(['', 'x', '-2', '1.5', 'W/"1"', '1e3'])('that is no revision (%j) is malformed', async (seen) => {
    const problem = expectProblem(await note(await newRequest(), '一', { 'if-match': seen }), 400, 'malformed')
    expect(problem.fields?.map(({ field }) => field)).toEqual(['If-Match'])
  })
})

describe('many at once on one stream', () => {
  test(`${WRITERS} notes are all taken, each once, and share their syncs`, async () => {
    const id = await newRequest()
    const before = commitsIn(`${at.dataDir}/log.db-wal`)
    const answers = await many(WRITERS, (index) => expectOk(note(id, `第${index}句`)))
    const commits = commitsIn(`${at.dataDir}/log.db-wal`) - before
    expect(answers.map(({ body }) => body.revision).sort((a, b) => a - b)).toEqual(
      Array.from({ length: WRITERS }, (_, index) => index + 1),
    )
    const texts = (await eventsOf(id)).slice(1).map((event) => (event.data as { text: string }).text)
    expect(texts.sort()).toEqual(Array.from({ length: WRITERS }, (_, index) => `第${index}句`).sort())
    expect(commits).toBeGreaterThan(0)
    expect(commits).toBeLessThanOrEqual(WRITERS / 4)
  })

  test('money from many hands sums up to the fen', async () => {
    const [unitId = ''] = compound.unitIds
    const balance = async () =>
      (await expectOk(at.admin.ask(repairFundApi.unitFund, { id: unitId }))).body.balanceFen ?? 0
    const before = await balance()
    await many(WRITERS, (index) =>
      expectOk(
        (index % 2 ? at.admin : clerk).tell(
          repairFundApi.contribute,
          { id: compound.id },
          {
            kind: 'top-up',
            paidOn: '2024-02-01',
            rows: [{ unitId, amountFen: index + 1 }],
          },
        ),
      ),
    )
    expect((await balance()) - before).toBe((WRITERS * (WRITERS + 1)) / 2)
  })

  test('those that exclude each other get one yes and documented refusals', async () => {
    const id = await newRequest()
    await expectOk(at.admin.tell(maintenanceApi.accept, { id }, {}))
    const answers = await many(WRITERS, (index) =>
      index % 2
        ? at.admin.tell(maintenanceApi.cancel, { id }, { reason: `${index}` })
        : at.admin.tell(maintenanceApi.start, { id }, {}),
    )
    const events = (await eventsOf(id)).map((event) => event.type)
    const hasStarted = events.includes('WorkStarted')
    expect(events).toEqual([
      'RequestReported',
      'RequestAccepted',
      ...(hasStarted ? ['RequestAssigned', 'WorkStarted'] : ['RequestCancelled']),
    ])
    const refused = answers.filter(({ status }) => status !== 200)
    expect(refused).toHaveLength(WRITERS / 2)
    for (const answer of refused) expectProblem(answer, 409, 'request-wrong-status')
  })

  test('a sync that fails takes down what was decided on it, which is decided again; nothing is lost, nothing doubled', async () => {
    const id = await newRequest()
    let failures = 1
    standInForAppend((real, ...args) =>
      failures-- > 0 ? Promise.reject(new LogUnavailable('the disk is full')) : real(...args),
    )
    const keys = Array.from({ length: 20 }, () => nextKey())
    const answers = await many(20, (index) => note(id, `第${index}句`, key(keys[index] ?? '')))
    const [failed, ...others] = answers.filter(({ status }) => status !== 200)
    expect(others).toEqual([])
    const problem = expectProblem(failed as Answer, 503, 'log-unavailable')
    expect(problem.status).toBe(503)
    expect(await eventsOf(id)).toHaveLength(20)
    const index = answers.indexOf(failed as (typeof answers)[number])
    expect(
      (await expectOk(note(id, `第${index}句`, key(keys[index] ?? '')))).headers['idempotency-hit'],
    ).toBeUndefined()
    expect((await eventsOf(id)).map((event) => event.revision)).toEqual(
      Array.from({ length: 21 }, (_, revision) => revision),
    )
  })
})

describe('a stream that others keep changing', () => {
  const conflicting = (times: number) => {
    let tries = 0
    standInForAppend((real, stream, expected, events) => {
      tries++
      return tries <= times
        ? Promise.reject(new WrongExpectedRevision(stream, expected, 99))
        : real(stream, expected, events)
    })
    return () => tries
  }

  test('is decided again a few times', async () => {
    const id = await newRequest()
    const tries = conflicting(MAX_ATTEMPTS - 1)
    await expectOk(note(id, '总算'))
    expect(tries()).toBe(MAX_ATTEMPTS)
    expect(await eventsOf(id)).toHaveLength(2)
  })

  test('is busy after that, says when to come again, and takes the same key then', async () => {
    const id = await newRequest()
    const tries = conflicting(MAX_ATTEMPTS)
    const headers = key(nextKey())
    const answer = await note(id, '忙', headers)
    expectProblem(answer, 503, 'stream-busy')
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(tries()).toBe(MAX_ATTEMPTS)
    expect(await eventsOf(id)).toHaveLength(1)
    const again = await expectOk(note(id, '忙', headers))
    expect(again.headers['idempotency-hit']).toBeUndefined()
    expect(await eventsOf(id)).toHaveLength(2)
  })
})

/** Commit records in the write-ahead log, each of which is one sync: frames of the present salt that end a transaction. */
function commitsIn(file: string): number {
  const wal = readFileSync(file)
  const pageBytes = wal.readUInt32BE(8)
  const salt = wal.subarray(16, 24)
  let commits = 0
  for (
    let frame = 32;
    frame + 24 + pageBytes <= wal.length && wal.subarray(frame + 8, frame + 16).equals(salt);
    frame += 24 + pageBytes
  ) {
    if (wal.readUInt32BE(frame + 4) > 0) commits++
  }
  return commits
}

describe('reading one’s own writes', () => {
  test('a query with the position of a command shows it', async () => {
    for (let round = 0; round < 30; round++) {
      const { body } = await expectOk(report({}, `第${round}件`))
      const list = await expectOk(
        at.admin.ask(maintenanceApi.list, { limit: 1 }, { 'x-position': body.position ?? '' }),
      )
      expect(list.body.items[0]?.id).toBe(body.id)
      expect(list.headers['x-stale']).toBeUndefined()
      expect(String(list.headers['x-position']) >= (body.position ?? '~')).toBe(true)
    }
  })

  test('views that stay behind are waited for so long, then shown as stale', async () => {
    const { body } = await expectOk(report())
    await expectOk(at.admin.ask(maintenanceApi.list, { limit: 1 }, { 'x-position': body.position ?? '' }))
    // Holding the write lock keeps the projector from going on; readers are not kept.
    const blocker = new DatabaseSync(`${at.dataDir}/views.db`, { timeout: 5_000 })
    onTestFinished(() => blocker.close())
    blocker.exec('BEGIN IMMEDIATE')
    const later = await expectOk(note(body.id, '还看不见'))
    const ask = () => at.admin.ask(maintenanceApi.request, { id: body.id }, { 'x-position': later.body.position ?? '' })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    let answer: Awaited<ReturnType<typeof ask>> | undefined
    let waitedMs = 0
    void ask().then((one) => {
      answer = one
    })
    for (; !answer && waitedMs < 10_000; waitedMs += 100) await vi.advanceTimersByTimeAsync(100)
    vi.useRealTimers()
    expect([answer?.status, answer?.headers['x-stale'], answer?.body.steps.length]).toEqual([200, 'true', 1])
    expect(waitedMs).toBeGreaterThanOrEqual(READ_YOUR_WRITES_TIMEOUT_MS)
    expect(String(answer?.headers['x-position']) < (later.body.position ?? '')).toBe(true)
    blocker.exec('ROLLBACK')
    const fresh = await expectOk(ask())
    expect([fresh.headers['x-stale'], fresh.body.steps.length]).toEqual([undefined, 2])
  })

  test.each(['', 'x', '12', 's1'])('a position that is none (%j) is malformed', async (position) => {
    const problem = expectProblem(
      await at.admin.ask(maintenanceApi.list, {}, { 'x-position': position }),
      400,
      'malformed',
    )
    expect(problem.fields?.map(({ field }) => field)).toEqual(['X-Position'])
  })
})
