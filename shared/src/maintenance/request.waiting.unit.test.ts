/** Stories of those who wait: me too, urging, being told, and duplicates whose people are taken over. */

import { Rejected } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { given as specOf } from '../../../test/kit/decider-spec.ts'
import { seeded } from '../../../test/kit/properties.ts'
import { happened, history, minutes, reportedEvent } from '../../../test/kit/request-fixtures.ts'
import { type RequestEvent, RequestReported } from './events.ts'
import { isOpen } from './request.clocks.ts'
import type { MergeFacts, RequestCommand } from './request.commands.ts'
import { requestDecider } from './request.decider.ts'
import { at, commands, factsFor, followed, going, histories, joined, merged, told, urged } from './request.fixture.ts'
import { type KnownRequest, waitersOf } from './request.state.ts'

const request = (...events: RequestEvent[]) => specOf(requestDecider, ...history(...events))
const reported = reportedEvent()

describe('me too', () => {
  test('one more waits, once; the reporter waits already', () => {
    request(reported).when(commands.FollowRequest).then(followed('neighbour'))
    request(reported, followed('neighbour')).when(commands.FollowRequest).nothing()
    request(reported)
      .when(at(60, { type: 'FollowRequest', personId: 'resident' }))
      .nothing()
    const counted = request(reported, followed('neighbour'), followed('neighbour'), joined('resident', 'neighbour'))
    expect(waitersOf(counted.state as KnownRequest)).toEqual(['resident', 'neighbour'])
  })
})

describe('urging', () => {
  const urge = (minute: number, by = 'resident') => at(minute, { type: 'UrgeRequest', by })

  test('by who waits, and again after four hours', () => {
    const one = going(happened(0, reported), happened(5, followed('neighbour')))
    expect(one.tell(urge(10))).toEqual([urged])
    expect(() => one.tell(urge(249))).toThrow('urged-recently')
    expect(() => one.tell(urge(20, 'neighbour')), 'whoever it was').toThrow('urged-recently')
    expect(one.tell(urge(250))).toEqual([urged])
    expect(one.state()).toMatchObject({ urgedAt: minutes(250), status: 'reported' })
  })

  test('not by somebody else; the refusal says when it may be urged again', () => {
    request(reported).when(urge(60, 'stranger')).rejected('urge-by-waiters-only')
    request(reported, urged).when(urge(60)).rejected('urged-recently', { hours: 4, next: '2026-03-01 12:10' })
  })
})

test('who was told, by which means, is noted once and changes nothing', () => {
  request(reported).when(commands.TellPerson).then(told)
  request(reported, told).when(commands.TellPerson).nothing()
  expect(request(...histories.started, told).state).toMatchObject({ status: 'started' })
})

describe('a duplicate', () => {
  const into = (change: Partial<MergeFacts['into']> = {}): MergeFacts => ({
    into: { compoundId: 'c1', isOpen: true, waiterIds: ['resident', 'neighbour'], ...change },
  })
  const merge = commands.MergeRequest

  test('ends in another request of the compound that can still be worked on', () => {
    request(reported).when(merge, into()).then(merged)
    request(reported, merged).when(merge, into()).nothing()
    request(reported, merged)
      .when({ ...merge, intoRequestId: 'r3' } as RequestCommand, into())
      .rejected('request-wrong-status')
    request(reported).when(merge, { into: null }).rejected('merge-target-unknown', { field: 'intoRequestId' })
    request(reported)
      .when(merge, into({ compoundId: 'c2' }))
      .rejected('merge-target-unknown')
    request(reported)
      .when({ ...merge, intoRequestId: 'r1' } as RequestCommand, into())
      .rejected('merge-target-unknown')
    request(reported)
      .when(merge, into({ isOpen: false }))
      .rejected('merge-target-ended')
  })

  test('only once everybody who waits has been taken over', () => {
    const two = request(reported, followed('li'), followed('neighbour'))
    two.when(merge, into()).rejected('merge-followers-missing', { count: 1 })
    two.when(merge, into({ waiterIds: ['li', 'neighbour', 'resident'] })).then(merged)
  })

  test('those who are new are taken over, each once, and none by a request that has ended', () => {
    const join = (...personIds: string[]) => at(60, { type: 'JoinFollowers', fromRequestId: 'r2', personIds })
    request(reported, followed('li'))
      .when(join('li', 'wang', 'resident', 'wang'))
      .then(joined('wang'))
    request(reported, joined('wang')).when(join('wang')).nothing()
    request(...histories.cancelled)
      .when(join('resident'))
      .nothing()
    request(...histories.cancelled)
      .when(join('wang'))
      .rejected('merge-target-ended')
  })
})

