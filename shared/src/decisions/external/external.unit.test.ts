/** A decision that was taken outside: recorded by one, refused where its figures contradict themselves, checked by another. */
import type { EventMetadata } from '@changxin/shared/kernel'
import { fold } from '@changxin/shared/kernel'
import { describe, expect, test } from 'vitest'
import { given, refusalOf } from '../../../../test/kit/decider-spec.ts'
import { expectSayable } from '../../../../test/kit/sentences.ts'
import { ExternalDecisionChecked, ExternalDecisionRecorded } from '../events.ts'
import type { Item } from '../items.ts'
import { defaultVotingRule } from '../rules/index.ts'
import { externalErrors } from './errors.ts'
import {
  type ActedExternalEvent,
  type CheckExternal,
  type ExternalFacts,
  externalDecider,
  externalStatusOf,
  type RecordExternal,
} from './external.decider.ts'
import type { SheetFigures } from './figures.ts'

const item: Item = {
  ...{ itemId: 'i1', matter: 'fund-use', title: '换水泵', text: '更换二次供水泵', groupId: null },
  effect: { kind: 'fund-use', purpose: '换水泵', budgetFen: 4_000_000, requestId: null, contractor: null },
}
const sum = (floorArea: number, heads: number) => ({ floorArea, heads })
const sheet: SheetFigures = {
  itemId: 'i1',
  electorate: sum(900_000, 90),
  participating: sum(600_000, 60),
  yes: sum(400_000, 40),
  no: sum(150_000, 15),
  abstained: sum(50_000, 5),
  unitsWithoutFloorArea: 0,
  stated: true,
}
const record = (change: Partial<RecordExternal> = {}): RecordExternal => ({
  type: 'RecordExternal',
  ...{ decisionId: 'd1', compoundId: 'c1', title: '换水泵', scope: { kind: 'compound' } },
  ...{ items: [item], groups: [], counts: [sheet], means: 'paper', platform: null },
  ...{ decidedOn: '2026-02-20', today: '2026-03-02', files: ['a'.repeat(64)], stamp: '某社区居民委员会' },
  ...change,
})
const facts: ExternalFacts = { rule: defaultVotingRule, procedure: null, alike: null }
const recorded = (change: Partial<RecordExternal> = {}, of = facts) => {
  const [event] = externalDecider.decide(record(change), null, of)
  if (event?.type !== 'ExternalDecisionRecorded') throw new Error('not recorded')
  return event
}
const by = (actor: string, event: ActedExternalEvent): ActedExternalEvent => ({
  ...event,
  metadata: { actor } as EventMetadata,
})
const check = (change: Partial<CheckExternal> = {}): CheckExternal => ({
  ...{ type: 'CheckExternal', decisionId: 'd1', outcome: 'agreed', note: null, by: 'wu' },
  ...change,
})
const atHand = by('li', recorded())

describe('recording', () => {
  test('keeps the papers and counts by the rule of the day it was decided', () => {
    const event = recorded()
    expect(ExternalDecisionRecorded.schema.parse(event.data)).toEqual(event.data)
    expect(event.data).toMatchObject({ rule: defaultVotingRule, procedure: null, decidedOn: '2026-02-20' })
    expect(event.data.counts).toEqual([
      expect.objectContaining({ quorum: true, passed: true, chosen: true, certain: true, bounds: null }),
    ])
    expect(event.data.counts[0]).not.toHaveProperty('stated')
  })
  test('twice adds nothing', () => given(externalDecider, atHand).when(record(), facts).nothing())
  test('by a rule of procedure the silent go with the majority, and that is said', () => {
    const procedure = { silence: 'with-majority', text: '议事规则第九条', file: null } as const
    const counts = [
      { ...sheet, participating: sum(300_000, 30), no: sum(0, 0), abstained: sum(0, 0), yes: sum(300_000, 30) },
    ]
    expect(recorded({ counts }, { ...facts, procedure }).data.counts[0]).toMatchObject({
      ...{ silent: sum(600_000, 60), silentWith: 'yes', withoutSilent: { quorum: false, passed: false } },
    })
  })
  test('units without a floor area leave the result open', () => {
    const counts = [{ ...sheet, unitsWithoutFloorArea: 3 }]
    expect(recorded({ counts }).data.counts[0]).toMatchObject({ certain: false, unitsWithoutFloorArea: 3 })
  })
  test('candidates come by their heads', () => {
    const seat = (itemId: string): Item => ({ ...item, itemId, matter: 'committee', groupId: 'g', effect: null })
    const votes = (itemId: string, heads: number, stated: boolean): SheetFigures => {
      return { ...sheet, itemId, yes: sum(400_000, heads), no: sum(150_000, 55 - heads), stated }
    }
    const change = {
      items: [seat('a'), seat('b')],
      groups: [{ groupId: 'g', title: '委员', seats: 1 }],
      counts: [votes('b', 45, true), votes('a', 40, false)],
    }
    expect(recorded(change).data.counts.map(({ itemId, passed, chosen }) => [itemId, passed, chosen])).toEqual([
      ['a', true, false],
      ['b', true, true],
    ])
    // The sheet's own word is held against it, wherever it stands.
    const wrong = { ...change, counts: [votes('b', 45, true), votes('a', 40, true)] }
    given(externalDecider)
      .when(record(wrong), facts)
      .rejected('external-outcome-differs', { field: 'counts[1].stated' })
  })
})

