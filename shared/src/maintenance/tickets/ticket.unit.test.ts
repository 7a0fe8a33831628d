/** A ticket from the hotline's sheet to its closing, and what an old sheet cannot undo. */
import { Rejected } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import { storyOf } from '../../../../test/kit/story.ts'
import { ticketErrors } from './errors.ts'
import {
  TicketAnswered,
  TicketClosed,
  TicketDeadlineMoved,
  type TicketEvent,
  TicketLinked,
  TicketOverdue,
  TicketPlaced,
  TicketResult,
  TicketReturned,
  TicketTransferred,
} from './events.ts'
import type { TicketCommand, TicketFacts } from './ticket.commands.ts'
import { possibleForTicket, ticketDecider } from './ticket.decider.ts'
import { isTicketOverdue, type KnownTicket, type TicketState, ticketDueAt } from './ticket.state.ts'
import { differencesOf } from './ticket.take.ts'
import { DEADLINE, LATER, of, RECEIVED, received, take } from './tickets.fixture.ts'

const story = storyOf(ticketDecider, ticketErrors.entries)
const answered = TicketAnswered({ ...of, replyText: '已更换灯泡' })
const closed = TicketClosed({ ...of, closedAt: LATER })
const known = (...events: TicketEvent[]) => story(received(), ...events).state as KnownTicket

describe('a row of the sheet', () => {
  test('is the ticket, with what the platform knows of its end already', () => {
    story().when(take()).then(received())
    story()
      .when(take({ replyText: '已修', responded: 'yes', resolved: 'no', closedAt: LATER }))
      .then(
        received(),
        TicketAnswered({ ...of, replyText: '已修' }),
        TicketResult({ ...of, responded: 'yes', resolved: 'no', satisfied: null }),
        TicketClosed({ ...of, closedAt: LATER }),
      )
  })

  test('that is read again says nothing; what is new in it is appended and nothing else', () => {
    story(received()).when(take()).nothing()
    story(received())
      .when(take({ deadline: LATER }))
      .then(TicketDeadlineMoved({ ...of, deadline: LATER, reason: null }))
    story(received({ compoundId: null }))
      .when(take())
      .then(TicketPlaced({ ticketId: 't1', compoundId: 'c1' }))
    story(received({ compoundId: null }))
      .when(take({ compoundId: null }))
      .nothing()
  })

  test('of an old sheet takes no extension back, nor a reply, nor a return', () => {
    const extended = TicketDeadlineMoved({ ...of, deadline: LATER, reason: '材料未到' })
    story(received(), extended).when(take()).nothing()
    const returned = TicketReturned({ ...of, reason: '市民称未修好', deadline: LATER })
    story(received(), answered, closed, returned)
      .when(take({ replyText: '已更换灯泡', closedAt: LATER }))
      .nothing()
  })

  test('cannot change what was received: that is told as different, and what we hold stays', () => {
    const other = { text: '别的事', category: '其他', compoundId: 'c2', receivedAt: DEADLINE }
    story(received()).when(take(other)).nothing()
    expect(differencesOf(take(other).row, known())).toEqual(['text', 'receivedAt', 'category', 'place'])
    expect(differencesOf(take({ category: null, compoundId: null }).row, known())).toEqual([])
  })
})

describe('by hand', () => {
  const enter = (change: Partial<TicketFacts> = {}): TicketCommand => ({ ...take(change), type: 'ReceiveTicket' })

  test('a number is entered once', () => {
    story().when(enter()).then(received())
    story(received()).when(enter()).nothing()
    story(received())
      .when(enter({ deadline: LATER }))
      .rejected('ticket-known', { officialNumber: 'GD20260301001' })
    story()
      .when(enter({ deadline: RECEIVED }))
      .rejected('ticket-deadline-before-receipt')
  })
})

