import { Effect, ProposalBody } from '@changxin/shared/decisions'
import { expect, test } from 'vitest'
import {
  bodyOf,
  effectKindOf,
  effectOf,
  emptyItem,
  emptyProposal,
  fenTyped,
  groupsInUse,
  type ItemDraft,
  lacksOf,
  readProposal,
  scopeOf,
  seatsOf,
  titleHintOf,
} from './proposal-draft.ts'

const lift = (change: Partial<ItemDraft> = {}, effect: Partial<ItemDraft['effect']> = {}): ItemDraft => {
  const item = { ...emptyItem('i1'), matter: 'fund-use' as const, title: '2栋电梯大修', text: '更换曳引机', ...change }
  return { ...item, effect: { ...item.effect, amount: '86,000.50', ...effect } }
}

test('the matter says what may follow; an item of another matter carries nothing', () => {
  expect(effectKindOf('fund-use')).toBe('fund-use')
  expect(effectKindOf('committee')).toBe('seat')
  expect(effectKindOf('common-use')).toBeNull()
  expect(effectKindOf(null)).toBeNull()
  expect(effectOf(lift({ matter: 'common-use' }))).toBeNull()
})

test('whoever proposes a candidate is asked to type no name', () => {
  expect(titleHintOf(lift({ matter: 'committee' }))).toBe('seatTitleHint')
  expect(titleHintOf(lift({ matter: 'committee' }, { on: false }))).toBe('itemTitleHint')
  expect(titleHintOf(lift())).toBe('itemTitleHint')
})

test('a use of the fund says for what and how much; without a purpose of its own the title stands for it', () => {
  expect(effectOf(lift())).toEqual({
    kind: 'fund-use',
    purpose: '2栋电梯大修',
    budgetFen: 8_600_050,
    requestId: null,
    contractor: null,
  })
  expect(effectOf(lift({}, { purpose: '曳引机', contractor: ' 通达电梯 ' }))).toMatchObject({
    purpose: '曳引机',
    contractor: '通达电梯',
  })
  expect(effectOf(lift({}, { amount: '八万' }))).toBeUndefined()
})

test('what is read of each kind is what the server takes', () => {
  const filled = { amount: '5', dueOn: '2027-01-31', operatorId: 'o1', personId: 'p1' }
  for (const matter of ['fund-use', 'fund-raising', 'manager', 'committee', 'rules-of-procedure'] as const) {
    const effect = effectOf(lift({ matter }, filled))
    expect(Effect.safeParse(effect), matter).toMatchObject({ success: true })
    expect(effect, matter).toMatchObject({ kind: effectKindOf(matter) })
    expect(effectOf(lift({ matter }, { ...filled, on: false })), matter).toBeNull()
  }
})

test('a manager, a candidate and money to be raised are missing until they are named', () => {
  const missing = (matter: ItemDraft['matter'], effect: Partial<ItemDraft['effect']> = {}) =>
    effectOf(lift({ matter }, effect)) === undefined
  expect(missing('manager')).toBe(true)
  expect(missing('committee')).toBe(true)
  expect(missing('fund-raising')).toBe(true)
  expect(missing('rules-of-procedure')).toBe(false)
})

test('sums of money are exact, above zero, and typed as people type them', () => {
  expect(['86,000.50', '￥5', '１２', '0', '-3', '1.005', '', '五'].map(fenTyped)).toEqual([
    8_600_050,
    500,
    1_200,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('a building is no scope before it is chosen', () => {
  const scope = { kind: 'entrance' as const, buildingId: 'b1', entranceId: '', unitIds: [] }
  expect(scopeOf(scope)).toBeUndefined()
  expect(scopeOf({ ...scope, entranceId: 'e1' })).toEqual({ kind: 'entrance', buildingId: 'b1', entranceId: 'e1' })
  expect(scopeOf({ ...scope, kind: 'units' })).toBeUndefined()
  expect(scopeOf({ ...scope, kind: 'compound' })).toEqual({ kind: 'compound' })
})

test('each gap is named once, with the number of its item', () => {
  expect(lacksOf(emptyProposal('i1'))).toEqual([
    { what: 'title', item: null },
    { what: 'reason', item: null },
    { what: 'matter', item: 1 },
  ])
  const whole = { ...emptyProposal('i1'), title: '电梯', reason: '停运三次', items: [lift()] }
  expect(lacksOf(whole)).toEqual([])
  expect(lacksOf({ ...whole, items: [lift(), lift({ text: ' ' }, { amount: '' })] })).toEqual([
    { what: 'itemText', item: 2 },
    { what: 'effect', item: 2 },
  ])
})

test('a group counts once an item is in it, and then needs a name and whole seats', () => {
  const draft = {
    ...emptyProposal('i1'),
    title: '换届',
    reason: '任期届满',
    items: [lift({ matter: 'committee', groupKey: 'g1' }, { personId: 'p1' })],
    groups: [
      { key: 'g1', title: '业委会委员', seats: '5' },
      { key: 'g2', title: '', seats: '' },
    ],
  }
  expect(groupsInUse(draft).map(({ key }) => key)).toEqual(['g1'])
  expect(lacksOf(draft)).toEqual([])
  expect(lacksOf({ ...draft, groups: [{ key: 'g1', title: '委员', seats: '0' }] })).toEqual([
    { what: 'group', item: null },
  ])
  expect(['1', '20', '21', '0', '1.5', '-1', ''].map(seatsOf)).toEqual([1, 20, ...Array(5).fill(undefined)])
})

test('a draft of an older version is none', () => {
  const kept = { ...emptyProposal('i1'), title: '电梯' }
  expect(readProposal(JSON.parse(JSON.stringify(kept)), 'new').title).toBe('电梯')
  expect(readProposal({ title: '电梯' }, 'new').items.map(({ key }) => key)).toEqual(['new'])
})

test('a whole draft is what the server takes, with groups by their keys', () => {
  const draft = {
    ...emptyProposal('i1'),
    title: ' 换届 ',
    reason: '任期届满',
    items: [lift({ matter: 'committee', groupKey: 'g1' }, { personId: 'p1' }), lift({ key: 'i2', groupKey: 'gone' })],
    groups: [
      { key: 'g1', title: '业委会委员', seats: '5' },
      { key: 'g2', title: '没有人', seats: '1' },
    ],
  }
  const body = bodyOf(draft)
  expect(ProposalBody.safeParse(body)).toMatchObject({ success: true })
  expect(body?.title).toBe('换届')
  expect(body?.groups).toEqual([{ groupId: 'g1', title: '业委会委员', seats: 5 }])
  expect(body?.items.map(({ itemId, groupId }) => [itemId, groupId])).toEqual([
    ['i1', 'g1'],
    ['i2', null],
  ])
  expect(bodyOf({ ...draft, reason: '' })).toBeUndefined()
})
