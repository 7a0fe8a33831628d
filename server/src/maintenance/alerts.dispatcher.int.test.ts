/** The port for ways out of the app, with a transport in memory: what it is given, in which order, once, and after failures. */
import { rm } from 'node:fs/promises'
import { AlertSent, maintenanceApi } from '@changxin/shared/maintenance'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { type AlertsPlace, makeAlertsPlace } from '../../../test/kit/alerts-county.ts'
import { expectOk, startServer, type TestServer } from '../../../test/kit/server.ts'
import { createAlertDispatcher } from './alerts.dispatcher.ts'
import { MAX_ATTEMPTS } from './alerts.lane.ts'
import { SEND_WITHIN_MS } from './alerts.outgoing.ts'
import { type AlertTransport, alertTransports, type OutgoingAlert, type Sent } from './alerts.transport.ts'

const MONDAY_MS = Date.parse('2026-03-02T02:00:00.000Z')

let at: TestServer
let place: AlertsPlace
beforeEach(async () => {
  at = await startServer({ startMs: MONDAY_MS })
  place = await makeAlertsPlace(at, '东苑')
})
afterEach(async () => {
  await at.close()
  await rm(at.dataDir, { recursive: true, force: true })
})

/** Answers as it is told, and remembers what it was given. */
function inMemory(answer: (alert: OutgoingAlert) => Sent | Promise<Sent> = () => 'sent') {
  const given: OutgoingAlert[] = []
  const transport: AlertTransport = {
    name: 'memory',
    async send(alert) {
      given.push(alert)
      return answer(alert)
    },
  }
  return { transport, given, kinds: () => given.map(({ kind, personId }) => [kind, nameOf(personId)].join(' ')) }
}
const nameOf = (personId: string) =>
  (['worker', 'mate', 'resident'] as const).find((name) => place[name].personId === personId) ?? personId

function dispatcherOf(transport: AlertTransport, { server } = at) {
  const dispatcher = createAlertDispatcher(server.deps, [transport])
  onTestFinished(() => dispatcher.stop())
  return {
    stop: dispatcher.stop,
    async settle() {
      await server.views.waitFor((await server.log.head()) ?? '')
      await dispatcher.settle()
      await server.views.waitFor((await server.log.head()) ?? '')
    },
  }
}

async function reported(): Promise<string> {
  const body = {
    place: { kind: 'unit', id: place.unitId },
    category: 'water',
    urgency: 'ordinary',
    text: '漏水',
  } as const
  return (await expectOk(place.resident.tell(maintenanceApi.report, { id: place.compoundId }, body))).body.id
}
const assign = (id: string, who: 'worker' | 'mate') =>
  expectOk(at.admin.tell(maintenanceApi.assign, { id }, { assigneeId: place[who].personId }))
const complete = (id: string, who: 'worker' | 'mate') =>
  expectOk(place[who].tell(maintenanceApi.complete, { id }, { note: '好了' }))

async function outcomes({ server } = at): Promise<string[]> {
  const found = (await server.log.readAll(null, 5_000)).filter(({ type }) => type === AlertSent.type)
  return found.map(({ data }) => {
    const { personId, outcome, transport } = AlertSent.schema.parse(data)
    return `${nameOf(personId)} ${outcome} by ${transport}`
  })
}

test('nothing is sent by itself: there is no transport', () => {
  expect(alertTransports).toEqual([])
})