describe('on the desk', () => {
  test('it is passed on from hand to hand, with the reason', () => {
    const to = { type: 'TransferTicket', ticketId: 't1', to: '城管局', reason: '路灯归城管局管' } as const
    const once = TicketTransferred({ ...of, from: null, to: '城管局', reason: '路灯归城管局管' })
    story(received()).when(to).then(once)
    story(received(), once).when(to).nothing()
    story(received(), once)
      .when({ ...to, to: '供电所' })
      .then(TicketTransferred({ ...of, from: '城管局', to: '供电所', reason: to.reason }))
  })

  test('it is answered, given back, answered anew and closed', () => {
    const reply = { type: 'AnswerTicket', ticketId: 't1', replyText: '已更换灯泡' } as const
    story(received()).when(reply).then(answered)
    story(received(), answered).when(reply).nothing()
    const back = { type: 'ReturnTicket', ticketId: 't1', reason: '仍不亮', deadline: LATER } as const
    story(received()).when(back).rejected('ticket-wrong-status')
    story(received(), answered, closed)
      .when(back)
      .then(TicketReturned({ ...of, reason: '仍不亮', deadline: LATER }))
    const close = { type: 'CloseTicket', ticketId: 't1', at: LATER } as const
    story(received()).when(close).rejected('ticket-wrong-status')
    story(received(), answered).when(close).then(closed)
    story(received(), answered, closed).when(close).nothing()
    story(received(), answered, closed).when(reply).rejected('ticket-wrong-status')
  })

  test('it is linked to a request of its compound; one without a place is then where the request is', () => {
    const link = { type: 'LinkTicket', ticketId: 't1', requestId: 'r1', compoundId: 'c1' } as const
    const linked = TicketLinked({ ticketId: 't1', compoundId: 'c1', requestId: 'r1' })
    story(received({ compoundId: null }))
      .when(link)
      .then(linked)
    story(received(), linked).when(link).nothing()
    story(received())
      .when({ ...link, compoundId: 'c2' })
      .rejected('ticket-request-elsewhere')
    story(received(), linked)
      .when({ type: 'PlaceTicket', ticketId: 't1', compoundId: 'c2' })
      .rejected('ticket-linked-elsewhere')
  })

  test('nothing is done to a ticket that nobody received', () => {
    story().when({ type: 'CloseTicket', ticketId: 't1', at: LATER }).rejected('ticket-unknown')
  })
})

describe('the official deadline', () => {
  const miss = (deadline: string) => ({ type: 'MissTicketDeadline', ticketId: 't1', deadline }) as const
  const overdue = TicketOverdue({ ...of, deadline: DEADLINE })

  test('is missed once while nobody has answered, and what was extended meanwhile is not', () => {
    story(received()).when(miss(DEADLINE)).then(overdue)
    story(received(), overdue).when(miss(DEADLINE)).nothing()
    story(received(), answered).when(miss(DEADLINE)).nothing()
    story(received(), TicketDeadlineMoved({ ...of, deadline: LATER, reason: null }))
      .when(miss(DEADLINE))
      .nothing()
  })

  test('that was missed and then extended is overdue no more, and is waited for anew', () => {
    expect([ticketDueAt(known()), isTicketOverdue(known())]).toEqual([DEADLINE, false])
    expect([ticketDueAt(known(overdue)), isTicketOverdue(known(overdue))]).toEqual([null, true])
    const extended = known(overdue, TicketDeadlineMoved({ ...of, deadline: LATER, reason: '雨' }))
    expect([ticketDueAt(extended), isTicketOverdue(extended)]).toEqual([LATER, false])
    expect(isTicketOverdue(known(overdue, answered))).toBe(false)
  })
})

const instant = fc.constantFrom(DEADLINE, LATER, '2026-03-20T01:00:00.000Z')
const verdict = fc.constantFrom(null, 'yes' as const, 'no' as const)
const row = fc.record({
  deadline: instant,
  replyText: fc.constantFrom(null, '已修', '再次修好'),
  responded: verdict,
  resolved: verdict,
  satisfied: verdict,
  closedAt: fc.option(instant, { nil: null }),
  compoundId: fc.constantFrom(null, 'c1', 'c2'),
})
const byHand: fc.Arbitrary<TicketCommand> = fc.oneof(
  fc.record({
    type: fc.constant('AnswerTicket' as const),
    ticketId: fc.constant('t1'),
    replyText: fc.constant('手写'),
  }),
  fc.record({ type: fc.constant('CloseTicket' as const), ticketId: fc.constant('t1'), at: instant }),
  fc.record({
    type: fc.constantFrom('ReturnTicket' as const, 'MoveTicketDeadline' as const),
    ticketId: fc.constant('t1'),
    reason: fc.constant('退回'),
    deadline: instant,
  }),
  fc.record({ type: fc.constant('MissTicketDeadline' as const), ticketId: fc.constant('t1'), deadline: instant }),
)

test('whatever happened since, sheets that were read once add nothing when they are read again', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          row.map((change) => take(change)),
          byHand,
        ),
        { minLength: 2, maxLength: 20 },
      ),
      (run) => {
        let state: TicketState = ticketDecider.initial
        const sheets: TicketCommand[] = []
        for (const command of run) {
          try {
            for (const event of ticketDecider.decide(command, state, undefined))
              state = ticketDecider.evolve(state, event)
          } catch (refusal) {
            if (!(refusal instanceof Rejected)) throw refusal
            continue
          }
          if (command.type === 'TakeTicket') sheets.push(command)
          for (const sheet of sheets) expect(ticketDecider.decide(sheet, state, undefined)).toEqual([])
          if (state.status !== 'none') expect(possibleForTicket(state).length).toBeGreaterThan(0)
        }
      },
    ),
    seeded(),
  )
})
