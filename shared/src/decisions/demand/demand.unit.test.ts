/** Demands: who joins, the share at and just under its edge, and what follows when it is reached. */
import { fold } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import { storyOf } from '../../../../test/kit/story.ts'
import { demandSum, type HeadUnit } from './demand.count.ts'
import { demandDecider, demandDueAt } from './demand.decider.ts'
import { demandErrors } from './errors.ts'
import {
  DemandAnswered,
  DemandClosed,
  type DemandEvent,
  DemandJoined,
  DemandLeft,
  DemandOpened,
  DemandOverdue,
  DemandReached,
} from './events.ts'

const story = storyOf(demandDecider, demandErrors.entries)
const percent = { value: 20, basis: 'law' as const, source: '物业管理条例第十三条' }
const callWithin = { value: 30, basis: 'suggested' as const, source: '建议值' }
const of = { demandId: 'd1', compoundId: 'c1' }
const opened = DemandOpened({ ...of, title: '更换物业', reason: '服务差', openedOn: '2026-03-01', percent, callWithin })
const today = '2026-03-03'
const SCAN = 'a'.repeat(64)

/** Each unit with an owner of its own, p1 … */
const rollOf = (units: number): HeadUnit[] =>
  Array.from({ length: units }, (_, index) => ({
    unitId: `u${index + 1}`,
    voterId: `u${index + 1}`,
    ownerIds: [`p${index + 1}`],
    standing: 'checked',
  }))
const joined = (n: number, change: Partial<Parameters<typeof DemandJoined>[0]> = {}) =>
  DemandJoined({
    ...of,
    unitId: `u${n}`,
    ownerIds: [`p${n}`],
    means: 'screen',
    personId: `p${n}`,
    check: null,
    files: [],
    joinedOn: today,
    ...change,
  })
const join = (n: number) => ({ type: 'JoinDemand', unitId: `u${n}`, personId: `p${n}`, today }) as const
const reached = (joinedHeads: number, heads: number) =>
  DemandReached({ ...of, joined: joinedHeads, heads, percent: 20, reachedOn: today, callBy: '2026-04-02' })

test('exactly 20 % of the heads is enough, one head more in the compound is not', () => {
  story(opened, joined(1))
    .when(join(2), { roll: rollOf(10) })
    .then(joined(2), reached(2, 10))
  story(opened, joined(1))
    .when(join(2), { roll: rollOf(11) })
    .then(joined(2))
})

test('units of one set of owners are one head, joined with or not', () => {
  const roll = rollOf(10).map((unit, index) => (index < 3 ? { ...unit, voterId: 'u1', ownerIds: ['p1'] } : unit))
  // Eight heads: u1, u2 and u3 are one, so that two of their doors are one of eight.
  const second = { type: 'JoinDemand', unitId: 'u2', personId: 'p1', today } as const
  const here = joined(2, { ownerIds: ['p1'], personId: 'p1' })
  story(opened, joined(1)).when(second, { roll }).then(here)
  story(opened, joined(1), here).when(join(4), { roll }).then(joined(4), reached(2, 8))
})

test('whoever sold no longer counts, and the new owner may join', () => {
  const roll = rollOf(10).map((unit) => (unit.unitId === 'u1' ? { ...unit, ownerIds: ['p99'] } : unit))
  story(opened, joined(1)).when(join(2), { roll }).then(joined(2))
  const again = { type: 'JoinDemand', unitId: 'u1', personId: 'p99', today } as const
  const anew = joined(1, { ownerIds: ['p99'], personId: 'p99' })
  story(opened, joined(1), joined(2)).when(again, { roll }).then(anew, reached(2, 10))
})

test('nobody joins with another’s unit, or with one that is not here; the same twice is once', () => {
  const roll = rollOf(10)
  story(opened)
    .when({ ...join(1), personId: 'p2' }, { roll })
    .rejected('demand-owner-unchecked')
  story(opened)
    .when({ ...join(1), unitId: 'u99' }, { roll })
    .rejected('demand-no-owner')
  story(opened, joined(1)).when(join(1), { roll }).nothing()
})

test('a signature on paper has its scan, and a word on the proof where the owner is not checked', () => {
  const sign = { type: 'SignDemand', unitId: 'u1', check: null, files: [SCAN], today } as const
  const paper = joined(1, { means: 'paper', personId: null, files: [SCAN] })
  const roll = rollOf(10)
  const unchecked = roll.map((unit) => ({ ...unit, standing: 'unchecked' as const }))
  story(opened).when(sign, { roll }).then(paper)
  story(opened)
    .when({ ...sign, files: [] }, { roll })
    .rejected('demand-scan-missing')
  story(opened).when(sign, { roll: unchecked }).rejected('demand-check-missing')
  story(opened)
    .when({ ...sign, check: '看过房产证' }, { roll: unchecked })
    .then(joined(1, { means: 'paper', personId: null, files: [SCAN], check: '看过房产证' }))
})