/** Two requests, each of which may be merged into the other, while people go on following both. */
describe('of two requests that are merged', () => {
  const people = ['an', 'bo', 'chen', 'ding'] as const
  const acts = ['follow', 'follow', 'join', 'merge', 'start', 'complete', 'cancel', 'close'] as const
  const act = fc.record({
    what: fc.constantFrom(...acts),
    at: fc.nat({ max: 1 }),
    person: fc.constantFrom(...people),
    /** The list that a hand-over takes along may be of a moment ago. */
    isStale: fc.boolean(),
  })

  const begin = (requestId: string, reporterId: string) =>
    going(happened(0, RequestReported({ ...reported.data, requestId, reporterId })))

  test('nobody who waits is lost, whenever they came, and both never end in each other', () => {
    let mergers = 0
    fc.assert(
      fc.property(fc.array(act, { minLength: 4, maxLength: 25 }), (plan) => {
        const ids = ['r1', 'r2'] as const
        const both = [begin('r1', 'resident'), begin('r2', 'neighbour')] as const
        const known = (index: number) => both[index]?.state() as KnownRequest
        const seen = [['resident'], ['neighbour']]
        const asked = new Set(['resident', 'neighbour'])
        plan.forEach(({ what, at: index, person, isStale }, minute) => {
          const other = 1 - index
          const before = waitersOf(known(index))
          const timing = {
            requestId: ids[index] ?? 'r1',
            at: minutes(minute),
            receivedAt: minutes(minute),
            by: 'worker',
          }
          const target = known(other)
          const facts = {
            into: { compoundId: target.compoundId, isOpen: isOpen(target), waiterIds: waitersOf(target) },
          }
          const tell = (which: number, command: RequestCommand, its = factsFor(command)) => {
            try {
              return both[which]?.tell(command, its) ?? []
            } catch (error) {
              if (!(error instanceof Rejected)) throw error
              return []
            }
          }
          if (what === 'follow') {
            const came = tell(index, { ...timing, type: 'FollowRequest', personId: person })
            if (came.length > 0) asked.add(person)
          }
          if (what === 'join')
            tell(other, {
              ...timing,
              requestId: ids[other] ?? 'r2',
              type: 'JoinFollowers',
              fromRequestId: ids[index] ?? 'r1',
              personIds: isStale ? (seen[index] ?? []) : before,
            })
          if (what === 'merge')
            mergers += tell(index, { ...timing, type: 'MergeRequest', intoRequestId: ids[other] ?? 'r2' }, facts).length
          if (what === 'start') tell(index, { ...timing, type: 'StartWork' })
          if (what === 'complete') tell(index, { ...timing, type: 'CompleteWork', note: '好了', files: [] })
          if (what === 'cancel') tell(index, { ...timing, type: 'CancelRequest', reason: '自己修好了' })
          if (what === 'close') tell(index, { ...timing, type: 'CloseRequest', reason: '楼栋已拆' })
          seen[index] = [...before]

          const merged = [0, 1].filter((each) => known(each).status === 'merged')
          expect(merged.length).toBeLessThan(2)
          const last = merged[0] === 0 ? 1 : 0
          const waiting = new Set([...(merged.length > 0 ? [] : waitersOf(known(1 - last))), ...waitersOf(known(last))])
          expect([...asked].filter((each) => !waiting.has(each))).toEqual([])
        })
      }),
      seeded(500),
    )
    expect(mergers, 'some do merge').toBeGreaterThan(20)
  })
})
