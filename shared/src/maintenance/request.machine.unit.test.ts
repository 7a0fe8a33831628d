/** The whole machine as one table: what every command does in every state. `=` already so, `x` wrong status. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { given } from '../../../test/kit/decider-spec.ts'
import { seeded } from '../../../test/kit/properties.ts'
import {
  accept,
  accepted,
  assign,
  assigned,
  cancel,
  cancelled,
  complete,
  completed,
  confirm,
  confirmed,
  DAY,
  happened,
  history,
  may,
  minutes,
  note,
  reopen,
  reopened,
  report,
  reportedEvent,
  reportFacts,
  start,
  started,
} from '../../../test/kit/request-fixtures.ts'
import { type RequestEvent, requestEvents } from './events.ts'
import type { RequestCommand, RequestFacts } from './request.commands.ts'
import { requestDecider } from './request.decider.ts'
import { clockOf, possibleActions, type RequestState, type TimedRequestEvent } from './request.state.ts'

const reported = reportedEvent()
const histories: Record<string, readonly RequestEvent[]> = {
  none: [],
  reported: [reported],
  accepted: [reported, accepted],
  assigned: [reported, accepted, assigned()],
  started: [reported, accepted, assigned(), started],
  completed: [reported, accepted, assigned(), started, completed],
  confirmed: [reported, accepted, assigned(), started, completed, confirmed],
  reopened: [reported, accepted, assigned(), started, completed, reopened(minutes(9 * DAY))],
  cancelled: [reported, accepted, cancelled],
}
const commands: Record<string, readonly [RequestCommand, RequestFacts?]> = {
  report: [report, reportFacts],
  accept: [accept],
  assign: [assign(), may],
  'assign:other': [assign('other'), may],
  start: [start()],
  'start:other': [start('other')],
  complete: [complete],
  confirm: [confirm],
  reopen: [reopen],
  cancel: [cancel],
  note: [note()],
}
const short: Record<string, string> = {
  nothing: '=',
  'request-wrong-status': 'x',
  'request-unknown': '404',
  'request-assigned-to-other': 'other',
  RequestReported: 'R',
  RequestAccepted: 'A',
  RequestAssigned: 'T',
  WorkStarted: 'S',
  WorkCompleted: 'C',
  CompletionConfirmed: 'F',
  RequestReopened: 'O',
  RequestCancelled: 'X',
  RequestNoteAdded: 'N',
}

const table = `
            report accept assign assign:other start start:other complete confirm reopen cancel note
  none      R      404    404    404          404   404         404      404     404    404    404
  reported  =      A      A+T    A+T          x     x           x        x       x      X      N
  accepted  =      =      T      T            T+S   T+S         x        x       x      X      N
  assigned  =      =      =      T            S     other       S+C      x       x      X      N
  started   =      =      =      T            =     =           C        x       x      x      N
  completed =      x      x      x            x     x           =        F       O      x      N
  confirmed =      x      x      x            x     x           x        =       O      x      N
  reopened  =      =      =      T            S     other       S+C      x       =      X      N
  cancelled =      x      x      x            x     x           x        x       x      =      N
`
const [head = [], ...rows] = table
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))
const cells = rows.flatMap(([status = '', ...row]) =>
  row.map((cell, index) => ({ status, command: head[index] ?? '', cell })),
)

test('the table is whole', () => {
  expect(rows.map(([status]) => status)).toEqual(Object.keys(histories))
  expect(head).toEqual(Object.keys(commands))
  expect(cells).toHaveLength(rows.length * head.length)
})

test.each(cells)('$command when $status: $cell', ({ status, command, cell }) => {
  const [asked, facts] = commands[command] ?? expect.fail(command)
  const outcome = given(requestDecider, ...history(...(histories[status] ?? [])))
    .when(asked, facts)
    .summary()
  expect(
    outcome
      .split(' ')
      .map((word) => short[word] ?? word)
      .join('+'),
  ).toBe(cell)
})

test('buttons agree with the table: what does something is possible, what is refused is not', () => {
  const buttons = {
    accept: 'accept',
    assign: 'assign',
    start: 'start',
    complete: 'complete',
    confirm: 'confirm',
    reopen: 'reopen',
    cancel: 'cancel',
    note: 'notes',
  } as const
  for (const [command, action] of Object.entries(buttons) as [string, (typeof buttons)[keyof typeof buttons]][]) {
    for (const { status, cell } of cells.filter((each) => each.command === command && each.cell !== '=')) {
      const { state } = given(requestDecider, ...history(...(histories[status] ?? [])))
      const does = cell !== 'x' && cell !== '404'
      expect(possibleActions(state).includes(`maintenance.${action}`), `${action} when ${status}`).toBe(does)
    }
  }
})

/** Any commands after a report, right or wrong, each some minutes after the one before. */
const anyRun = fc.array(
  fc.record({
    name: fc.constantFrom(...Object.keys(commands), 'miss', 'start', 'complete', 'reopen'),
    wait: fc.integer({ min: 0, max: 2 * DAY }),
    worker: fc.constantFrom('worker', 'li', 'wang'),
  }),
  { minLength: 10, maxLength: 40 },
)

