/** What the desk typed about liability: what is sent, what is refused before it is sent, what is kept. */
import { liabilityApi } from '@changxin/shared/maintenance'
import { describe, expect, test } from 'vitest'
import { bodyOf, formOf, keptAfter, type LiabilityForm, readKept, wrongOf } from './liability-form.ts'

const empty: LiabilityForm = { route: null, party: '', estimate: '', note: '', stated: [] }
const view = { requestId: 'r1', decided: null }

describe('opens', () => {
  test('without a decision: nothing is chosen, so that the suggestion holds', () => expect(formOf(view)).toEqual(empty))
  test('with what was decided last', () => {
    const decided = {
      route: 'repair-fund',
      ground: { code: 'fund-after-warranty', article: null, zh: '', en: '' },
      missing: [],
      party: null,
      note: '看过',
      estimateFen: 135_050,
      from: {
        day: '2026-03-01',
        partId: null,
        partKind: null,
        acceptedOn: null,
        warranty: 'over',
        warrantyUntil: null,
        mode: 'none',
        operatorId: null,
        fundOpen: true,
        stated: ['warranty-over'],
      },
      decidedAt: '2026-03-01T02:00:00.000Z',
      decidedBy: { id: 'p', name: '某' },
    } as const
    const form = formOf({ decided: { ...decided, missing: [], from: { ...decided.from, stated: ['warranty-over'] } } })
    expect(form).toEqual({
      route: 'repair-fund',
      party: '',
      estimate: '1350.5',
      note: '看过',
      stated: ['warranty-over'],
    })
    expect(bodyOf(form, 'repair-fund')).toMatchObject({ estimateFen: 135_050, note: '看过' })
  })
})

describe('is sent', () => {
  test('in fen, trimmed, with null for what was left empty, as the route of the server takes it', () => {
    const body = bodyOf({ ...empty, estimate: ' 200 ', note: ' 换灯 ' }, 'operator')
    expect(body).toEqual({ route: 'operator', party: null, note: '换灯', estimateFen: 20_000, stated: [] })
    expect(liabilityApi.decide.body.parse(body)).toEqual(body)
    expect(bodyOf(empty, 'owner')).toMatchObject({ note: null, estimateFen: null })
  })
  test('with a party for the utility and the contractor alone, whatever was typed before', () => {
    const typed = { ...empty, party: '自来水公司' }
    expect(bodyOf(typed, 'utility').party).toBe('自来水公司')
    expect(bodyOf(typed, 'contractor').party).toBe('自来水公司')
    expect(bodyOf(typed, 'operator').party).toBeNull()
  })
})

describe('is wrong', () => {
  test.each(['0', '-5', '两百', '1.005', '1e3', '99999999999'])('an estimate of %s', (estimate) =>
    expect(wrongOf({ ...empty, estimate })).toEqual({ estimate: 'amount' }),
  )
  test('a statement without saying how it is known', () => {
    expect(wrongOf({ ...empty, stated: ['damaged'], note: '  ' })).toEqual({ note: 'basis' })
    expect(wrongOf({ ...empty, stated: ['damaged'], note: '门卫看到' })).toEqual({})
  })
})

describe('is kept', () => {
  const typed = { ...empty, note: '问过施工单位' }
  const kept = { requestId: 'r1', form: typed }
  test('when something was typed, read back as it was, and gone when it is as it began', () => {
    expect(keptAfter(null, view, typed)).toEqual(kept)
    expect(readKept(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
    expect(keptAfter(kept, view, empty)).toBeNull()
  })
  test('while somebody only looks at another request', () => {
    expect(keptAfter(kept, { ...view, requestId: 'r2' }, empty)).toEqual(kept)
  })
  test.each([undefined, null, 'x', { requestId: 'r1' }, { requestId: 'r1', form: { ...typed, route: 'nobody' } }])(
    'not when it is %j',
    (broken) => expect(readKept(broken)).toBeNull(),
  )
})
