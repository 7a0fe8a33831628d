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
  'request-not-yours': {
    status: 409,
    zh: '这张单不在您手上，不能退单。如需换人，请由负责人改派。',
    en: 'This request is not yours, so you cannot hand it back. Ask the desk to assign somebody else.',
  },
  'resume-by-out-of-range': {
    status: 409,
    zh: '恢复日期要在 {earliest} 到 {latest} 之间。请改正日期。',
    en: 'The day to resume by must be from {earliest} to {latest}. Correct the date.',
  },
  'confirmed-by-others': {
    status: 409,
    zh: '线上确认只能由报修人或本户住户自己点。请选择“电话确认”或“上门确认”，如实记录住户怎么说的。',
    en: 'Only the reporter or the home confirms here in the app. Choose by phone or at the door, and record what they said.',
  },
  'cost-empty': {
    status: 409,
    zh: '请填写材料或人工费，至少一项。',
    en: 'Give at least one material, or the labour.',
  },
  'cost-too-large': {
    status: 409,
    zh: '金额太大：一次登记和整张单合计都不能超过 {limit} 元。请检查单位是“分”还是“元”，改正后再登记。',
    en: 'The amount is too large: neither one entry nor the whole request may exceed {limit} yuan. Check whether fen or yuan is meant, and correct it.',
  },
  'visit-needs-reason': {
    status: 409,
    zh: '住户不满意时，请写下原因；报修单会重新打开。',
    en: 'Write down why the resident is dissatisfied; the request is opened again.',
  },
  'urge-by-waiters-only': {
    status: 409,
    zh: '只有报修人和点过“我也遇到”的人可以催单。请先点“我也遇到”。',
    en: 'Only the reporter and those who follow the request can urge. Choose “me too” first.',
  },
  'urged-recently': {
    status: 409,
    zh: '{hours} 小时内已经催过。{next} 以后可以再催。',
    en: 'It was urged within the last {hours} hours. Urge again after {next}.',
  },
  'merge-target-unknown': {
    status: 409,
    zh: '本小区没有这张可以并入的报修单。请重新选择。',
    en: 'There is no such other request in this compound. Choose another one.',
  },
  'merge-target-ended': {
    status: 409,
    zh: '要并入的报修单已经结束。请选一张还在处理的单。',
    en: 'The request to merge into has ended. Choose one that is still open.',
  },
  'merge-followers-missing': {
    status: 409,
    zh: '还有 {count} 位关注人没有转到另一张单上。请再试一次。',
    en: '{count} people who wait have not been taken over yet. Try again.',
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
    zh: '一张报修单上的备注、费用、告知和回访合计最多 {limit} 条。新的情况请另报一单。',
    en: 'A request holds at most {limit} notes, costs, tellings and visits together. Report anything new as a request of its own.',
  },
  'targets-incomplete': {
    status: 409,
    zh: '急修、一般、可缓三类都要设定一条不分类别的时限；按类别另定的可以再加。',
    en: 'Give a target without category for emergency, ordinary and deferrable requests each; those of single categories come on top.',
  },
  'target-given-twice': {
    status: 409,
    zh: '同一缓急程度、同一类别只能有一条时限。请删去重复的一条。',
    en: 'There can be one target only for an urgency and a category. Take out the one that is repeated.',
  },
  'desk-closes-before-opening': {
    status: 409,
    zh: '下班时间要晚于上班时间。请改正工作时间；全天值守的请选“全天”。',
    en: 'Working hours must end after they begin. Correct them, or choose round the clock.',
  },
  'target-place-unknown': {
    status: 409,
    zh: '没有登记这个地区或小区。请从列表中选择时限适用的范围。',
    en: 'No such region or compound is registered. Choose from the list where the targets apply.',
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
  'keyword-rule-exists': {
    status: 409,
    zh: '编号 {ruleId} 的关键词表已经设定，内容不同。已设定的不改动；请另设一张新的。',
    en: 'Keywords {ruleId} exist with other content. What was adopted never changes: adopt a new table.',
  },
  'keyword-says-nothing': {
    status: 409,
    zh: '“{word}”既没有类别也没有缓急。请至少选一项，或删去这个词。',
    en: '“{word}” has neither a category nor an urgency. Choose at least one, or take the word out.',
  },
  'keyword-twice': {
    status: 409,
    zh: '“{word}”在表里出现了两次。请只留一个。',
    en: '“{word}” is in the table twice. Keep one of them.',
  },
})
export const reject = maintenanceErrors.reject