interface Run {
  readonly state: RequestState
  readonly events: readonly TimedRequestEvent[]
  readonly last: readonly [RequestCommand, RequestFacts?] | undefined
}

function runAll(steps: readonly { name: string; wait: number; worker: string }[], eachStep: (run: Run) => void): void {
  let minute = 0
  const events: TimedRequestEvent[] = [happened(0, reported)]
  for (const { name, wait, worker } of steps) {
    minute += wait
    const { state } = given(requestDecider, ...events)
    const [base, facts] = name === 'miss' ? [missOf(state, minute)] : (commands[name] ?? [])
    if (!base) continue
    const timed = { ...base, at: minutes(minute), receivedAt: minutes(minute), by: worker }
    const command = timed.type === 'AssignRequest' ? { ...timed, assigneeId: worker } : timed
    const outcome = given(requestDecider, ...events).when(command, facts)
    if (/^[a-z]/.test(outcome.summary())) continue
    events.push(...requestDecider.decide(command, state, facts).map((event) => happened(minute, event)))
    eachStep({ state: given(requestDecider, ...events).state, events, last: [command, facts] })
  }
}

function missOf(state: RequestState, minute: number): RequestCommand | undefined {
  const due = clockOf(state).running[0]
  return (
    due && {
      ...due,
      type: 'MissTarget',
      requestId: 'r1',
      at: minutes(minute),
      receivedAt: minutes(minute),
      by: 'system',
    }
  )
}

test('any command that was taken adds nothing the second time', () => {
  fc.assert(
    fc.property(anyRun, (steps) => {
      runAll(steps, ({ events, last }) => {
        if (last)
          given(requestDecider, ...events)
            .when(...last)
            .nothing()
      })
    }),
    seeded(),
  )
})

test('after any commands: clocks, assignee and events are in order', () => {
  const visited = new Set<string>()
  fc.assert(
    fc.property(anyRun, (steps) => {
      runAll(steps, ({ state, events }) => {
        visited.add(state.status === 'completed' ? `completed again ${state.reopenedCount > 0}` : state.status)
        if (state.status === 'none') return expect.unreachable('a request stays known')
        const { running } = clockOf(state)
        if (['started', 'completed', 'confirmed'].includes(state.status)) expect(state.response.met).toBe(true)
        if (['assigned', 'started', 'completed', 'confirmed'].includes(state.status))
          expect(state.assigneeId).not.toBeNull()
        expect(running.some(({ target }) => target === 'resolution')).toBe(
          ['reported', 'accepted', 'assigned', 'started'].includes(state.status) && !state.resolution.missed,
        )
        const misses = events.flatMap((event) =>
          event.type === 'TargetMissed' ? [`${event.data.target} ${event.data.dueAt}`] : [],
        )
        expect(new Set(misses).size, 'each clock is missed once').toBe(misses.length)
        for (const { type, data } of events) {
          expect(requestEvents.find((each) => each.type === type)?.schema.safeParse(data).success).toBe(true)
        }
      })
    }),
    seeded(),
  )
  const all = [
    'accepted',
    'assigned',
    'cancelled',
    'completed again false',
    'completed again true',
    'confirmed',
    'reported',
    'started',
  ]
  expect(visited, 'the runs go everywhere').toEqual(new Set(all))
})
