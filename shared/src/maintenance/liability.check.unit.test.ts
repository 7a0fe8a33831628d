/** The routes that are refused, each with its article, and what the desk may state instead. */
import { describe, expect, test } from 'vitest'
import { liabilityErrors } from './liability.errors.ts'
import type { LiabilityRoute, StatedFact } from './liability.events.ts'
import { facts, INSIDE, roof } from './liability.fixture.ts'
import { checkRoute, type LiabilityFacts } from './liability.ts'

type Change = Partial<LiabilityFacts>
const unit = (category: LiabilityFacts['category']): Change => ({ place: 'unit', category, part: null, candidates: 0 })
const undated = { ...roof, acceptedOn: null, warrantyUntil: null }

type Refused = readonly [
  route: LiabilityRoute,
  what: string,
  change: Change,
  code: string,
  article: string,
  stated?: StatedFact[],
]
const refused: readonly Refused[] = [
  ['owner', 'the roof', {}, 'liability-common-part', '民法典第二百八十三条'],
  ['utility', 'the roof', {}, 'liability-no-utility-line', '物业管理条例第五十一条'],
  [
    'contractor',
    'cleaning',
    { category: 'sanitation' },
    'liability-no-building-work',
    '建设工程质量管理条例第四十一条',
  ],
  ['contractor', 'a roof after its warranty', {}, 'liability-warranty-over', '建设工程质量管理条例第四十条'],
  ['contractor', 'a damaged roof', { day: INSIDE }, 'liability-damaged', '建设工程质量管理条例第四十条', ['damaged']],
  ['operator', 'a compound that nobody manages', { mode: 'none' }, 'liability-no-operator', '民法典第二百八十四条'],
  ['operator', 'a compound of unknown mode', { mode: 'unknown' }, 'liability-no-operator', '民法典第二百八十四条'],
  ['operator', 'a tap', unit('water'), 'liability-private-part', '民法典第二百七十一条'],
  [
    'operator',
    'a water main',
    { place: 'compound', category: 'water', part: null },
    'liability-utility-line',
    '物业管理条例第五十一条',
  ],
  ['cost-share', 'a tap', unit('water'), 'liability-private-part', '民法典第二百七十一条'],
  [
    'cost-share',
    'a power line',
    { part: { ...roof, kind: 'power' } },
    'liability-utility-line',
    '物业管理条例第五十一条',
  ],
  [
    'cost-share',
    'nobody knows what',
    { ...unit('other'), place: 'building' },
    'liability-thing-unknown',
    '民法典第二百八十三条',
  ],
  [
    'cost-share',
    'a roof under warranty',
    { day: INSIDE },
    'liability-share-inside-warranty',
    '建设工程质量管理条例第四十条、第四十一条',
  ],
  ['cost-share', 'a damaged roof', {}, 'liability-damaged', '第二十五条第（三）项', ['damaged']],
  ['repair-fund', 'a tap', unit('water'), 'liability-fund-private-part', '住宅专项维修资金管理办法第十八条'],
  [
    'repair-fund',
    'the damp wall of a room',
    unit('wall'),
    'liability-thing-unknown',
    '住宅专项维修资金管理办法第十八条',
  ],
  ['repair-fund', 'cleaning', { category: 'sanitation' }, 'liability-fund-no-repair', '第二十五条第（四）项'],
  [
    'repair-fund',
    'a roof under warranty',
    { day: INSIDE },
    'liability-fund-inside-warranty',
    '建设工程质量管理条例第四十条、第四十一条',
  ],
  [
    'repair-fund',
    'a power line',
    { part: { ...roof, kind: 'power' } },
    'liability-fund-utility-line',
    '第二十五条第（二）项',
  ],
  ['repair-fund', 'a damaged roof', {}, 'liability-damaged', '第二十五条第（三）项', ['damaged']],
  ['repair-fund', 'a roof without dates', { part: undated }, 'liability-fund-warranty-unknown', '第十八条'],
  ['repair-fund', 'a compound without a fund', { fundOpen: false }, 'liability-no-fund', '民法典第二百八十三条'],
]

describe('refused', () => {
  for (const [route, what, change, code, article, stated = []] of refused) {
    test(`${route} for ${what}`, () => {
      const refusal = checkRoute(route, facts(change), stated)
      expect(refusal?.code).toBe(code)
      expect(liabilityErrors.entries[code]?.source).toContain(article)
    })
  }
  test('every refusal is a 409 that says what else to do, and every one of a route has its article', () => {
    const routes = new Set(refused.map(([, , , code]) => code))
    for (const [code, { status, source }] of Object.entries(liabilityErrors.entries)) {
      expect([code, status]).toEqual([code, 409])
      expect([code, routes.has(code)]).toEqual([code, source !== undefined])
    }
  })
})

describe('what the desk states', () => {
  const allows = (route: LiabilityRoute, change: Change, stated: StatedFact[]) =>
    [[], stated].map((said) => checkRoute(route, facts(change), said)?.code ?? 'allowed')
  test('a shared main behind a door, and a pump that was never handed over, are the owners’', () => {
    const main = { ...unit('drain'), mode: 'self-governance' } as const
    expect(allows('operator', main, ['common-part'])).toEqual(['liability-private-part', 'allowed'])
    expect(allows('cost-share', main, ['common-part'])).toEqual(['liability-private-part', 'allowed'])
    const pump = { part: { ...roof, kind: 'water-supply' } } as const
    expect(allows('repair-fund', pump, ['common-part'])).toEqual(['liability-fund-utility-line', 'allowed'])
  })
  test('a building that was never renovated has no warranty', () =>
    expect(allows('repair-fund', { part: undated }, ['warranty-over'])).toEqual([
      'liability-fund-warranty-unknown',
      'allowed',
    ]))
  test('a registered warranty is not talked away', () =>
    expect(allows('repair-fund', { day: INSIDE }, ['warranty-over'])).toEqual([
      'liability-fund-inside-warranty',
      'liability-fund-inside-warranty',
    ]))
  test('who damaged the gate pays for it', () =>
    expect(allows('owner', { part: { ...roof, kind: 'security' } }, ['damaged'])).toEqual([
      'liability-common-part',
      'allowed',
    ]))
})
test('the operator may go and look at what nobody knows yet', () =>
  expect(checkRoute('operator', facts({ place: 'building', category: 'other', part: null }))).toBeUndefined())
