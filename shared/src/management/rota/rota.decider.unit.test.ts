/** Opening a rota and changing it: who is planned for which night, and what falls to whom when somebody leaves. */
import { addDays } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { storyOf } from '../../../../test/kit/story.ts'
import { rotaErrors } from './errors.ts'
import {
  DeskPhonePublished,
  MissedTurnsShared,
  RotaClosed,
  RotaMemberLeft,
  TurnKept,
  TurnSwapped,
  TurnsPlanned,
} from './events.ts'
import type { RotaPattern } from './pattern.ts'
import { rotaDecider } from './rota.decider.ts'
import { at, bare, facts, NOW, night, open, opened, stateOf } from './rota.fixture.ts'

const given = storyOf(rotaDecider, rotaErrors.entries)
const personOf = (events: Parameters<typeof stateOf>[0], date: number) =>
  stateOf(events).turns.get(night(date))?.personId

test('a rota is opened with five weeks of turns, one after the other in the order of the list', () => {
  const events = opened()
  expect(events.map(({ type }) => type)).toEqual([
    'RotaOpened',
    'RotaMemberJoined',
    'RotaMemberJoined',
    'RotaMemberJoined',
    'TurnsPlanned',
  ])
  const state = stateOf(events)
  expect(state.turns.size).toBe(35)
  expect(state.plannedThrough).toBe('2026-04-04')
  expect([1, 2, 3, 4].map((date) => personOf(events, date))).toEqual(['chen', 'deng', 'fang', 'chen'])
})

test('what has begun already when the rota is opened is nobody’s turn', () => {
  expect(personOf(opened({ at: at(1, 23), since: '2026-03-01' }), 1)).toBeUndefined()
  expect(personOf(opened({ at: at(1, 23), since: '2026-03-01' }), 2)).toBe('chen')
})

test('refusals when a rota is opened', () => {
  given()
    .when(open(), { ...facts, ownerKnown: false })
    .rejected('rota-owner-unknown')
  given()
    .when(open({ since: '2026-02-28' }), facts)
    .rejected('rota-day-past', { today: '2026-03-01' })
  given()
    .when(open({ personIds: ['stranger'] }), facts)
    .rejected('rota-person-elsewhere')
  const slot = { weekday: 1, from: '08:00', until: '10:00' }
  const weekly = (...slots: { weekday: number; from: string; until: string; personId: string }[]): RotaPattern => ({
    kind: 'weekly',
    slots,
  })
  given()
    .when(open({ pattern: weekly({ ...slot, personId: 'gao' }) }), facts)
    .rejected('rota-member-unknown')
  given()
    .when(open({ pattern: weekly({ ...slot, personId: 'chen' }, { ...slot, from: '09:00', personId: 'chen' }) }), facts)
    .rejected('rota-person-doubled', { weekday: 1 })
  given(...opened())
    .when(open(), facts)
    .nothing()
})

test('every day the next four weeks are there: the timer plans on where the last turn ended', () => {
  const first = opened()
  given(...first)
    .when({ type: 'PlanTurns', at: NOW })
    .nothing()
  const [more] = rotaDecider.decide({ type: 'PlanTurns', at: at(8, 0) }, stateOf(first), undefined)
  expect(more).toMatchObject({ type: 'TurnsPlanned', data: { throughDay: '2026-04-11' } })
  const turns = more?.type === 'TurnsPlanned' ? more.data.turns : []
  // 35 nights went round among three: the last one was the second’s.
  expect(turns).toHaveLength(7)
  expect(turns[0]).toMatchObject({ personId: 'fang' })
})

test('after weeks without the server no turn is planned into the past', () => {
  const [more] = rotaDecider.decide({ type: 'PlanTurns', at: '2026-06-01T02:00:00.000Z' }, stateOf(opened()), undefined)
  expect(more?.type === 'TurnsPlanned' && more.data.turns[0]?.from).toBe('2026-06-01T14:00:00.000Z')
})

test('nobody is given two turns at once: a single member gets every other of two shifts that overlap', () => {
  const pattern: RotaPattern = {
    kind: 'rotating',
    weekdays: [1],
    shifts: [
      { from: '08:00', until: '12:00' },
      { from: '11:00', until: '15:00' },
    ],
  }
  const alone = stateOf(opened({ pattern, personIds: ['chen'] }))
  expect([...alone.turns.values()].map(({ from }) => from.slice(11, 16))).toEqual(Array(5).fill('00:00'))
  expect(stateOf(opened({ pattern, personIds: ['chen', 'deng'] })).turns.size).toBe(10)
})

test('the turns to come of somebody who leaves go to the others, what was kept stays theirs', () => {
  const events = [
    ...opened(),
    TurnKept({ rotaId: 'r1', turnId: night(1), personId: 'chen', how: 'self', note: null, files: [] }),
  ]
  const after = rotaDecider.decide({ type: 'LeaveRota', personId: 'chen', at: at(2, 10) }, stateOf(events), undefined)
  expect(after.map(({ type }) => type)).toEqual(['RotaMemberLeft', 'TurnsPlanned'])
  const state = stateOf([...events, ...after])
  expect(state.turns.get(night(1))?.personId).toBe('chen')
  expect([...state.turns.values()].filter(({ personId }) => personId === 'chen')).toHaveLength(1)
  expect(state.turns.size).toBe(36)
  given(...events, ...after)
    .when({ type: 'LeaveRota', personId: 'chen', at: at(2, 10) })
    .nothing()
})

