import { createHash } from 'node:crypto'
import { allEvents } from '@changxin/shared/features'
import { addDays, type EventType, readEvent } from '@changxin/shared/kernel'
import { dueOf, requestDecider, waitersOf } from '@changxin/shared/maintenance'
import { expect, test } from 'vitest'
import { planCounty } from './county.ts'
import type { Append } from './journal.ts'
import type { DemoPictures } from './pictures.ts'
import { areasOf, readPlanFile } from './plan-file.ts'
import { createSimulation } from './simulation.ts'

const plan = readPlanFile()
const anchor = '2026-03-01'
const LATER_MS = Date.parse('2026-11-01T00:00:00.000Z')
/** 12 compounds of three years. */
const areas = areasOf(plan).filter(({ rowId }) => ['r002', 'r010', 'r025'].includes(rowId))

const pictures = Object.fromEntries(
  (['leak', 'on-site', 'mended', 'quotation', 'invoice', 'posted', 'lamp', 'warranty', 'resolution'] as const).map(
    (name, index) => [
      name,
      {
        ...{ sha256: String(index).repeat(64), type: 'image/jpeg', bytes: 1_000, widthPx: 640, heightPx: 480 },
        takenAt: null,
      },
    ],
  ),
) as DemoPictures

function simulate({ seed = 7, nowMs = LATER_MS } = {}): Append[] {
  const appends: Append[] = []
  const county = planCounty({ areas, seed, anchor, operationYears: 2 })
  const passwordHashes = new Map([['admin' as const, 'a hash']])
  const simulation = createSimulation({
    county,
    seed,
    plan,
    passwordHashes,
    pictures,
    nowMs,
    onAppend: (append) => appends.push(append),
  })
  while (simulation.run(1_000)) {
    // in the order of time
  }
  simulation.finish()
  return appends
}

const hashOf = (appends: readonly Append[]) => createHash('sha256').update(JSON.stringify(appends)).digest('hex')
const appends = simulate()
const events = appends.flatMap(({ stream, events: list, recordedMs }) =>
  list.map((event) => ({ stream, recordedMs, ...event })),
)
const of = (type: string) => events.filter((event) => event.type === type)
const dataOf = <Data>(type: string) => of(type).map((event) => event.data as Data)

test('the same seed and anchor give the same bytes, another seed others', () => {
  expect(hashOf(simulate())).toBe(hashOf(appends))
  expect(hashOf(simulate({ seed: 8 }))).not.toBe(hashOf(appends))
})

test('a simulation that is cut short is the beginning of the whole one', () => {
  const nowMs = Date.parse('2026-02-28T23:00:00.000Z')
  const short = simulate({ nowMs })
  expect(short.length).toBeGreaterThan(1_000)
  // The last one says what was built.
  expect(hashOf(short.slice(0, -1))).toBe(hashOf(appends.slice(0, short.length - 1)))
  expect(short.every(({ recordedMs }) => recordedMs <= nowMs)).toBe(true)
})

test('time never runs backwards, and nothing is recorded before it happens', () => {
  const recorded = appends.map(({ recordedMs }) => recordedMs)
  expect(recorded).toEqual([...recorded].sort((one, other) => one - other))
  expect(events.filter((event) => Date.parse(event.metadata.occurredAt) > event.recordedMs)).toEqual([])
})

test('every day begins once, at midnight, from the first to the anchor', () => {
  const days = dataOf<{ day: string }>('DayStarted').map(({ day }) => day)
  expect(days.at(-1)).toBe(anchor)
  expect(days).toEqual(days.map((_, index) => addDays(days[0] ?? '', index)))
  for (const event of of('DayStarted'))
    expect(new Date(event.recordedMs + 8 * 3_600_000).toISOString()).toMatch(/T00:00:00\.000Z$/)
})

test('streams are dense, ids are distinct, and every event parses', () => {
  const definitions = new Map<string, EventType>(allEvents.map((definition) => [definition.type, definition]))
  const revisions = new Map<string, number>()
  for (const { stream, expected, events: list } of appends) {
    expect(expected).toBe(revisions.get(stream) ?? 'none')
    revisions.set(stream, (revisions.get(stream) ?? -1) + list.length)
    for (const event of list)
      expect(readEvent(definitions.get(event.type) as EventType, event.version, event.data)).toEqual(event.data)
  }
  expect(new Set(events.map((event) => event.id)).size).toBe(events.length)
})

test('everything is marked as a sample but days and rules', () => {
  const others = new Set(events.filter((event) => event.metadata.channel !== 'demo').map((event) => event.type))
  expect(others).toEqual(new Set(['DayStarted', 'TargetsAdopted', 'FreshnessDefined']))
})

