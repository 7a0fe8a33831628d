import { stopOf, type WithdrawalGate, WithdrawalStep } from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { createMessages } from '../../i18n/index.ts'
import { gateSentence, passedOf } from './gates.ts'

const { t } = createMessages('zh-CN').global
const say = (gate: WithdrawalGate) => gateSentence(gate, 'zh', (key) => t(key))
const gate = (over: Partial<WithdrawalGate>): WithdrawalGate => ({
  step: 'warranty',
  state: 'stopped',
  code: null,
  params: {},
  article: null,
  ...over,
})

test('what stops it is said with its figures and what to do', () => {
  const inside = gate({ code: 'withdrawal-inside-warranty', params: { until: '2028-05-01' } })
  expect(say(inside)).toBe('保修到 2028-05-01 才满。请先找施工单位保修，期满后再申请。')
})

test('codes inside a sentence are words', () => {
  expect(say(gate({ step: 'exclusion', code: 'withdrawal-excluded', params: { exclusion: 'utility' } }))).toContain(
    '应由供水、供电、供气等专业单位承担',
  )
  const approval = gate({ step: 'approval', code: 'withdrawal-not-approved', params: { required: 'subdistrict' } })
  expect(say(approval)).toContain('街道')
})

test('a passed step says nothing', () => expect(say(gate({ state: 'passed' }))).toBe(''))

test('the first that is not passed is the one that counts', () => {
  const gates = WithdrawalStep.options.map((step, index) =>
    gate({ step, state: index < 4 ? 'passed' : index === 4 ? 'waiting' : 'stopped' }),
  )
  expect(passedOf(gates)).toBe(4)
  expect(stopOf(gates)?.step).toBe('budget')
  expect(stopOf(gates.map((one) => ({ ...one, state: 'passed' as const })))).toBe(null)
})