test('with nobody left the turns fall away, and come back when somebody joins', () => {
  const one = opened({ personIds: ['chen'] })
  const left = rotaDecider.decide({ type: 'LeaveRota', personId: 'chen', at: NOW }, stateOf(one), undefined)
  expect(left.map(({ type }) => type)).toEqual(['RotaMemberLeft'])
  const joined = rotaDecider.decide(
    { type: 'JoinRota', personId: 'gao', replanFrom: null, at: NOW },
    stateOf([...one, ...left]),
    facts,
  )
  expect(stateOf([...one, ...left, ...joined]).turns.get(night(1))?.personId).toBe('gao')
})

test('whoever joins waits for the next turns to be planned, or has a share in those from a day on', () => {
  const joining = (replanFrom: string | null) => {
    const join = { type: 'JoinRota', personId: 'gao', replanFrom, at: NOW } as const
    const joined = rotaDecider.decide(join, stateOf(opened()), facts)
    return stateOf([...opened(), ...joined])
  }
  expect([...joining(null).turns.values()].some(({ personId }) => personId === 'gao')).toBe(false)
  const { turns } = joining('2026-03-05')
  expect([3, 4, 5, 6, 7, 8].map((date) => turns.get(night(date))?.personId)).toEqual([
    'fang',
    'chen',
    'deng',
    'fang',
    'gao',
    'chen',
  ])
  expect(turns.size).toBe(35)
})

test('another pattern frees what has not begun, and what was swapped with it', () => {
  const swapped = TurnSwapped({ rotaId: 'r1', turnId: night(2), swapId: 's', fromPersonId: 'deng', toPersonId: 'chen' })
  const pattern: RotaPattern = {
    kind: 'weekly',
    slots: [{ weekday: 1, from: '20:00', until: '22:00', personId: 'fang' }],
  }
  const events = [...opened(), swapped]
  const changed = rotaDecider.decide({ type: 'ChangeRotaPattern', pattern, at: at(2, 10) }, stateOf(events), undefined)
  const state = stateOf([...events, ...changed])
  expect([...state.turns.keys()].slice(0, 2)).toEqual([night(1), 'r1-20260302-2000-0'])
  given(...events, ...changed)
    .when({ type: 'ChangeRotaPattern', pattern, at: at(2, 10) })
    .nothing()
})

test('a closed rota plans nothing and takes nobody, and turns of the past can still be put right', () => {
  const closed = [...opened(), RotaClosed({ rotaId: 'r1', freedTurnIds: [] })]
  given(...closed)
    .when({ type: 'PlanTurns', at: at(20, 0) })
    .nothing()
  given(...closed)
    .when({ type: 'JoinRota', personId: 'gao', replanFrom: null, at: NOW }, facts)
    .rejected('rota-closed')
  expect(
    given(...closed)
      .when({ type: 'KeepTurn', turnId: night(1), how: 'self', note: null, files: [], at: at(2, 7) })
      .summary(),
  ).toBe('TurnKept')
})

test('only a group of volunteers decides on its missed turns, for what comes after', () => {
  const share = {
    type: 'ShareMissedTurns',
    shares: true,
    decidedOn: '2026-03-01',
    ground: '小组会议',
    at: NOW,
  } as const
  const shared = MissedTurnsShared({ rotaId: 'r1', since: '2026-03-02', decidedOn: '2026-03-01', ground: '小组会议' })
  given(...bare())
    .when(share)
    .then(shared)
  given(...bare(), shared)
    .when(share)
    .nothing()
  given(...bare(), shared)
    .when({ ...share, shares: false })
    .then(MissedTurnsShared({ ...shared.data, since: null }))
  given(...bare({ staff: 'paid' }))
    .when(share)
    .rejected('rota-not-volunteer')
})

test('the telephone of the desk is published and taken back', () => {
  const phone = DeskPhonePublished({ rotaId: 'r1', personId: 'p1' })
  given(...bare())
    .when({ type: 'PublishDeskPhone', personId: 'p1' })
    .then(phone)
  given(...bare(), phone)
    .when({ type: 'PublishDeskPhone', personId: 'p1' })
    .nothing()
  given(...bare())
    .when({ type: 'PublishDeskPhone', personId: null })
    .nothing()
})

test('a rota that was never opened, and a list that is full', () => {
  given().when({ type: 'PlanTurns', at: NOW }).rejected('rota-unknown')
  const many = Array.from({ length: 60 }, (_, index) => `p${index}`)
  given(...bare({ personIds: many }))
    .when({ type: 'JoinRota', personId: 'gao', replanFrom: null, at: NOW }, facts)
    .rejected('rota-full', { limit: 60 })
})

test('who comes after somebody who leaves stays the next', () => {
  const left = RotaMemberLeft({ rotaId: 'r1', personId: 'deng', freedTurnIds: [] })
  const upTo = (date: number) =>
    TurnsPlanned({
      rotaId: 'r1',
      plannedAt: NOW,
      throughDay: addDays('2026-03-01', date),
      turns: [{ turnId: night(date), personId: 'deng', from: at(date, 22), until: at(date + 1, 6) }],
    })
  const state = stateOf([...bare(), upTo(1), left])
  const [planned] = rotaDecider.decide({ type: 'PlanTurns', at: NOW }, state, undefined)
  expect(planned?.type === 'TurnsPlanned' && planned.data.turns[0]).toMatchObject({
    turnId: night(2),
    personId: 'fang',
  })
})
