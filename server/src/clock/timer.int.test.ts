/** Time passes by events on a real server with a clock that the test sets: late is late even if nobody looked. */

import { addMinutes, epochMsOf, instantOf } from '@changxin/shared/kernel'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeCounty, type TestCompound } from '../../../test/kit/county.ts'
import { expectOk, startServer, type TestServer } from '../../../test/kit/server.ts'

const START = '2026-03-01T02:00:00.000Z' // ten in the morning in Shanghai
let at: TestServer
let compound: TestCompound

beforeEach(async () => {
  at = await startServer({ startMs: epochMsOf(START) })
  await at.server.timer.advanceTo(START)
  compound = await (await makeCounty(at)).compound('兴隆花园')
})
afterEach(() => at.close())

async function sleepUntil(instant: string): Promise<void> {
  at.time.nowMs = epochMsOf(instant)
  await at.server.timer.advanceTo(instant)
}

const report = (urgency: 'emergency' | 'ordinary') =>
  expectOk(
    at.admin.tell(
      maintenanceApi.report,
      { id: compound.id },
      { place: { kind: 'compound', id: compound.id }, category: 'power', urgency, text: '停电了' },
    ),
  )

const eventsOf = async (types: readonly string[]) =>
  (await at.server.log.readAll(null, 5_000))
    .filter((event) => types.includes(event.type))
    .map((event) => ({
      type: event.type,
      occurredAt: event.metadata.occurredAt,
      data: event.data as { day?: string; target?: string },
    }))

test('a missed target is appended once, at its due time, however often the timer looks', async () => {
  const { body } = await report('emergency')
  const dueAt = addMinutes(START, 60)
  await sleepUntil(addMinutes(START, 59))
  expect(await eventsOf(['TargetMissed'])).toEqual([])
  await sleepUntil(dueAt)
  await sleepUntil(addMinutes(START, 90))
  const missed = await eventsOf(['TargetMissed'])
  expect(missed.map((event) => [event.data.target, event.occurredAt])).toEqual([['response', dueAt]])
  const view = await expectOk(at.admin.ask(maintenanceApi.request, { id: body.id }))
  expect(view.body).toMatchObject({ overdue: true, responseMissed: true, resolutionMissed: false })
})

test('an answer in time stops the clock', async () => {
  const { body } = await report('ordinary')
  at.time.nowMs = epochMsOf(addMinutes(START, 30))
  await expectOk(at.admin.tell(maintenanceApi.accept, { id: body.id }, {}))
  await sleepUntil(addMinutes(START, 26 * 60))
  expect((await eventsOf(['TargetMissed'])).length).toBe(0)
})

test('a server that slept appends every day and every due target in the order of time', async () => {
  await report('emergency')
  await sleepUntil('2026-03-04T03:00:00.000Z')
  const events = await eventsOf(['DayStarted', 'TargetMissed'])
  expect(events.map((event) => event.data.day ?? event.data.target)).toEqual([
    '2026-03-01',
    'response',
    '2026-03-02',
    'resolution',
    '2026-03-03',
    '2026-03-04',
  ])
  const times = events.slice(1).map((event) => event.occurredAt)
  expect(times).toEqual([...times].sort())
  expect(times.at(-1)).toBe('2026-03-03T16:00:00.000Z')
})

test('a clock that is set back starts no day twice', async () => {
  await sleepUntil('2026-03-02T03:00:00.000Z')
  await sleepUntil('2026-03-01T03:00:00.000Z').catch(() => {})
  await sleepUntil('2026-03-02T04:00:00.000Z')
  expect((await eventsOf(['DayStarted'])).map((event) => event.data.day)).toEqual(['2026-03-01', '2026-03-02'])
  expect(instantOf(at.time.nowMs)).toBe('2026-03-02T04:00:00.000Z')
})
