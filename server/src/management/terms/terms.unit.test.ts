import { DayStarted } from '@changxin/shared/clock'
import {
  ContractEndNeared,
  ContractRecorded,
  GroupRecorded,
  LabourRecorded,
  LabourStruck,
  ModeAdopted,
} from '@changxin/shared/management'
import { expect, test } from 'vitest'
import { projected, recorded } from '../../../../test/kit/projection-spec.ts'
import { clockProjection } from '../../clock/clock.projection.ts'
import { termsProjection } from './terms.projection.ts'
import { membersNow, revisionOf, standing, versionsOf } from './terms.reads.ts'

const both = [clockProjection, termsProjection]
const scan = 'a'.repeat(64)
const contract = (versionId: string, change: object = {}) =>
  recorded(
    ContractRecorded({
      compoundId: 'c1',
      versionId,
      operatorId: 'o1',
      since: '2025-01-01',
      from: '2025-01-01',
      to: '2026-12-31',
      services: ['cleaning'],
      grade: null,
      feeFenPerSquareMetre: 85,
      ownersNoticeDays: null,
      managerNoticeDays: null,
      depositFen: null,
      subContracts: [],
      standards: [],
      scans: [],
      ...change,
    }),
    { stream: 'contract-c1' },
  )
const group = (until: string) =>
  recorded(
    GroupRecorded({
      compoundId: 'c1',
      versionId: 'g1',
      operatorId: 'o3',
      since: '2026-01-01',
      members: [
        { personId: 'p1', function: 'head', from: '2026-01-01', until: '2026-03-01' },
        { personId: 'p2', function: 'cash', from: '2026-01-01', until: null },
      ],
      ownWork: [],
      lift: { kind: 'firm', firm: '某电梯公司', until, scans: [scan] },
      fire: { kind: 'missing' },
    }),
    { stream: 'group-c1' },
  )
const DUE = 'SELECT what, due_at, due_for FROM management_terms_due ORDER BY what'

test('versions stand side by side, and what was known on a day is what was recorded by then', () => {
  const views = projected(both, [DayStarted({ day: '2026-03-01' }), contract('v1'), DayStarted({ day: '2026-03-02' })])
  views.apply(contract('v2', { feeFenPerSquareMetre: 95, since: '2026-01-01' }))
  const feesOf = (before?: string) =>
    versionsOf<{ feeFenPerSquareMetre: number }>(views.read, { before }, 'contract', 'c1').map(
      ({ content }) => content.feeFenPerSquareMetre,
    )
  expect([feesOf(), feesOf(views.asOf('2026-03-01').before)]).toEqual([[85, 95], [85]])
  const all = versionsOf(views.read, {}, 'contract', 'c1')
  expect(['2025-06-01', '2026-01-01', '2024-01-01'].map((day) => standing(all, day)?.versionId)).toEqual([
    'v1',
    'v2',
    'v1',
  ])
  expect(revisionOf(views.read, 'contract', 'c1')).toBe(1)
})

test('the end is due 90 and 60 days before; what was told or moved is not due any more', () => {
  const views = projected(both, [DayStarted({ day: '2026-03-01' }), contract('v1')])
  expect(views.all(DUE)).toEqual([
    { what: 'contract-60', due_at: '2026-10-31T16:00:00.000Z', due_for: '2026-12-31' },
    { what: 'contract-90', due_at: '2026-10-01T16:00:00.000Z', due_for: '2026-12-31' },
  ])
  const neared = ContractEndNeared({ compoundId: 'c1', endsOn: '2026-12-31', daysAhead: 90 })
  views.apply(recorded(neared, { stream: 'contract-c1' }))
  expect(views.all(DUE).map(({ what }) => what)).toEqual(['contract-60'])
  views.apply(contract('v2', { to: '2027-12-31' }))
  expect(views.all(DUE).map(({ due_for: dueFor }) => dueFor)).toEqual(['2027-12-31', '2027-12-31'])
})

test('what was past when it was recorded is told to nobody, nor is what a former manager promised', () => {
  const late = projected(both, [DayStarted({ day: '2026-03-01' }), contract('v1', { to: '2026-05-15' })])
  expect(late.all(DUE).map(({ what }) => what)).toEqual(['contract-60'])
  const ground = { kind: 'decision' as const, text: '另聘' }
  const gone = ModeAdopted({
    adoptionId: 'a1',
    compoundId: 'c1',
    mode: 'none',
    since: '2026-03-01',
    operatorId: null,
    ground,
  })
  late.apply(recorded(gone, { stream: 'management-c1' }))
  expect(late.all(DUE)).toEqual([])
})

test('members serve on the days of their term, and the proof is due the day after it ends', () => {
  const views = projected(both, [DayStarted({ day: '2026-03-01' }), group('2026-06-30')])
  expect(membersNow(views.read, 'c1')).toEqual(['p1', 'p2'])
  expect(views.all(DUE)).toEqual([{ what: 'lift', due_at: '2026-06-30T16:00:00.000Z', due_for: '2026-06-30' }])
  views.apply(DayStarted({ day: '2026-03-02' }))
  expect(membersNow(views.read, 'c1')).toEqual(['p2'])
})

test('struck labour stays, with its reason', () => {
  const labour = {
    compoundId: 'c1',
    labourId: 'l1',
    personId: 'p1',
    workedOn: '2026-03-01',
    minutes: 60,
    service: 'cleaning' as const,
  }
  const { all } = projected(both, [
    group('2026-06-30'),
    recorded(LabourRecorded(labour), { stream: 'group-c1' }),
    recorded(LabourStruck({ compoundId: 'c1', labourId: 'l1', reason: '记错' }), { stream: 'group-c1' }),
  ])
  expect(all('SELECT labour_id, minutes, struck_reason FROM management_terms_labour')).toEqual([
    { labour_id: 'l1', minutes: 60, struck_reason: '记错' },
  ])
})
