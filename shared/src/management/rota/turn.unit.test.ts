/** A turn from its plan to kept or missed, a swap that both want, and when the timer has its say. */
import { addMinutes, type Instant, startOf } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { storyOf } from '../../../../test/kit/story.ts'
import { rotaErrors } from './errors.ts'
import {
  MissedTurnTold,
  SwapAsked,
  SwapDeclined,
  TurnKept,
  TurnLinkGiven,
  TurnMissed,
  TurnReminded,
  TurnStarted,
  TurnSwapped,
} from './events.ts'
import type { RotaPurpose } from './pattern.ts'
import { rotaDecider } from './rota.decider.ts'
import { at, NOW, night, opened } from './rota.fixture.ts'
import { missedAt, nextTurnDue, type TimedTurn } from './times.ts'

const given = storyOf(rotaDecider, rotaErrors.entries)
const of = { rotaId: 'r1', turnId: night(1), personId: 'chen' }
const started = TurnStarted(of)
const missed = TurnMissed(of)
const kept = TurnKept({ ...of, how: 'self', note: null, files: [] })
const keep = (time: Instant) =>
  ({ type: 'KeepTurn', turnId: night(1), how: 'self', note: null, files: [], at: time }) as const
const start = (time: Instant) => ({ type: 'StartTurn', turnId: night(1), at: time }) as const

test('begun, then kept; each once', () => {
  given(...opened())
    .when(start(at(1, 22)))
    .then(started)
  given(...opened(), started)
    .when(start(at(1, 23)))
    .nothing()
  given(...opened(), started)
    .when(keep(at(2, 6)))
    .then(kept)
  given(...opened(), kept)
    .when(keep(at(2, 7)))
    .nothing()
  given(...opened(), kept)
    .when(start(at(1, 23)))
    .nothing()
})

test.each([
  ['21:00 is an hour before', at(1, 21), 'TurnKept'],
  ['a minute sooner', addMinutes(at(1, 21), -1), 'turn-not-yet'],
  ['the seventh day after', at(9, 6), 'TurnKept'],
  ['a minute later', addMinutes(at(9, 6), 1), 'turn-too-late'],
] as const)('a turn is confirmed from an hour before it until a week after: %s', (_, time, expected) => {
  expect(
    given(...opened())
      .when(keep(time))
      .summary(),
  ).toBe(expected)
})

test('whoever comes late is there, and whoever says so later has kept it', () => {
  given(...opened(), missed)
    .when(start(at(2, 1)))
    .then(started)
  given(...opened(), missed)
    .when(keep(at(3, 9)))
    .then(kept)
  given(...opened())
    .when(start(addMinutes(at(2, 6), 1)))
    .rejected('turn-begun')
})

test('the timer says each thing once, and nothing of what is settled', () => {
  const remind = { type: 'RemindTurn', turnId: night(1), when: 'evening' } as const
  const reminded = TurnReminded({ ...of, when: 'evening' })
  given(...opened())
    .when(remind)
    .then(reminded)
  given(...opened(), reminded)
    .when(remind)
    .nothing()
  given(...opened(), kept)
    .when(remind)
    .nothing()
  given(...opened())
    .when({ type: 'MissTurn', turnId: night(1) })
    .then(missed)
  given(...opened(), started)
    .when({ type: 'MissTurn', turnId: night(1) })
    .nothing()
  given(...opened(), started)
    .when({ type: 'FinishTurn', turnId: night(1) })
    .then(TurnKept({ ...of, how: 'time', note: null, files: [] }))
  given(...opened())
    .when({ type: 'FinishTurn', turnId: night(1) })
    .nothing()
})

test('a missed turn of paid staff is told level by level; a volunteer’s never', () => {
  const tell = (level: 'manager' | 'centre') => ({ type: 'TellMissedTurn', turnId: night(1), level }) as const
  const told = (level: 'manager' | 'centre') => MissedTurnTold({ rotaId: 'r1', turnId: night(1), level })
  const paid = [...opened({ staff: 'paid' }), missed]
  given(...paid)
    .when(tell('manager'))
    .then(told('manager'))
  given(...paid, told('centre'))
    .when(tell('manager'))
    .nothing()
  given(...paid, kept)
    .when(tell('manager'))
    .nothing()
  given(...opened(), missed)
    .when(tell('manager'))
    .nothing()
})

test('a swap needs the word of both', () => {
  const ask = {
    type: 'AskSwap',
    turnId: night(1),
    swapId: 's1',
    by: 'chen',
    toPersonId: 'deng',
    forTurnId: night(2),
    at: NOW,
  } as const
  const asked = SwapAsked({
    rotaId: 'r1',
    turnId: night(1),
    swapId: 's1',
    byPersonId: 'chen',
    toPersonId: 'deng',
    forTurnId: night(2),
  })
  given(...opened())
    .when(ask)
    .then(asked)
  given(...opened(), asked)
    .when(ask)
    .nothing()
  given(...opened())
    .when({ ...ask, by: 'fang' })
    .rejected('turn-not-yours')
  given(...opened())
    .when({ ...ask, toPersonId: 'chen', forTurnId: null })
    .rejected('swap-with-self')
  given(...opened())
    .when({ ...ask, toPersonId: 'gao', forTurnId: null })
    .rejected('rota-member-unknown')
  given(...opened())
    .when({ ...ask, forTurnId: night(3) })
    .rejected('turn-not-yours')
  given(...opened(), started)
    .when(ask)
    .rejected('turn-begun')
  given(...opened())
    .when({ ...ask, turnId: 'nothing' })
    .rejected('turn-unknown')

  const agree = { type: 'AgreeSwap', turnId: night(1), swapId: 's1', by: 'deng', at: NOW } as const
  given(...opened(), asked)
    .when(agree)
    .then(
      TurnSwapped({ rotaId: 'r1', swapId: 's1', turnId: night(1), fromPersonId: 'chen', toPersonId: 'deng' }),
      TurnSwapped({ rotaId: 'r1', swapId: 's1', turnId: night(2), fromPersonId: 'deng', toPersonId: 'chen' }),
    )
  given(...opened(), asked)
    .when({ ...agree, by: 'fang' })
    .rejected('swap-not-asked')
  given(...opened())
    .when(agree)
    .rejected('swap-unknown')
  given(...opened(), asked)
    .when({ ...agree, at: at(2, 6) })
    .rejected('turn-begun')

  const decline = { type: 'DeclineSwap', turnId: night(1), swapId: 's1', by: 'deng' } as const
  given(...opened(), asked)
    .when(decline)
    .then(SwapDeclined({ rotaId: 'r1', turnId: night(1), swapId: 's1', byPersonId: 'deng' }))
  expect(
    given(...opened(), asked)
      .when({ ...decline, by: 'chen' })
      .summary(),
  ).toBe('SwapDeclined')
  given(...opened(), asked)
    .when({ ...decline, by: 'fang' })
    .rejected('swap-not-asked')
  given(...opened())
    .when(decline)
    .nothing()
})

