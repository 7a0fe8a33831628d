/** What an alert says, on the screen and in a message outside alike. No names: it may be read over somebody's shoulder. */
import type { AlertAudience, AlertKind } from './alerts.api.ts'
import type { TargetName } from './request.clocks.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

const plain: Readonly<Record<Exclude<AlertKind, 'due-soon' | 'overdue'>, Words>> = {
  assigned: { zh: '派给您的单，请安排上门', en: 'Assigned to you: please go and see to it' },
  helping: { zh: '请一同上门', en: 'You are asked to come along' },
  resumed: { zh: '挂起到期，请接着处理', en: 'The pause is over: please go on with it' },
  taken: { zh: '已改派别人，不用去了', en: 'Given to somebody else: you need not go' },
  'handed-back': { zh: '被退单，请重新派单', en: 'Given back: please assign somebody else' },
  'handed-over': {
    zh: '小区已移交新的管理单位，不用去了',
    en: 'Another manager has the compound now: you need not go',
  },
  'changed-hands': {
    zh: '管理单位换了，原来派的人不去了，请重新派单',
    en: 'Taken over from the old manager: please assign somebody',
  },
  awaited: { zh: '维修停下来了，在等您这边回话', en: 'The work has stopped and waits for your answer' },
  reopened: { zh: '返修，请再去看', en: 'Reopened: please see to it again' },
  'partly-fixed': { zh: '只修好一部分，请接着处理', en: 'Only partly fixed: please go on with it' },
  urged: { zh: '住户催单，请尽快处理', en: 'Urged: please see to it soon' },
  confirm: { zh: '修完了，请确认修好没有', en: 'Done: please say whether it is fixed' },
  done: { zh: '您关注的报修修完了', en: 'What you wait for too is done' },
  merged: { zh: '已并入另一张报修单，一起处理', en: 'Taken together with another request' },
  rejected: { zh: '不予受理，请看原因', en: 'Not taken on: please read why' },
  closed: { zh: '报修单已关闭，请看原因', en: 'Closed: please read why' },
  'called-off': { zh: '报修单已结束，不用去了', en: 'It has ended: you need not go' },
  emergency: { zh: '急修，请马上受理', en: 'An emergency: please answer at once' },
}

const targets: Readonly<Record<TargetName, Words>> = {
  response: { zh: '响应时限', en: 'response target' },
  resolution: { zh: '完成时限', en: 'resolution target' },
}

/** What each is asked to do when a target has been missed. */
const asked: Readonly<Record<AlertAudience | 'self', Words>> = {
  self: { zh: '请马上处理', en: 'please act now' },
  desk: { zh: '请马上派人', en: 'please send somebody now' },
  manager: { zh: '请项目经理督办', en: 'the manager is asked to step in' },
  centre: { zh: '请服务中心督办', en: 'the service centre is asked to step in' },
  subdistrict: { zh: '请街道督办', en: 'the subdistrict is asked to step in' },
}

export interface AlertMatter {
  readonly kind: AlertKind
  readonly audience: AlertAudience | null
  readonly target: TargetName | null
}

export function alertWords({ kind, audience, target }: AlertMatter): Words {
  if (kind !== 'due-soon' && kind !== 'overdue') return plain[kind]
  const { zh, en } = targets[target ?? 'resolution']
  if (kind === 'due-soon') return { zh: `快到${zh}，请抓紧`, en: `The ${en} is near: please hurry` }
  const what = asked[audience ?? 'self']
  return { zh: `已超过${zh}，${what.zh}`, en: `The ${en} is missed: ${what.en}` }
}