test('rules stand before the operation, and what was built is said last', () => {
  expect(events.slice(0, 5).map((event) => event.type)).toEqual([
    'DemoBegun',
    'TargetsAdopted',
    'TargetsAdopted',
    'FreshnessDefined',
    'DayStarted',
  ])
  expect(events.at(-1)).toMatchObject({
    type: 'DemoBuilt',
    data: { compounds: 12, buildings: 31, units: 706, events: events.length, requests: of('RequestReported').length },
  })
})

/** What had fallen due before something else was recorded, or by the end, and was not said. */
function unnoticed(list: readonly (typeof events)[number][], endMs: number): string[] {
  let state = requestDecider.initial
  const late: string[] = []
  for (const [index, event] of list.entries()) {
    state = requestDecider.evolve(state, event as never)
    const nextMs = list[index + 1]?.recordedMs ?? endMs
    for (const due of dueOf(state)) {
      if (Date.parse(due.dueAt) < nextMs) late.push(`${event.stream} ${JSON.stringify(due)}`)
    }
  }
  return late
}

test('nothing that falls due is left unsaid, and it is said at that very moment', () => {
  const endMs = events.at(-1)?.recordedMs ?? 0
  const requests = events.filter((event) => event.stream.startsWith('request-'))
  const late = [...Map.groupBy(requests, (event) => event.stream).values()].flatMap((list) => unnoticed(list, endMs))
  expect(late).toEqual([])
  expect(of('TargetMissed').length).toBeGreaterThan(10)
  expect(of('RequestEscalated').length).toBeGreaterThan(10)
  expect(of('ConfirmationLapsed').length).toBeGreaterThan(1)
  const said = requests.filter((event) => event.metadata.actor === 'system')
  expect(said.filter((event) => Date.parse(event.metadata.occurredAt) !== event.recordedMs)).toEqual([])
})

test('whoever waits for a duplicate waits for the request that it was merged into', () => {
  const requests = Map.groupBy(
    events.filter((event) => event.stream.startsWith('request-')),
    (event) => event.stream,
  )
  const stateOf = (requestId: string) => {
    const folded = (requests.get(`request-${requestId}`) ?? []).reduce(
      (state, event) => requestDecider.evolve(state, event as never),
      requestDecider.initial,
    )
    if (folded.status === 'none') throw new Error(`${requestId} was never reported`)
    return folded
  }
  const merged = dataOf<{ requestId: string; intoRequestId: string }>('RequestMerged')
  expect(merged.length).toBeGreaterThan(0)
  for (const { requestId, intoRequestId } of merged)
    expect(waitersOf(stateOf(intoRequestId))).toEqual(expect.arrayContaining([...waitersOf(stateOf(requestId))]))
})

test('a life with everything in it: late, paused, reopened, cancelled, confirmed by phone, still open, reported today', () => {
  for (const type of [
    'RequestReopened',
    'RequestCancelled',
    'RequestRejected',
    'WorkHandedBack',
    'WorkPaused',
    'WorkResumed',
    'PartlyFixed',
    'CostRecorded',
    'RequestFollowed',
    'RequestUrged',
    'ReturnVisited',
    'RequestNoteAdded',
    'BookingReversed',
    'LookRecorded',
    'FundOpened',
    'ModeAdopted',
  ]) {
    expect(of(type).length, type).toBeGreaterThan(0)
  }
  expect(dataOf<{ how: string }>('CompletionConfirmed').some(({ how }) => how === 'phone')).toBe(true)
  const today = of('RequestReported').filter((event) => event.metadata.occurredAt >= '2026-02-28T16:00:00.000Z')
  expect(today.length).toBeGreaterThanOrEqual(5)
  const completed = new Set(dataOf<{ requestId: string }>('WorkCompleted').map(({ requestId }) => requestId))
  expect(dataOf<{ requestId: string }>('RequestReported').some(({ requestId }) => !completed.has(requestId))).toBe(true)
  expect(new Set(dataOf<{ mode: string }>('ModeAdopted').map(({ mode }) => mode))).toEqual(
    new Set(['service-centre', 'self-governance', 'property-company', 'none']),
  )
})

test('names and phones stand in personal streams alone', () => {
  const names = dataOf<{ name: string; phone: string | null }>('PersonRegistered')
  const elsewhere = JSON.stringify(events.filter((event) => !event.stream.startsWith('person-')))
  expect(
    names.filter(({ name, phone }) => elsewhere.includes(name) || (phone !== null && elsewhere.includes(phone))),
  ).toEqual([])
})