test('a turn that is offered to the group goes to the first who takes it, but not back to who offers it', () => {
  const offered = SwapAsked({
    rotaId: 'r1',
    turnId: night(1),
    swapId: 's1',
    byPersonId: 'chen',
    toPersonId: null,
    forTurnId: null,
  })
  const agree = (by: string) => ({ type: 'AgreeSwap', turnId: night(1), swapId: 's1', by, at: NOW }) as const
  expect(
    given(...opened(), offered)
      .when(agree('fang'))
      .summary(),
  ).toBe('TurnSwapped')
  given(...opened(), offered)
    .when(agree('chen'))
    .rejected('swap-with-self')
  given(...opened(), offered)
    .when(agree('gao'))
    .rejected('swap-not-asked')
})

test('nobody is swapped into two turns at once', () => {
  const shifts = [
    { from: '08:00', until: '12:00' },
    { from: '11:00', until: '15:00' },
  ]
  const double = opened({ pattern: { kind: 'rotating', weekdays: [1], shifts }, personIds: ['chen', 'deng'] })
  const ask = {
    type: 'AskSwap',
    turnId: 'r1-20260302-0800-0',
    swapId: 's1',
    by: 'chen',
    toPersonId: 'deng',
    at: NOW,
  } as const
  given(...double)
    .when({ ...ask, forTurnId: null })
    .rejected('swap-overlaps')
  // The two change places: each has one of them before and after.
  expect(
    given(...double)
      .when({ ...ask, forTurnId: 'r1-20260302-1100-0' })
      .summary(),
  ).toBe('SwapAsked')
})

test('a link is given to a turn that is not over', () => {
  const give = { type: 'GiveTurnLink', turnId: night(1), linkId: 'l1', tokenHash: 'a'.repeat(64), at: NOW } as const
  given(...opened())
    .when(give)
    .then(TurnLinkGiven({ ...of, linkId: 'l1', tokenHash: 'a'.repeat(64) }))
  given(...opened(), kept)
    .when(give)
    .rejected('turn-begun')
})

test('in order of time: the evening before, an hour before, missed, and who hears of it', () => {
  const rules = { purpose: 'night-patrol', staff: 'paid', graceMinutes: 30 } as const
  const turn: TimedTurn = { from: at(2, 0), until: at(2, 6), status: 'planned', reminded: [], told: null }
  const due = (change: Partial<TimedTurn>, more: object = {}) =>
    nextTurnDue({ ...turn, ...change }, { ...rules, ...more })
  // A turn that begins at midnight belongs to the day that begins then.
  expect(due({})).toEqual({ what: 'remind', when: 'evening', dueAt: at(1, 19) })
  expect(due({ reminded: ['evening'] })).toEqual({ what: 'remind', when: 'hour', dueAt: at(1, 23) })
  expect(due({ reminded: ['evening', 'hour'] })).toEqual({ what: 'miss', dueAt: addMinutes(at(2, 6), 30) })
  expect(due({ status: 'started' })).toEqual({ what: 'finish', dueAt: addMinutes(at(2, 6), 30) })
  const level = (told: TimedTurn['told']) => due({ status: 'missed', told })
  expect(level(null)).toEqual({ what: 'escalate', level: 'manager', dueAt: addMinutes(at(2, 6), 30) })
  expect(level('manager')).toEqual({ what: 'escalate', level: 'centre', dueAt: addMinutes(at(2, 6), 90) })
  expect(level('centre')).toEqual({ what: 'escalate', level: 'subdistrict', dueAt: addMinutes(at(3, 6), 30) })
  expect(level('subdistrict')).toBeNull()
  expect(due({ status: 'missed' }, { staff: 'volunteer' })).toBeNull()
  expect(due({ status: 'kept' })).toBeNull()
})

test.each([
  ['duty', at(1, 22)],
  ['gates', at(1, 22)],
  ['night-patrol', at(2, 6)],
  ['cleaning', at(2, 6)],
  ['facility-check', at(2, 6)],
] as [RotaPurpose, Instant][])('a missing %s shows half an hour after %s', (purpose, shows) => {
  const span = { from: at(1, 22), until: at(2, 6) }
  expect(missedAt(span, { purpose, staff: 'paid', graceMinutes: 30 })).toBe(addMinutes(shows, 30))
  expect(startOf('2026-03-02')).toBe(at(2, 0))
})
