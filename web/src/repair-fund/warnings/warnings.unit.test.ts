/** What a fund's warnings come to in words. */
import { defaultFundRule, type FundWarnings } from '@changxin/shared/repair-fund'
import { describe, expect, test } from 'vitest'
import { concernsOf } from './concerns.ts'
import { MAX_DOORS, reminderText } from './reminder-text.ts'

const { settings } = defaultFundRule
const scope = { balanceFen: 0, firstFen: 0, percent: null, isBelow: false, accounts: 3, duties: 0 }
const calm: FundWarnings = {
  ...{ compoundId: 'c1', day: '2026-03-02', hasFund: true, ruleId: 'r', settings, fund: scope, dutySince: null },
  ...{ planFen: 0, accountsWithoutFirst: 0, idleFen: 0, statements: null, items: [] },
  reconciliation: { through: null, months: [], count: 0 },
  claims: { units: 0, owedFen: 0 },
}
const keysOf = (change: Partial<FundWarnings>) => concernsOf({ ...calm, ...change }).map(({ key }) => key)

test('a calm fund asks for nothing, and no fund for nothing either', () => {
  expect(keysOf({})).toEqual([])
  expect(keysOf({ hasFund: false, idleFen: 1 })).toEqual([])
})

test('the heaviest comes first', () => {
  const statements = { lastPostedOn: null, dueOn: '2026-01-01', isOverdue: true }
  expect(
    keysOf({
      ...{ idleFen: 1, statements, accountsWithoutFirst: 1, fund: { ...scope, duties: 2 } },
      ...{ reconciliation: { through: null, months: ['2026-01'], count: 1 }, claims: { units: 1, owedFen: 5 } },
    }),
  ).toEqual(['topUp', 'claims', 'statements', 'reconciliation', 'idle', 'noFirst'])
  expect(keysOf({ statements: { ...statements, isOverdue: false } })).toEqual([])
})

describe('a reminder for the group chat', () => {
  const items = Array.from({ length: MAX_DOORS + 2 }, (_, n) => ({ label: `${n + 1}室`, shareFen: 1_234 }))
  const t = (key: string, values: Record<string, unknown>) =>
    `${key.split('.').at(-1)} ${Object.values(values).join(' ')}`
  const plan = {
    compoundName: '东苑',
    threshold: { value: 30, source: '第十七条' },
    targetPercent: 50,
    totalFen: 76_508,
  }
  const linesOf = (doorsShown: boolean) => reminderText({ ...plan, items }, { t, doorsShown }).split('\n')

  test('says how many and how much; what each door owes is nobody else’s business', () => {
    expect(linesOf(false)).toEqual(['head 东苑', 'why 30 第十七条 62', 'plan 50 ¥765.08', 'end '])
  })
  test('names doors and amounts where the compound chose so, as many as one reads', () => {
    const lines = linesOf(true)
    expect(lines.slice(0, 4)).toEqual(['head 东苑', 'why 30 第十七条 62', 'planByDoor 50 ¥765.08', 'door 1室 ¥12.34'])
    expect(lines.slice(-2)).toEqual(['more 2', 'end '])
    expect(lines).toHaveLength(3 + MAX_DOORS + 2)
  })
})