test('joining is taken back until the share is reached, then it stands', () => {
  const leave = { type: 'LeaveDemand', unitId: 'u1', today } as const
  const left = DemandLeft({ ...of, unitId: 'u1', leftOn: today })
  story(opened, joined(1)).when(leave).then(left)
  story(opened, joined(1), left).when(leave).rejected('demand-not-joined')
  story(opened, joined(1), joined(2), reached(2, 10)).when(leave).rejected('demand-not-open')
  // Others may still stand behind it, but the day to call stays.
  story(opened, joined(1), joined(2), reached(2, 10))
    .when(join(3), { roll: rollOf(10) })
    .then(joined(3))
})

test('counted again, heads that became fewer can reach it', () => {
  const count = { type: 'CountDemand', today } as const
  story(opened, joined(1), joined(2))
    .when(count, { roll: rollOf(11) })
    .nothing()
  story(opened, joined(1), joined(2))
    .when(count, { roll: rollOf(10) })
    .then(reached(2, 10))
  story(opened).when(count, { roll: [] }).nothing()
})

test('it must be called by its day: the day itself still counts, a decision answers it, also late', () => {
  const done: DemandEvent[] = [opened, joined(1), joined(2), reached(2, 10)]
  const miss = { type: 'MissDemand', callBy: '2026-04-02' } as const
  const overdue = DemandOverdue({ ...of, callBy: '2026-04-02' })
  const answer = { type: 'AnswerDemand', decisionId: 'x1', compoundId: 'c1', today: '2026-04-05' } as const
  const answered = DemandAnswered({ ...of, decisionId: 'x1', answeredOn: '2026-04-05' })
  const due = (...events: DemandEvent[]) => demandDueAt(fold(demandDecider, [...done, ...events])!)
  expect(due()).toBe('2026-04-02T16:00:00.000Z')
  story(...done)
    .when(miss)
    .then(overdue)
  expect(due(overdue)).toBeNull()
  story(...done, overdue)
    .when(miss)
    .nothing()
  story(...done, overdue)
    .when(answer)
    .then(answered)
  story(...done, answered)
    .when(answer)
    .nothing()
  story(...done, answered)
    .when(miss)
    .nothing()
  expect(due(answered)).toBeNull()
  story(...done)
    .when({ ...answer, compoundId: 'c2' })
    .rejected('demand-elsewhere')
  story(opened).when(answer).rejected('demand-not-open')
})

test('it can be withdrawn before it has reached its share', () => {
  const close = { type: 'CloseDemand', reason: '已协商', today } as const
  const closed = DemandClosed({ ...of, reason: '已协商', closedOn: today })
  story(opened).when(close).then(closed)
  story(opened, closed).when(close).nothing()
  story(opened, closed)
    .when(join(1), { roll: rollOf(10) })
    .rejected('demand-not-open')
  story(opened, joined(1), joined(2), reached(2, 10)).when(close).rejected('demand-not-open')
  story().when(close).rejected('demand-unknown')
})

test('whatever the owners and the order of joining, the sum is that of counting sets of owners by hand', () => {
  const owner = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
  const doors = fc.array(fc.uniqueArray(owner, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(doors, fc.array(fc.nat({ max: 11 }), { maxLength: 12 }), (owners, picks) => {
      const sets = owners.map((each) => [...each].sort())
      const roll = sets.map((ownerIds, index) => ({
        unitId: `u${index}`,
        voterId: `u${sets.findIndex((other) => other.join() === ownerIds.join())}`,
        ownerIds,
        standing: 'checked' as const,
      }))
      const joins = picks
        .filter((pick) => pick < sets.length)
        .map((pick) => ({ unitId: `u${pick}`, ownerIds: sets[pick]! }))
      const sum = demandSum(joins, roll, 20)
      const heads = new Set(sets.map((each) => each.join()))
      const behind = new Set(joins.map(({ ownerIds }) => ownerIds.join()))
      expect([sum.heads, sum.joined]).toEqual([heads.size, behind.size])
      expect(sum.reached).toBe(behind.size > 0 && behind.size * 5 >= heads.size)
    }),
    seeded(),
  )
})
