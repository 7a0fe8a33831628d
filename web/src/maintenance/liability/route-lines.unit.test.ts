/** What the desk reads beside each route, before anything is sent. */
import type { LiabilityView } from '@changxin/shared/maintenance'
import { expect, test } from 'vitest'
import { routeLines } from './route-lines.ts'

const drain: LiabilityView['facts'] = {
  day: '2026-03-01',
  place: 'unit',
  category: 'drain',
  part: null,
  candidates: 0,
  mode: 'property-company',
  operatorId: 'o1',
  fundOpen: true,
}
const lineOf = (route: string, ...given: Parameters<typeof routeLines>) =>
  routeLines(...given).find((line) => line.route === route)

test('a blocked drain in a home: the owner’s own is suggested, the fund is refused with its article', () => {
  const lines = routeLines(drain, [], 'zh')
  expect(lines.filter(({ isSuggested }) => isSuggested).map(({ label }) => label)).toEqual(['业主自修'])
  expect(lineOf('owner', drain, [], 'zh')).toMatchObject({
    why: '属业主专有部分，由该户业主维修并承担费用。',
    article: '民法典第二百七十一条',
    refused: null,
    missing: [{ code: 'main-or-branch', question: '是户内支管还是共用主管', askWhom: '到场维修人员' }],
  })
  expect(lineOf('repair-fund', drain, [], 'zh')).toMatchObject({
    article: '民法典第二百八十一条、住宅专项维修资金管理办法第十八条',
    missing: [],
    refused: {
      status: 409,
      code: 'liability-fund-private-part',
      source: '民法典第二百八十一条、住宅专项维修资金管理办法第十八条',
    },
  })
})

test('once somebody says that it is the shared main, the suggestion and what is open change at once', () => {
  const stated = ['common-part', 'warranty-over'] as const
  const lines = routeLines(drain, stated, 'zh')
  expect(lines.filter(({ isSuggested }) => isSuggested).map(({ route }) => route)).toEqual(['operator'])
  expect(lineOf('owner', drain, stated, 'zh')?.refused?.code).toBe('liability-common-part')
  expect(lineOf('repair-fund', drain, stated, 'zh')?.refused).toBeNull()
})

test('in English too, figures filled in, and every line says why', () => {
  for (const language of ['zh', 'en'] as const)
    for (const line of routeLines({ ...drain, mode: 'none' }, ['damaged'], language)) {
      expect(line.why, line.route).not.toBe('')
      expect(line.why).not.toContain('{')
    }
  expect(lineOf('operator', { ...drain, mode: 'none' }, [], 'en')?.why).toContain('no management')
})
