/** Tickets and orders as rows: where they stand now and stood on a past day, what falls due, what stands in no scope. */
import { DayStarted } from '@changxin/shared/clock'
import {
  ColumnMappingSaved,
  defaultColumns,
  SupervisionAnswered,
  SupervisionIssued,
  SupervisionOverdue,
  TicketAnswered,
  TicketClosed,
  TicketLinked,
  TicketOverdue,
  TicketReceived,
  TicketTransferred,
} from '@changxin/shared/maintenance'
import { CompoundRegistered, RegionRegistered } from '@changxin/shared/places'
import { expect, test } from 'vitest'
import { projected, queryContext, recorded } from '../../../../test/kit/projection-spec.ts'
import { clockProjection } from '../../clock/clock.projection.ts'
import { managementProjection } from '../../management/index.ts'
import { peopleProjection } from '../../people/index.ts'
import { placesProjection } from '../../places/index.ts'
import { maintenanceProjection } from '../maintenance.projection.ts'
import { listOrders, viewOrder } from './supervision.queries.ts'
import { ticketsProjection } from './tickets.projection.ts'
import { listTickets, mattersOfRequest, viewTicket } from './tickets.queries.ts'

const everything = [
  ticketsProjection,
  placesProjection,
  peopleProjection,
  managementProjection,
  maintenanceProjection,
  clockProjection,
]
const DAY = '2026-03-01'
const day = (text: string) => recorded(DayStarted({ day: text }), { occurredAt: `${text}T00:00:00.000Z` })
const received = (ticketId: string, change: Partial<Parameters<typeof TicketReceived>[0]> = {}) =>
  TicketReceived({
    ticketId,
    compoundId: 'c1',
    source: '12345',
    officialNumber: `GD-${ticketId}`,
    regionId: 'street',
    placeText: '兴隆花园',
    text: '楼道灯不亮',
    category: null,
    receivedAt: '2026-02-27T01:00:00.000Z',
    deadline: '2026-03-08T01:00:00.000Z',
    ...change,
  })
const of = (ticketId: string) => ({ ticketId, compoundId: 'c1' })
const county = [
  day(DAY),
  RegionRegistered({ regionId: 'street', level: 'subdistrict', name: '桂溪街道', parentId: null }),
  CompoundRegistered({ compoundId: 'c1', name: '兴隆花园', regionId: 'street', blockId: null, planRow: null }),
]
const input = { view: 'all', limit: 50 } as const

test('each ticket counts where it stands; open ones come by their deadline, all by what came last', () => {
  const { read } = projected(everything, [
    ...county,
    received('far'),
    received('soon', { deadline: '2026-03-02T01:00:00.000Z' }),
    received('late', { deadline: '2026-02-28T01:00:00.000Z' }),
    TicketOverdue({ ...of('late'), deadline: '2026-02-28T01:00:00.000Z' }),
    received('told'),
    TicketAnswered({ ...of('told'), replyText: '已换' }),
    received('done'),
    TicketClosed({ ...of('done'), closedAt: '2026-03-01T01:00:00.000Z' }),
    received('where', { compoundId: null, source: 'grid' }),
  ])
  const context = queryContext(read)
  const { counts, items } = listTickets(context, input)
  expect(counts).toEqual({ all: 6, open: 4, 'due-soon': 1, overdue: 1, unplaced: 1, answered: 1, closed: 1 })
  expect(items.map(({ id }) => id)).toEqual(['where', 'done', 'told', 'late', 'soon', 'far'])
  expect(items.find(({ id }) => id === 'soon')).toMatchObject({
    dueSoon: true,
    overdue: false,
    compoundName: '兴隆花园',
  })
  const open = listTickets(context, { ...input, view: 'open', limit: 2 })
  expect(open.items.map(({ id }) => id)).toEqual(['late', 'soon'])
  const rest = listTickets(context, { ...input, view: 'open', limit: 2, cursor: open.next })
  expect(rest.items.map(({ id }) => id)).toEqual(['far', 'where'])
  expect(listTickets(context, { ...input, view: 'due-soon' }).items.map(({ id }) => id)).toEqual(['soon'])
  expect(listTickets(context, { ...input, source: 'grid' }).counts.all).toBe(1)
  expect(listTickets(context, { ...input, q: 'gd-t' }).items.map(({ id }) => id)).toEqual(['told'])
})