describe('figures that contradict themselves are refused, and named', () => {
  const cases: readonly (readonly [string, Partial<SheetFigures>, string])[] = [
    ['external-over-electorate', { electorate: sum(599_999, 90) }, 'participating.floorArea'],
    ['external-over-electorate', { electorate: sum(900_000, 59) }, 'participating.heads'],
    ['external-over-participating', { yes: sum(600_001, 40) }, 'yes.floorArea'],
    ['external-over-participating', { yes: sum(400_000, 61) }, 'yes.heads'],
    ['external-over-participating', { no: sum(150_000, 61) }, 'no.heads'],
    ['external-sum-differs', { abstained: sum(50_001, 5) }, 'participating.floorArea'],
    ['external-sum-differs', { abstained: sum(50_000, 4) }, 'participating.heads'],
    ['external-area-of-nobody', { abstained: sum(50_000, 0), no: sum(150_000, 20) }, 'abstained.heads'],
    [
      'external-nobody',
      {
        ...{ electorate: sum(0, 0), participating: sum(0, 0) },
        ...{ yes: sum(0, 0), no: sum(0, 0), abstained: sum(0, 0) },
      },
      'electorate.heads',
    ],
    ['external-outcome-differs', { stated: false }, 'stated'],
    ['external-outcome-differs', { electorate: sum(900_001, 90) }, 'stated'],
  ]
  test.each(cases)('%s of %o', (code, change, field) => {
    const refusal = refusalOf(() => externalDecider.decide(record({ counts: [{ ...sheet, ...change }] }), null, facts))
    expect(refusal).toMatchObject({ code, params: { field: `counts[0].${field}` } })
    expectSayable(externalErrors.entries, refusal)
  })
  test('just at the edge it passes', () => {
    expect(recorded({ counts: [{ ...sheet, electorate: sum(900_000, 90) }] }).data.counts[0]?.quorum).toBe(true)
  })
  test('every item has its figures, of the same owners', () => {
    const two = [item, { ...item, itemId: 'i2' }]
    const other = { ...sheet, itemId: 'i2' }
    const spec = given(externalDecider)
    spec.when(record({ items: two }), facts).rejected('external-counts-missing', { field: 'counts' })
    spec.when(record({ items: two, counts: [sheet, sheet] }), facts).rejected('external-counts-missing')
    spec
      .when(record({ items: two, counts: [sheet, { ...other, itemId: 'i3' }] }), facts)
      .rejected('external-counts-missing')
    spec
      .when(record({ items: two, counts: [sheet, { ...other, electorate: sum(900_000, 89) }] }), facts)
      .rejected('external-electorate-differs', { field: 'counts[1].electorate.heads' })
    expect(recorded({ items: two, counts: [sheet, other] }).data.counts).toHaveLength(2)
  })
})

describe('what is not recorded', () => {
  test.each([
    ['a day that is still ahead', { decidedOn: '2026-03-03' }, facts, 'external-day-ahead'],
    ['a platform without its name', { means: 'city-platform' }, facts, 'external-platform-missing'],
    ['papers that were recorded before', {}, { ...facts, alike: { title: '换泵' } }, 'external-recorded-already'],
    ['a day without a rule', {}, { ...facts, rule: null }, 'external-no-rule'],
    ['an effect of another matter', { items: [{ ...item, matter: 'manager' }] }, facts, 'decision-effect-unfit'],
  ] as const)('%s', (_, change, of, code) => {
    const refusal = refusalOf(() => externalDecider.decide(record(change as Partial<RecordExternal>), null, of))
    expect(refusal.code).toBe(code)
    if (code.startsWith('external')) expectSayable(externalErrors.entries, refusal)
  })
})

describe('checking', () => {
  test('is for another person, once', () => {
    given(externalDecider, atHand)
      .when(check())
      .then(ExternalDecisionChecked({ decisionId: 'd1', outcome: 'agreed', note: null }))
    given(externalDecider, atHand)
      .when(check({ by: 'li' }))
      .rejected('external-check-own')
    const checked = by('wu', ExternalDecisionChecked({ decisionId: 'd1', outcome: 'agreed', note: null }))
    given(externalDecider, atHand, checked).when(check()).nothing()
    given(externalDecider, atHand, checked)
      .when(check({ outcome: 'differs', note: '少一页' }))
      .rejected('external-checked-already')
    given(externalDecider, atHand, checked)
      .when(check({ by: 'an' }))
      .rejected('external-checked-already')
  })
  test('says what differs, where it does', () => {
    given(externalDecider, atHand)
      .when(check({ outcome: 'differs' }))
      .rejected('external-note-missing', { field: 'note' })
    const differs = ExternalDecisionChecked({ decisionId: 'd1', outcome: 'differs', note: '少一页' })
    given(externalDecider, atHand)
      .when(check({ outcome: 'differs', note: '少一页' }))
      .then(differs)
    const state = fold(externalDecider, [atHand, by('wu', differs)])
    expect(state && externalStatusOf(state)).toBe('differs')
    expect(state).toMatchObject({ recordedBy: 'li', check: { by: 'wu', note: '少一页' } })
  })
  test('of nothing there is nothing', () => given(externalDecider).when(check()).rejected('external-unknown'))
})
