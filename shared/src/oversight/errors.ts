/** What oversight says no with: code, status, sentences. */
import { errors } from '@changxin/shared/kernel'

export const oversightErrors = errors({
  'freshness-weights-sum': {
    status: 409,
    zh: '各部分权重之和是 {sum}，必须正好是 100。请调整权重。',
    en: 'The weights sum to {sum}; they must sum to exactly 100. Adjust them.',
  },
  'freshness-version-order': {
    status: 409,
    zh: '定义的版本应为 {expected}，提交的是 {version}。请刷新后按最新版本修改。',
    en: 'The next version of the definition is {expected}, not {version}. Reload and change the newest one.',
  },
  'freshness-valid-from-earlier': {
    status: 409,
    zh: '生效日期 {validFrom} 早于上一版的 {lastValidFrom}，会改动旧的评分。请改用更晚的日期。',
    en: 'Valid from {validFrom} is before the last version ({lastValidFrom}) and would change old ratings. Choose a later day.',
  },
  'freshness-bands-order': {
    status: 409,
    zh: '分档界线必须从高到低，并在 1 到 100 之间：{fresh}、{steady}、{ageing}。请调整界线。',
    en: 'The bands must fall from one to the next, between 1 and 100: {fresh}, {steady}, {ageing}. Adjust them.',
  },
})
export const reject = oversightErrors.reject