test('a past day shows the ticket as it stood then, and what is possible only now', () => {
  const { read, asOf } = projected(everything, [
    ...county,
    received('t1'),
    day('2026-03-02'),
    TicketTransferred({ ...of('t1'), from: null, to: '城管局', reason: '路灯' }),
    TicketAnswered({ ...of('t1'), replyText: '已换' }),
  ])
  const now = viewTicket(queryContext(read), 't1')
  expect(now).toMatchObject({ status: 'answered', holder: '城管局', regionName: '桂溪街道' })
  expect(now?.steps.map(({ type, facts }) => [type, facts])).toEqual([
    ['TicketReceived', {}],
    ['TicketTransferred', { from: null, to: '城管局', reason: '路灯' }],
    ['TicketAnswered', { replyText: '已换' }],
  ])
  const then = queryContext(read, { at: asOf(DAY) })
  expect(viewTicket(then, 't1')).toMatchObject({ status: 'open', holder: null, replyText: null, possible: [] })
  expect(viewTicket(then, 't1')?.steps).toHaveLength(1)
  expect(listTickets(then, input).counts).toMatchObject({ open: 1, answered: 0 })
})

test('who holds a scope sees its compounds, and tickets without a place only of its regions', () => {
  const { read } = projected(everything, [
    ...county,
    received('here'),
    received('there', { compoundId: 'c2' }),
    received('nowhere', { compoundId: null }),
    received('else', { compoundId: null, regionId: 'other-street' }),
  ])
  const scope = {
    ...queryContext(read).scope,
    all: false,
    key: 'c1',
    where: (column: string) => ({ sql: `${column} = ?`, params: ['c1'] }),
  }
  const mine = {
    scope,
    may: (_: string, { regionIds = [] }: { regionIds?: readonly string[] | undefined }) => regionIds.includes('street'),
  }
  const { items, counts } = listTickets(queryContext(read, mine), input)
  expect(items.map(({ id }) => id)).toEqual(['nowhere', 'here'])
  expect(counts.all).toBe(2)
  const none = listTickets(queryContext(read, { scope, may: () => false }), input)
  expect(none.items.map(({ id }) => id)).toEqual(['here'])
})

test('what falls due is kept until it is answered or said', () => {
  const order = {
    orderId: 'o1',
    compoundId: 'c1',
    districtId: 'd1',
    year: 2026,
    number: 12,
    about: { kind: 'ticket' as const, id: 't1' },
    operatorId: null,
    demand: '七日内修复',
    rectifyBy: '2026-03-10',
  }
  const { read, all, apply } = projected(everything, [...county, received('t1'), SupervisionIssued(order)])
  const due = () =>
    all<{ matter_id: string; due_at: string }>('SELECT matter_id, due_at FROM maintenance_tickets_due ORDER BY due_at')
  expect(due()).toEqual([
    { matter_id: 't1', due_at: '2026-03-08T01:00:00.000Z' },
    { matter_id: 'o1', due_at: '2026-03-10T16:00:00.000Z' },
  ])
  apply(TicketAnswered({ ...of('t1'), replyText: '已换' }))
  expect(due().map(({ matter_id }) => matter_id)).toEqual(['o1'])
  apply(SupervisionOverdue({ orderId: 'o1', compoundId: 'c1', rectifyBy: '2026-03-10' }))
  expect(due()).toEqual([])
  const context = queryContext(read)
  expect(listOrders(context, input)).toMatchObject({
    items: [{ number: '督办〔2026〕12号', aboutNumber: 'GD-t1', overdue: true, compoundName: '兴隆花园' }],
    counts: { all: 1, issued: 1, overdue: 1, answered: 0, closed: 0 },
  })
  apply(SupervisionAnswered({ orderId: 'o1', compoundId: 'c1', text: '已全部更换' }))
  expect(viewOrder(context, 'o1')).toMatchObject({
    status: 'answered',
    overdue: false,
    replyText: '已全部更换',
    possible: ['maintenance.close-supervision', 'maintenance.return-supervision', 'maintenance.answer-supervision'],
  })
  apply(TicketLinked({ ticketId: 't1', compoundId: 'c1', requestId: 'r1' }))
  expect(mattersOfRequest(context, 'r1')).toMatchObject({ tickets: [{ id: 't1' }], orders: [{ id: 'o1' }] })
})

test('a mapping that is saved over is kept once', () => {
  const mapping = { mappingId: 'm1', name: '市热线', source: '12345' as const, columns: defaultColumns }
  const { all } = projected(ticketsProjection, [
    ColumnMappingSaved(mapping),
    ColumnMappingSaved({ ...mapping, name: '区热线' }),
  ])
  expect(all('SELECT name FROM maintenance_tickets_mapping')).toEqual([{ name: '区热线' }])
})
