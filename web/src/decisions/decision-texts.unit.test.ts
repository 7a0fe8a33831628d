/** What an owner is told: the next step, what follows from an item, and the texts for group chats. */
import { defaultVotingRule, type MyHead, type ResultView } from '@changxin/shared/decisions'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { createMessages } from '../i18n/index.ts'
import { effectText } from './effect-text.ts'
import { homeStepOf, reasonOf } from './home-step.ts'
import { noticeText, reminderText, resultText } from './paste-text.ts'
import { postingsDue } from './postings.ts'
import { thresholdText } from './threshold-text.ts'

const { t } = createMessages('zh-CN').global
const say = (key: string, values: Record<string, unknown> = {}) => t(key, values)
const parts = { t: say, language: 'zh-CN', link: 'http://here/d/d1' }
const calendar = {
  announcedOn: '2026-03-02',
  objectionsUntil: '2026-03-10',
  opensOn: '2026-03-17',
  closesOn: '2026-03-23',
  place: '物业服务中心',
}
const head = (change: Partial<MyHead> = {}): MyHead => ({
  voterId: 'v1',
  as: 'owner',
  proxyId: null,
  units: [],
  standing: 'checked',
  delivered: true,
  hasCode: true,
  returned: false,
  screenReason: null,
  screenCode: null,
  ...change,
})

test('the one thing to do next', () => {
  const step = (status: 'announced' | 'open' | 'closed', ...myHeads: MyHead[]) => homeStepOf({ status, myHeads })
  const late = head({ screenReason: '这一票还没有发放网上投票码。', screenCode: 'ballot-code-missing' })
  expect(step('announced', late)).toBe('wait')
  expect(step('open', head())).toBe('vote')
  expect(step('open', head({ returned: true }), head())).toBe('vote')
  expect(step('open', head({ returned: true }))).toBe('again')
  expect(step('open', { ...late, returned: true })).toBe('returned')
  expect(step('open', late)).toBe('paper')
  expect(step('open')).toBe('paper')
  expect(step('closed', head())).toBe('over')
  expect(reasonOf([head({ returned: true }), late])).toBe('这一票还没有发放网上投票码。')
})

test('what follows is said with its figures', () => {
  const use = {
    kind: 'fund-use',
    purpose: '更换曳引机',
    budgetFen: 8_600_050,
    requestId: null,
    contractor: null,
  } as const
  expect(effectText(use, null, parts)).toBe('使用维修资金 ¥86,000.50，用于：更换曳引机')
  expect(effectText({ ...use, contractor: '通达电梯' }, null, parts)).toContain('（施工单位：通达电梯）')
  const manager = { kind: 'manager', mode: 'service-centre', operatorId: 'o1' } as const
  expect(effectText(manager, '社区物业服务中心', parts)).toBe('由社区物业服务中心管理（社区物业服务中心）')
  const raising = { kind: 'fund-raising', purpose: '补建', per: 'unit', amountFen: 100, dueOn: '2026-06-30' } as const
  expect(effectText(raising, null, parts)).toBe('筹集维修资金，用于：补建；每户相同 ¥1.00，2026年6月30日前交存')
})

test('a threshold says whether the number itself is enough', () => {
  expect(thresholdText(defaultVotingRule.quorum, say)).toBe('达到 2/3（含本数）')
  expect(thresholdText(defaultVotingRule.ordinary, say)).toBe('超过 1/2')
})

const decision = {
  compoundName: '兴隆花园',
  title: '楼道灯',
  scopeLabel: '1栋',
  items: [{ title: '更换楼道灯' }],
  calendar,
  tally: { returned: 37, heads: 1_096 },
  published: null,
} as unknown as Parameters<typeof noticeText>[0] & Parameters<typeof reminderText>[0] & Parameters<typeof resultText>[0]

test('the notice and the reminder for a group chat name no door and nobody', () => {
  expect(noticeText(decision, parts).split('\n')).toEqual([
    '【表决公告】兴隆花园：楼道灯',
    '1. 更换楼道灯',
    '表决范围：1栋',
    '名册异议截止：2026年3月10日',
    '投票时间：2026年3月17日至2026年3月23日（当天有效）',
    '地点：物业服务中心',
    'http://here/d/d1',
  ])
  expect(reminderText(decision, '2026-03-20', parts).split('\n')[1]).toBe(
    '已投 37 票，共 1,096 票。还有 3 天，2026年3月23日截止。',
  )
  expect(reminderText({ ...decision, calendar: null }, '2026-03-20', parts)).toBe('')
})

test('a result says passed only where a seat was won', () => {
  const count = {
    passed: true,
    chosen: true,
    participating: { heads: 11, floorArea: 88_055 },
    yes: { heads: 10, floorArea: 80_053 },
  }
  const items = [
    { title: '甲', groupId: 'g1', count },
    { title: '乙', groupId: 'g1', count: { ...count, chosen: false } },
    { title: '灯', groupId: null, count: { ...count, passed: false, chosen: false } },
  ]
  const lines = resultText(decision, { items } as unknown as z.output<typeof ResultView>, parts).split('\n')
  expect(lines.slice(0, 5)).toEqual([
    '【表决结果】兴隆花园：楼道灯',
    '1. 甲：通过',
    '参与 11 人，880.55 m²',
    '同意 10 人，800.53 m²',
    '2. 乙：未通过',
  ])
  expect(lines).toContain('3. 灯：未通过')
})

test('what an article says of heads stands apart from what is only how this system counts', () => {
  const [law = '', ours = ''] = say('decisions.roll.headsText').split('（区分所有权解释第九条）。')
  expect(law).not.toMatch(/共有人|未登记/)
  expect(ours).toContain('本系统的做法')
  const [enLaw = '', enOurs = ''] = createMessages('en').global.t('decisions.roll.headsText').split('art. 9).')
  expect(enLaw).not.toMatch(/co-owners|unknown/)
  expect(enOurs).toContain('how this system counts')
})

test('a voter is told of everybody who can see after the count how a home voted', () => {
  const named = say('decisions.ballots.vote.named')
  for (const who of ['业主', '受托人', '计票人', '业主委员会', '社区', '系统管理', '监督', '审计'])
    expect(named).toContain(who)
})

test('what should hang by now and has no photo', () => {
  const due = (
    status: 'proposed' | 'open' | 'published',
    undeliverable: number,
    ...hung: ('notice' | 'roll' | 'result')[]
  ) =>
    postingsDue({
      status,
      tally: { undeliverable },
      postings: hung.map((what) => ({ postingId: what, what, place: '大门', postedOn: '2026-03-02', files: [] })),
    })
  expect(due('proposed', 0)).toEqual([])
  expect(due('open', 0, 'notice')).toEqual(['roll'])
  expect(due('open', 2, 'notice', 'roll')).toEqual(['undeliverable'])
  expect(due('published', 0, 'notice', 'roll')).toEqual(['result'])
})
