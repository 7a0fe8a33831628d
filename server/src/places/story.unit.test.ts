import { DayStarted } from '@changxin/shared/clock'
import { LookRecorded } from '@changxin/shared/facilities'
import { RequestReported, WorkCompleted } from '@changxin/shared/maintenance'
import { ModeAdopted, OperatorRegistered } from '@changxin/shared/management'
import { RelationRecorded, RenovationAccepted } from '@changxin/shared/places'
import { ContributionsRecorded } from '@changxin/shared/repair-fund'
import { describe, expect, test } from 'vitest'
import { positionOf, projected, recorded } from '../../../test/kit/projection-spec.ts'
import { NOW } from '../views/intervals.ts'
import { recentStory } from './index.ts'
import { all, base, compound, everyone, page } from './places.fixture.ts'
import { readStory } from './story.queries.ts'

describe('the story', () => {
  const report = RequestReported({
    requestId: 'r',
    compoundId: 'c1',
    number: '20260301-0001',
    place: { kind: 'unit', id: 'u502' },
    unitId: 'u502',
    buildingId: 'b3',
    category: 'drain',
    urgency: 'ordinary',
    text: '张三家厨房下水堵了',
    files: [],
    reporterId: 'anna',
    target: {
      ruleId: 'rule',
      responseDueAt: '2026-03-02T00:00:00.000Z',
      responseMetBy: 'accepted',
      resolutionDueAt: '2026-03-03T00:00:00.000Z',
    },
  })
  const facts = [
    ...base,
    OperatorRegistered({ operatorId: 'op', kind: 'self-governance', name: '自管小组' }),
    ModeAdopted({
      adoptionId: 'a',
      compoundId: 'c1',
      mode: 'self-governance',
      since: '2026-03-01',
      operatorId: 'op',
      ground: { kind: 'decision', text: '张三等提议' },
    }),
    recorded(report, {
      actor: 'anna',
      occurredAt: '2026-03-01T01:00:00.000Z',
      recordedAt: '2026-03-01T01:05:00.000Z',
      channel: 'phone',
    }),
    WorkCompleted({ requestId: 'r', compoundId: 'c1', note: '李四已疏通', files: [] }),
    ContributionsRecorded({
      compoundId: 'c1',
      contributionId: 'k',
      kind: 'build-up',
      paidOn: '2026-03-01',
      note: '张三',
      file: null,
      rows: [
        { entryId: 'e1', unitId: 'u502', amountFen: 150 },
        { entryId: 'e2', unitId: 'u1002', amountFen: 250 },
      ],
    }),
    LookRecorded({
      lookId: 'l',
      compoundId: 'c1',
      kind: 'ten-tick',
      lookedOn: '2026-03-01',
      means: 'phone',
      note: '张三说',
      ticks: [
        { item: 'roof', result: 'faulty' },
        { item: 'road', result: 'good' },
      ],
    }),
    RelationRecorded({
      relationId: 'r1',
      unitId: 'u502',
      compoundId: 'c1',
      personId: 'anna',
      relation: 'owner',
      since: '2020-01-01',
      check: null,
    }),
  ]
  const told = (views: ReturnType<typeof projected>, type: string) =>
    readStory(views.read, NOW, { id: 'c1', ...page }).items.find((row) => row.type === type)

  test('has a line for each event of any feature, newest first, with both times', () => {
    const views = projected(all, facts)
    expect(readStory(views.read, NOW, { id: 'c1', ...page }).items.map((row) => row.type)).toEqual([
      'RelationRecorded',
      'LookRecorded',
      'ContributionsRecorded',
      'WorkCompleted',
      'RequestReported',
      'ModeAdopted',
      'UnitsRegistered',
      'BuildingsRegistered',
      'CompoundRegistered',
    ])
    expect(told(views, 'RequestReported')).toMatchObject({
      occurredAt: '2026-03-01T01:00:00.000Z',
      recordedAt: '2026-03-01T01:05:00.000Z',
      channel: 'phone',
      sample: false,
    })
  })

  test('tells totals and kinds', () => {
    const views = projected(all, facts)
    expect(told(views, 'ContributionsRecorded')?.facts).toEqual({
      contributionId: 'k',
      kind: 'build-up',
      paidOn: '2026-03-01',
      amountFen: 400,
      units: 2,
    })
    expect(told(views, 'ModeAdopted')?.facts).toMatchObject({
      mode: 'self-governance',
      operatorName: '自管小组',
      groundKind: 'decision',
    })
    expect(told(views, 'WorkCompleted')?.facts).toMatchObject({ number: '20260301-0001', category: 'drain' })
    expect(told(views, 'LookRecorded')?.facts).toMatchObject({ good: 1, faulty: 1, absent: 0 })
    expect(told(views, 'RequestReported')?.facts).toMatchObject({ placeKind: 'unit', place: '3栋 2单元' })
  })

  test('holds no person, no door and no free text', () => {
    const { all: rows } = projected(all, facts)
    const text = JSON.stringify(rows(`SELECT facts FROM places_story WHERE type != 'CompoundRegistered'`))
    expect(text).not.toMatch(/张三|李四|anna|502|提议|堵/)
  })

  test('can be read as of a day, and by pages', () => {
    const views = projected(all, [DayStarted({ day: '2026-03-01' }), ...facts, DayStarted({ day: '2026-03-02' })])
    views.apply(RenovationAccepted({ compoundId: 'c1', acceptedOn: '2026-03-02' }))
    const at = views.asOf('2026-03-01')
    const first = readStory(views.read, at, { id: 'c1', limit: 5, cursor: undefined })
    const second = readStory(views.read, at, { id: 'c1', limit: 5, cursor: first.next })
    expect(first.items[0]).toMatchObject({ type: 'RelationRecorded', id: positionOf(facts.length) })
    expect([first.items.length, second.items.length, second.next]).toEqual([5, 4, undefined])
    expect(told(views, 'RenovationAccepted')?.facts).toEqual({ acceptedOn: '2026-03-02' })
  })

  test('the newest of all compounds are cut to the scope', () => {
    const { read } = projected(all, [...facts, compound('c2', '另一个')])
    const newest = recentStory(read, everyone, 2)
    expect(newest.map((row) => [row.type, row.compoundName])).toEqual([
      ['CompoundRegistered', '另一个'],
      ['RelationRecorded', '建设新村'],
    ])
    const own = { ...everyone, all: false, where: (column: string) => ({ sql: `${column} = ?`, params: ['c2'] }) }
    expect(recentStory(read, own, 2).map((row) => row.compoundId)).toEqual(['c2'])
  })
})
