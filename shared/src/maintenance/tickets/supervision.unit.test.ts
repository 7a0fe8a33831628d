/** Supervision orders: numbered one after the other, answered, given back, closed off. */
import { fold } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import { storyOf } from '../../../../test/kit/story.ts'
import { ticketErrors } from './errors.ts'
import { isOrderOverdue, orderDueAt, supervisionDecider } from './supervision.decider.ts'
import {
  orderNumber,
  SupervisionAnswered,
  SupervisionClosed,
  type SupervisionEvent,
  SupervisionIssued,
  SupervisionOverdue,
  SupervisionReturned,
} from './supervision.events.ts'
import { issue } from './tickets.fixture.ts'

const of = { orderId: 'o1', compoundId: 'c1' }
const issued = (number = 1, orderId = 'o1') => {
  const { type: _, today: __, ...order } = issue({ orderId })
  return SupervisionIssued({ ...order, number })
}
const answered = SupervisionAnswered({ ...of, text: '已全部更换' })
const story = storyOf(supervisionDecider, ticketErrors.entries)

test('the next number is the last and one; the same order is issued once', () => {
  story().when(issue()).then(issued())
  story(issued()).when(issue()).nothing()
  story(issued(), issued(2, 'o2'))
    .when(issue({ orderId: 'o3' }))
    .then(issued(3, 'o3'))
  expect(orderNumber({ year: 2026, number: 12 })).toBe('督办〔2026〕12号')
  story()
    .when(issue({ rectifyBy: '2026-03-02' }))
    .rejected('supervision-day-past', { today: '2026-03-03' })
})

test('an order is answered, given back with a new day, answered again and closed off', () => {
  const answer = { type: 'AnswerSupervision', orderId: 'o1', text: '已全部更换' } as const
  const back = {
    type: 'ReturnSupervision',
    orderId: 'o1',
    reason: '3栋仍不亮',
    rectifyBy: '2026-03-20',
    today: '2026-03-11',
  } as const
  const close = { type: 'CloseSupervision', orderId: 'o1', note: null } as const
  const returned = SupervisionReturned({ ...of, reason: '3栋仍不亮', rectifyBy: '2026-03-20' })
  story(issued()).when(close).rejected('supervision-wrong-status')
  story(issued()).when(back).rejected('supervision-wrong-status')
  story(issued()).when(answer).then(answered)
  story(issued(), answered).when(answer).nothing()
  story(issued(), answered).when(back).then(returned)
  story(issued(), answered, returned).when(answer).then(answered)
  story(issued(), answered)
    .when(close)
    .then(SupervisionClosed({ ...of, note: null }))
  story(issued(), answered, SupervisionClosed({ ...of, note: null }))
    .when(answer)
    .rejected('supervision-wrong-status')
  story().when(answer).rejected('supervision-unknown')
})

test('the day itself still counts; after it the order is overdue, until it is answered or has a new day', () => {
  const miss = { type: 'MissSupervision', orderId: 'o1', rectifyBy: '2026-03-10' } as const
  const overdue = SupervisionOverdue({ ...of, rectifyBy: '2026-03-10' })
  const after = (...events: SupervisionEvent[]) => {
    const order = fold(supervisionDecider, [issued(), ...events]).get('o1')
    if (!order) throw new Error('no order')
    return [orderDueAt(order), isOrderOverdue(order)]
  }
  expect(after()).toEqual(['2026-03-10T16:00:00.000Z', false])
  story(issued()).when(miss).then(overdue)
  story(issued(), overdue).when(miss).nothing()
  story(issued(), answered).when(miss).nothing()
  expect(after(overdue)).toEqual([null, true])
  expect(after(overdue, answered)).toEqual([null, false])
  const returned = SupervisionReturned({ ...of, reason: '不合格', rectifyBy: '2026-03-20' })
  expect(after(overdue, answered, returned)).toEqual(['2026-03-20T16:00:00.000Z', false])
})

test('however orders come, some of them twice, their numbers have neither gap nor duplicate', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 30 }), { maxLength: 60 }), (ids) => {
      let state = supervisionDecider.initial
      for (const id of ids) {
        const events = supervisionDecider.decide(issue({ orderId: `o${id}` }), state, undefined)
        for (const event of events) state = supervisionDecider.evolve(state, event)
      }
      const numbers = [...state.values()].map(({ number }) => number)
      expect(numbers).toEqual(numbers.map((_, index) => index + 1))
      expect(numbers.length).toBe(new Set(ids).size)
    }),
    seeded(),
  )
})
