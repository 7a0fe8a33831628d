/** What only this engine has: a size that is counted by and by, positions that nobody gave, and hands that are not ours in the log. */
import { LogUnavailable, MAX_READ_EVENTS } from '@changxin/server/log/index.ts'
import { logPositionOf, positionOf } from '@changxin/server/log/kurrentdb/position.ts'
import { expect, test } from 'vitest'
import { kurrent } from '../kurrentdb/real-client.ts'
import { emptyUrl, fill, IMPATIENT, idsOf, logOn, SHORT } from './kurrentdb-kit.ts'
import { newEvent } from './log-contract.ts'

test('the size is estimated by the bytes that were counted, and exact when all were', async () => {
  const url = await emptyUrl()
  const log = await logOn(url, { limits: { ...SHORT, countedPages: 1 } })
  expect(await log.size()).toBe(0)
  const events = Array.from({ length: 500 }, () => newEvent({ text: 'about the same' }))
  for (let batch = 0; batch < 5; batch++)
    await log.append(
      `import-${batch}`,
      'none',
      events.map((event) => ({ ...event, id: newEvent().id })),
    )
  const estimated = await log.size()
  expect(Math.abs(estimated - 2_500)).toBeLessThan(250)
  // A page more with each call.
  await log.size()
  expect(await log.size()).toBe(2_500)
  await fill(log, 'fund-1', 3)
  expect(await log.size()).toBe(2_503)
})

test('two who ask for the size at once count nothing twice', async () => {
  const log = await logOn(await emptyUrl())
  await fill(log, 'fund-1', 5)
  expect(await Promise.all([log.size(), log.size(), log.size()])).toEqual([5, 5, 5])
})

test('what was erased does not count, and the head is never an erased event', async () => {
  const url = await emptyUrl()
  const log = await logOn(url)
  const [first] = await fill(log, 'fund-1', 1)
  await fill(log, 'person-1', 3)
  await log.erase('person-1')
  expect(await log.size()).toBe(1)
  const [only] = await log.readAll(null, 10)
  expect(only?.id).toBe(first)
  expect(await log.head()).toBe(only?.position)
})

test('a position that this log never gave is refused in time, and leads to no event', async () => {
  const log = await logOn(await emptyUrl(), { limits: IMPATIENT })
  await fill(log, 'fund-1', 2)
  const [first] = await log.readAll(null, 1)
  const { commit, prepare } = logPositionOf(first?.position ?? '')
  // The client's word for it is the same as for an outage.
  const invented = positionOf({ commit: commit + 1n, prepare: prepare + 1n })
  await expect(log.readAll(invented, 10)).rejects.toThrow(LogUnavailable)
})

test('an event that another program wrote is refused and not shown half', async () => {
  const url = await emptyUrl()
  const log = await logOn(url)
  await fill(log, 'fund-1', 1)
  const client = kurrent.KurrentDBClient.connectionString(url)
  await client.appendToStream('foreign-1', kurrent.jsonEvent({ type: 'Foreign', data: { a: 1 } }), {
    streamState: 'any',
  })
  await client.dispose()
  await expect(log.read('foreign-1')).rejects.toThrow('that this program did not write: Foreign')
  await expect(log.readAll(null, 10)).rejects.toThrow(TypeError)
  expect(await log.read('fund-1')).toHaveLength(1)
})

test('reading far beyond one page of the server gives every event once', async () => {
  const log = await logOn(await emptyUrl())
  const written: string[] = []
  for (let batch = 0; batch < 6; batch++) {
    const events = Array.from({ length: 400 }, () => newEvent())
    await log.append('import-1', batch === 0 ? 'none' : batch * 400 - 1, events)
    written.push(...idsOf(events))
  }
  expect(idsOf(await log.read('import-1'))).toEqual(written)
  expect(idsOf(await log.read('import-1', 999))).toEqual(written.slice(999))
  expect(idsOf(await log.readAll(null, MAX_READ_EVENTS))).toEqual(written)
})