test('a transport is given each alert of a person once, in order, with words and no name', async () => {
  const { transport, given, kinds } = inMemory()
  const dispatcher = dispatcherOf(transport)
  const id = await reported()
  await assign(id, 'worker')
  await dispatcher.settle()
  await assign(id, 'mate')
  await dispatcher.settle()
  await complete(id, 'mate')
  await dispatcher.settle()
  await dispatcher.settle()
  expect(kinds()).toEqual(
    ['assigned worker', 'assigned mate', 'taken worker', 'confirm resident'].toSorted(byOrder(kinds())),
  )
  expect(await outcomes()).toEqual(kinds().map((line) => `${line.split(' ')[1]} sent by memory`))
  expect(given[0]).toMatchObject({
    requestId: id,
    text: { zh: expect.stringMatching(/^派给您的单，请安排上门：东苑 1栋 101，报修单 \d{8}-/) },
  })
  expect(given[0]?.text.en).toMatch(/^Assigned to you: please go and see to it: 东苑 1栋 101, request \d{8}-/)
})
/** Two alerts of one event stand in the order of their ids, which nobody chose. */
const byOrder = (order: readonly string[]) => (one: string, other: string) => order.indexOf(one) - order.indexOf(other)

test('after a restart nothing is sent twice, and what came meanwhile is sent', async () => {
  const first = inMemory()
  const before = dispatcherOf(first.transport)
  const id = await reported()
  await assign(id, 'worker')
  await before.settle()
  expect(first.kinds()).toEqual(['assigned worker'])
  await before.stop()
  await complete(id, 'worker')
  const { dataDir } = at
  await at.server.close()
  at = await startServer({ dataDir, startMs: MONDAY_MS })
  const second = inMemory()
  await dispatcherOf(second.transport).settle()
  expect(second.kinds()).toEqual(['confirm resident'])
  expect(await outcomes()).toEqual(['worker sent by memory', 'resident sent by memory'])
})

test('what was on its way when the process died goes again with the same id', async () => {
  let died = () => {}
  const lost = inMemory(() => new Promise<Sent>((resolve) => (died = () => resolve('sent'))))
  const dying = createAlertDispatcher(at.server.deps, [lost.transport])
  await assign(await reported(), 'worker')
  await expect.poll(() => lost.given.length).toBe(1)
  const again = inMemory()
  await dispatcherOf(again.transport).settle()
  expect(again.given.map(({ alertId }) => alertId)).toEqual(lost.given.map(({ alertId }) => alertId))
  died()
  await dying.stop()
  expect(await outcomes(), 'the outcome stands once').toEqual(['worker sent by memory'])
})

test('no address is an outcome too; a failure waits its time, keeps the order, and is given up in the end', async () => {
  let works = false
  const gateway = inMemory(({ kind, personId }) => {
    if (personId === place.mate.personId) return 'no-address'
    if (works || kind !== 'assigned') return 'sent'
    throw new Error('the gateway is away')
  })
  const dispatcher = dispatcherOf(gateway.transport)
  await assign(await reported(), 'worker')
  await dispatcher.settle()
  await assign(await reported(), 'mate')
  await dispatcher.settle()
  expect(gateway.kinds(), 'the second one waits behind the first').toEqual(['assigned worker'])
  works = true
  at.time.nowMs += 30_000
  await dispatcher.settle()
  expect(gateway.kinds()).toEqual(['assigned worker', 'assigned worker', 'assigned mate'])
  expect(await outcomes()).toEqual(['worker sent by memory', 'mate no-address by memory'])

  works = false
  const id = await reported()
  await assign(id, 'worker')
  for (let tries = 0; tries <= MAX_ATTEMPTS; tries++) {
    await dispatcher.settle()
    at.time.nowMs += 30_000
  }
  expect((await outcomes()).slice(2)).toEqual(['worker given-up by memory'])
  expect(gateway.given.length).toBe(3 + MAX_ATTEMPTS)
})

test('what is over, or a day old, is in the app only', async () => {
  const id = await reported()
  await assign(id, 'worker')
  await complete(id, 'worker')
  const { transport, kinds } = inMemory()
  const dispatcher = dispatcherOf(transport)
  await dispatcher.settle()
  expect(kinds()).toEqual(['confirm resident'])
  await dispatcher.stop()
  await assign(await reported(), 'mate')
  at.time.nowMs += SEND_WITHIN_MS + 1
  const late = inMemory()
  await dispatcherOf(late.transport).settle()
  expect(late.kinds()).toEqual([])
})
