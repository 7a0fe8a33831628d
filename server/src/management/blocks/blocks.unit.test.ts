import { DayStarted } from '@changxin/shared/clock'
import {
  BlockFormed,
  BlockJoined,
  BlockLeft,
  BlockManagerAdopted,
  EmergencyOrderEnded,
  ManagementTakenOver,
  ModeAdopted,
  registeredMembershipId,
  TransitionOpened,
} from '@changxin/shared/management'
import { CompoundRegistered, RegionRegistered } from '@changxin/shared/places'
import { expect, test } from 'vitest'
import { projected, recorded } from '../../../../test/kit/projection-spec.ts'
import { clockProjection } from '../../clock/clock.projection.ts'
import { placesProjection } from '../../places/index.ts'
import { transitionProjection } from '../transition/transition.projection.ts'
import { owedModes } from './blocks.process.ts'
import { blocksProjection } from './blocks.projection.ts'

const all = [clockProjection, placesProjection, blocksProjection, transitionProjection]
const region = (regionId: string, level: 'subdistrict' | 'block', parentId: string | null) =>
  RegionRegistered({ regionId, level, name: regionId, parentId })
const compound = (compoundId: string, blockId: string | null) =>
  CompoundRegistered({ compoundId, name: compoundId, regionId: 's', blockId, planRow: null })
const joined = (compoundId: string, since: string, blockId = 'b1') =>
  BlockJoined({ membershipId: `${compoundId}-${blockId}`, blockId, compoundId, buildingId: null, since })
const left = (compoundId: string, until: string) =>
  BlockLeft({
    membershipId: registeredMembershipId(compoundId),
    blockId: 'b1',
    compoundId,
    buildingId: null,
    until,
    reason: '调整',
  })
const manager = (adoptionId: string, since: string, operatorId: string | null) =>
  BlockManagerAdopted({
    blockId: 'b1',
    adoptionId,
    mode: operatorId === null ? 'none' : 'service-centre',
    operatorId,
    since,
    ground: { kind: 'decision', text: '共同决定', file: null },
  })
const adopted = (compoundId: string, since: string, operatorId: string | null) =>
  recorded(
    ModeAdopted({
      adoptionId: `${compoundId}-${since}`,
      compoundId,
      mode: operatorId === null ? 'none' : 'service-centre',
      since,
      operatorId,
      ground: { kind: 'decision', text: '共同决定' },
    }),
    { stream: `management-${compoundId}` },
  )
const places = [
  DayStarted({ day: '2026-03-01' }),
  region('s', 'subdistrict', null),
  region('b1', 'block', 's'),
  region('b2', 'block', 's'),
]
const owedOf = ({ read }: ReturnType<typeof projected>) =>
  owedModes(read, 50).map(({ compound_id, operator_id, since }) => [compound_id, operator_id, since])

test('members owe the mode of their block from the later of both days, until they have adopted it', () => {
  const views = projected(all, [
    ...places,
    BlockFormed({ blockId: 'b1', formedOn: '2025-05-01' }),
    compound('c1', 'b1'),
    compound('c2', null),
    compound('c3', null),
    joined('c2', '2026-02-01'),
    manager('a1', '2026-01-01', 'o1'),
  ])
  expect(owedOf(views)).toEqual([
    ['c1', 'o1', '2026-01-01'],
    ['c2', 'o1', '2026-02-01'],
  ])
  views.apply(adopted('c1', '2026-01-01', 'o1'))
  expect(owedOf(views)).toEqual([['c2', 'o1', '2026-02-01']])
  // It chose another one later than that: it differs, and owes nothing.
  views.apply(adopted('c2', '2026-02-10', 'o2'))
  expect(owedOf(views)).toEqual([])
})

test('while a transition is open, or an order ends before the manager begins, the cause waits', () => {
  const of = { transitionId: 't1', compoundId: 'c1' }
  const mode = { mode: 'service-centre', operatorId: 'o9' } as const
  const from = { fromAdoptionId: null, fromMode: 'unknown', fromOperatorId: null } as const
  const at = { stream: 'management-c1' }
  const opened = TransitionOpened({ ...of, ...from, reason: 'emergency', text: null, files: [] })
  const views = projected(all, [...places, compound('c1', 'b1'), compound('c2', 'b1'), recorded(opened, at)])
  views.apply(manager('a1', '2026-03-10', 'o1'))
  expect(owedOf(views)).toEqual([['c2', 'o1', '2026-03-10']])

  const taken = { ...of, ...mode, adoptionId: 'c1-2026-03-01', on: '2026-03-01', fromOperatorId: null, decision: null }
  views.apply(
    adopted('c1', '2026-03-01', 'o9'),
    recorded(ManagementTakenOver({ ...taken, until: '2026-03-08', checkDueOn: '2026-03-31' }), at),
  )
  expect(owedOf(views)).toEqual([['c2', 'o1', '2026-03-10']])

  const ended = {
    compoundId: 'c1',
    orderId: 'c1-2026-03-01',
    adoptionId: 'none',
    on: '2026-03-09',
    fromOperatorId: 'o9',
  }
  views.apply(adopted('c1', '2026-03-09', null), recorded(EmergencyOrderEnded(ended), at))
  expect(owedOf(views)).toEqual([
    ['c1', 'o1', '2026-03-10'],
    ['c2', 'o1', '2026-03-10'],
  ])
})

test('an order that lasts until the manager begins does not hold him back', () => {
  const of = { transitionId: 't1', compoundId: 'c1', mode: 'service-centre', operatorId: 'o9' } as const
  const views = projected(all, [...places, compound('c1', 'b1'), adopted('c1', '2026-03-01', 'o9')])
  const taken = { ...of, adoptionId: 'c1-2026-03-01', on: '2026-03-01', fromOperatorId: null, decision: null }
  const at = { stream: 'management-c1' }
  views.apply(recorded(ManagementTakenOver({ ...taken, until: '2026-03-09', checkDueOn: '2026-03-31' }), at))
  views.apply(manager('a1', '2026-03-10', 'o1'))
  expect(owedOf(views)).toEqual([['c1', 'o1', '2026-03-10']])
})

test('a block without manager asks for nothing, and who has left before it began neither', () => {
  const views = projected(all, [...places, compound('c1', 'b1'), manager('a1', '2026-01-01', null)])
  expect(owedOf(views)).toEqual([])
  views.apply(left('c1', '2026-02-28'), manager('a2', '2026-03-01', 'o1'))
  expect(owedOf(views)).toEqual([])
})

test('places name the block of the day, in rows and in counts', () => {
  const views = projected(all, [...places, compound('c1', 'b1')])
  const blockOf = () => views.get('SELECT block_id FROM places_compound WHERE compound_id = ?', 'c1')
  const counts = () =>
    views.all("SELECT region_id, compounds FROM places_region WHERE level = 'block' ORDER BY region_id")
  views.apply(left('c1', '2026-03-02'), joined('c1', '2026-03-03', 'b2'))
  expect(blockOf()).toEqual({ block_id: 'b1' })
  views.apply(DayStarted({ day: '2026-03-02' }))
  expect(blockOf()).toEqual({ block_id: 'b1' })
  views.apply(DayStarted({ day: '2026-03-03' }))
  expect(blockOf()).toEqual({ block_id: 'b2' })
  expect(counts()).toEqual([
    { region_id: 'b1', compounds: 0 },
    { region_id: 'b2', compounds: 1 },
  ])
})
