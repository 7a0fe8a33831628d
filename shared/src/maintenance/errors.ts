/** What maintenance says no with: code, status, sentences. No article of law stands behind any of these: they are rules of the house. */
import { errors } from '@changxin/shared/kernel'

export const maintenanceErrors = errors({
  'reporter-unknown': {
    status: 409,
    zh: '没有这个人。请先登记报修人，或不填代报人。',
    en: 'There is no such person. Register the person first, or leave the field out.',
  },
  'request-unknown': {
    status: 404,
    zh: '没有这张报修单（{requestId}）。请回到列表重新打开。',
    en: 'There is no request {requestId}. Go back to the list and open it again.',
  },
  'place-unknown': {
    status: 409,
    zh: '本小区没有登记这个位置。请从本小区的楼栋、单元、房号或共用部位中重新选择。',
    en: 'This place is not registered in the compound. Choose one of its buildings, entrances, units or common parts.',
  },
  'no-target-rule': {
    status: 409,
    zh: '{day} 没有生效的处理时限。请检查报修日期，或先设定从更早日期起生效的时限。',
    en: 'No targets are in force on {day}. Check the date of the report, or adopt targets that are valid from an earlier day.',
  },
  'request-wrong-status': {
    status: 409,
    zh: '报修单现在是“{statusZh}”，不能“{actionZh}”。现在可以：{possibleZh}。',
    en: 'The request is {statusEn} now, so “{actionEn}” is not possible. Possible now: {possibleEn}.',
  },
  'request-assigned-to-other': {
    status: 409,
    zh: '这张单已派给别人。请先改派给实际到场的人，再记录到场。',
    en: 'This request is assigned to somebody else. Assign it to the person on site first, then record the start.',
  },
  'assignee-may-not-work': {
    status: 409,
    zh: '此人不能在本小区接单。请另选一名维修人员，或先为其设置维修人员角色。',
    en: 'This person may not work in the compound. Choose another worker, or grant the worker role first.',
  },
  'completion-needs-photo-or-note': {
    status: 409,
    zh: '请至少附一张照片或写一句话，说明做了什么。',
    en: 'Add one photo or one sentence that tells what was done.',
  },
  'occurred-before-previous-step': {
    status: 409,
    zh: '发生时间不能早于上一步（{previous}）。请改正时间。',
    en: 'This cannot have happened before the previous step ({previous}). Correct the time.',
  },
  'occurred-in-future': {
    status: 409,
    zh: '发生时间不能晚于现在（{received}）。请检查手机的时间，或改正填写的时间。',
    en: 'This cannot have happened after now ({received}). Check the clock of the phone, or correct the time.',
  },
  'too-many-notes': {
    status: 409,
    zh: '一张报修单最多 {limit} 条备注。新的情况请另报一单。',
    en: 'A request holds at most {limit} notes. Report anything new as a request of its own.',
  },
  'targets-incomplete': {
    status: 409,
    zh: '急修、一般、可缓三类都要设定时限，每类一条。',
    en: 'Give targets for emergency, ordinary and deferrable requests, one each.',
  },
  'target-response-after-resolution': {
    status: 409,
    zh: '响应时限（{responseMinutes} 分钟）不能长于完成时限（{resolutionMinutes} 分钟）。请改正。',
    en: 'The response target ({responseMinutes} min) cannot be longer than the resolution target ({resolutionMinutes} min). Correct one of them.',
  },
  'target-rule-exists': {
    status: 409,
    zh: '编号 {ruleId} 的时限已经设定，内容不同。已设定的不改动；请用新的编号和生效日期另设一条。',
    en: 'Targets {ruleId} exist with other content. What was adopted never changes: adopt new ones with an id and a first day of their own.',
  },
})
export const reject = maintenanceErrors.reject
