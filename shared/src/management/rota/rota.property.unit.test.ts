/** Whatever people do with a rota: one person a slot, nobody on two turns at once, and no turn is lost. */
import { addMinutes, dayOf, fold, type Instant, Rejected } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import type { RotaEvent } from './events.ts'
import { overlap, type RotaPattern } from './pattern.ts'
import type { RotaCommand } from './rota.commands.ts'
import { rotaDecider } from './rota.decider.ts'
import { NOW, open } from './rota.fixture.ts'
import type { OpenRota } from './rota.state.ts'
import { nextTurnDue } from './times.ts'

const PEOPLE = ['p0', 'p1', 'p2', 'p3', 'p4']
const facts = { ownerKnown: true, mayServe: PEOPLE }
const clock = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`)
const shift = fc.record({ from: clock, until: clock })
const pattern: fc.Arbitrary<RotaPattern> = fc.record({
  kind: fc.constant('rotating' as const),
  weekdays: fc.constantFrom([1, 2, 3, 4, 5, 6, 7], [6, 7], [1, 3, 5]),
  shifts: fc.array(shift, { minLength: 1, maxLength: 4 }),
})
const act = fc.record({
  what: fc.constantFrom(
    'ask',
    'offer',
    'exchange',
    'agree',
    'decline',
    'keep',
    'start',
    'leave',
    'join',
    'change',
    'plan',
    'timer',
  ),
  turn: fc.nat(60),
  other: fc.nat(60),
  person: fc.nat(PEOPLE.length - 1),
  passMinutes: fc.integer({ min: 0, max: 3_000 }),
  pattern,
})
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

function commandOf(one: Act, index: number, state: OpenRota, at: Instant): RotaCommand | null {
  const turns = [...state.turns.values()]
  const turn = turns[one.turn % Math.max(1, turns.length)]
  const other = turns[one.other % Math.max(1, turns.length)]
  const personId = PEOPLE[one.person] ?? 'p0'
  if (one.what === 'leave') return { type: 'LeaveRota', personId, at }
  if (one.what === 'join') return { type: 'JoinRota', personId, replanFrom: one.other % 2 ? dayOf(at) : null, at }
  if (one.what === 'plan') return { type: 'PlanTurns', at }
  if (one.what === 'change') return { type: 'ChangeRotaPattern', pattern: one.pattern, at }
  if (!turn || !other) return null
  const of = { turnId: turn.turnId, at }
  const asked = { ...of, swapId: `s${index}`, by: turn.personId }
  switch (one.what) {
    case 'ask':
      return { type: 'AskSwap', ...asked, toPersonId: personId, forTurnId: null }
    case 'offer':
      return { type: 'AskSwap', ...asked, toPersonId: null, forTurnId: null }
    case 'exchange':
      return { type: 'AskSwap', ...asked, toPersonId: other.personId, forTurnId: other.turnId }
    case 'keep':
      return { type: 'KeepTurn', ...of, how: 'self', note: null, files: [] }
    case 'start':
      return { type: 'StartTurn', ...of }
    default: {
      const open = turns.find(({ swap }) => swap !== null) ?? turn
      const swap = { turnId: open.turnId, swapId: open.swap?.swapId ?? 'none', by: open.swap?.toPersonId ?? personId }
      return one.what === 'agree' ? { type: 'AgreeSwap', ...swap, at } : { type: 'DeclineSwap', ...swap }
    }
  }
}

/** What the timer would have said by then. */
function timerCommands(state: OpenRota, at: Instant): RotaCommand[] {
  return [...state.turns.values()].flatMap((turn): RotaCommand[] => {
    const due = nextTurnDue(turn, state)
    if (due === null || due.dueAt > at) return []
    const { turnId } = turn
    if (due.what === 'remind') return [{ type: 'RemindTurn', turnId, when: due.when }]
    if (due.what === 'miss') return [{ type: 'MissTurn', turnId }]
    return [
      due.what === 'finish' ? { type: 'FinishTurn', turnId } : { type: 'TellMissedTurn', turnId, level: due.level },
    ]
  })
}

function attempt(events: RotaEvent[], command: RotaCommand): void {
  try {
    events.push(...rotaDecider.decide(command, fold(rotaDecider, events), facts))
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
  }
}

function play(acts: readonly Act[], first: RotaPattern): { events: RotaEvent[]; states: OpenRota[] } {
  const events: RotaEvent[] = []
  attempt(events, open({ pattern: first, personIds: PEOPLE.slice(0, 3) }))
  const states: OpenRota[] = []
  let at = NOW
  acts.forEach((one, index) => {
    at = addMinutes(at, one.passMinutes)
    const state = fold(rotaDecider, events)
    if (!state) return
    const commands = one.what === 'timer' ? timerCommands(state, at) : [commandOf(one, index, state, at)]
    for (const command of commands) if (command) attempt(events, command)
    const after = fold(rotaDecider, events)
    if (after) states.push(after)
  })
  return { events, states }
}

function expectNobodyTwice({ turns }: OpenRota): void {
  const byPerson = Map.groupBy(turns.values(), ({ personId }) => personId)
  for (const mine of byPerson.values()) {
    const inOrder = mine.toSorted((a, b) => (a.from < b.from ? -1 : 1))
    inOrder.slice(1).forEach((turn, index) => {
      const before = inOrder[index]
      if (before) expect(overlap(before, turn), `${before.turnId} and ${turn.turnId} of ${turn.personId}`).toBe(false)
    })
  }
}

/** Planned and not freed again, by the events alone. */
function standing(events: readonly RotaEvent[]): Map<string, string> {
  const turns = new Map<string, string>()
  for (const { type, data } of events) {
    if (type === 'TurnsPlanned') {
      for (const { turnId, personId } of data.turns) {
        expect(turns.has(turnId), `${turnId} is planned while it stands`).toBe(false)
        turns.set(turnId, personId)
      }
    }
    if (type === 'TurnSwapped') {
      expect(turns.get(data.turnId), 'nobody loses a turn that is not theirs').toBe(data.fromPersonId)
      turns.set(data.turnId, data.toPersonId)
    }
    if (
      type === 'RotaMemberJoined' ||
      type === 'RotaMemberLeft' ||
      type === 'RotaPatternChanged' ||
      type === 'RotaClosed'
    )
      for (const turnId of data.freedTurnIds) turns.delete(turnId)
  }
  return turns
}

test('each slot has exactly one person, nobody is on two turns at once, and kept + missed + open = planned', () => {
  fc.assert(
    fc.property(pattern, fc.array(act, { maxLength: 40 }), (first, acts) => {
      const { events, states } = play(acts, first)
      for (const state of states) expectNobodyTwice(state)
      const last = states.at(-1)
      if (!last) return
      const planned = standing(events)
      const count = (...statuses: string[]) =>
        [...last.turns.values()].filter(({ status }) => statuses.includes(status)).length
      const forgotten = [...planned.keys()].filter((turnId) => !last.turns.has(turnId)).length
      expect(count('kept') + count('missed') + count('planned', 'started') + forgotten).toBe(planned.size)
      for (const [turnId, { personId }] of last.turns) expect(planned.get(turnId)).toBe(personId)
    }),
    seeded(150),
  )
})

test('nobody is swapped who has not agreed: every swap follows a question and the other’s word', () => {
  fc.assert(
    fc.property(pattern, fc.array(act, { maxLength: 40 }), (first, acts) => {
      const { events } = play(acts, first)
      const asked = new Map<string, string>()
      for (const { type, data } of events) {
        if (type === 'SwapAsked') asked.set(data.swapId, data.byPersonId)
        if (type === 'TurnSwapped') expect([data.fromPersonId, data.toPersonId]).toContain(asked.get(data.swapId))
      }
    }),
    seeded(50),
  )
})

test('any command said twice adds nothing', () => {
  fc.assert(
    fc.property(pattern, fc.array(act, { minLength: 1, maxLength: 15 }), (first, acts) => {
      const { events } = play(acts, first)
      const state = fold(rotaDecider, events)
      const last = acts.at(-1)
      if (!state || !last) return
      const command = commandOf(last, acts.length, state, addMinutes(NOW, 10_000))
      if (!command) return
      const once = [...events]
      attempt(once, command)
      const twice = [...once]
      attempt(twice, command)
      expect(twice).toEqual(once)
    }),
    seeded(100),
  )
})
