/** What a committee says no with. */
import { errors } from '@changxin/shared/kernel'

export const committeeErrors = errors({
  'committee-none': {
    status: 404,
    zh: '本小区没有登记业委会。请先登记，或由业主选举产生。',
    en: 'No committee is on record here. Record it first, or let the owners elect one.',
  },
  'committee-running': {
    status: 409,
    zh: '现任业委会任期到 {until}，不能再登记一届。请先办理委员变动，或等任期届满。',
    en: 'The present committee is in office until {until}. Record changes of its members, or wait for the end of the term.',
  },
  'committee-size': {
    status: 409,
    zh: '名额应为 {min} 到 {max} 名的单数（{source}），现在是 {seats} 名。请改正名额。',
    en: 'The seats are odd, {min} to {max} ({source}); now there are {seats}. Correct the number.',
  },
  'committee-too-many': {
    status: 409,
    zh: '名额 {seats} 个，登记了 {members} 名委员。请减少委员或改正名额。',
    en: 'There are {seats} seats and {members} members. Take members out or correct the seats.',
  },
  'committee-member-twice': {
    status: 409,
    zh: '同一个人登记了两次。请删掉一个。',
    en: 'Somebody is named twice. Take one out.',
  },
  'committee-days': {
    status: 409,
    zh: '日期不对：{day} 不在任期 {from} 至 {until} 内，或晚于今天。请改正日期。',
    en: 'The day {day} is outside the term {from} to {until}, or after today. Correct the day.',
  },
  'committee-term-long': {
    status: 409,
    zh: '任期不超过 {years} 年（{source}），最晚到 {until}。请改正届满日。',
    en: 'A term is {years} years at most ({source}), until {until}. Correct its last day.',
  },
  'committee-seat-unknown': {
    status: 404,
    zh: '没有这名委员，或已不在任。请刷新后重选。',
    en: 'There is no such member, or not any more. Reload and choose again.',
  },
  'committee-person-unknown': {
    status: 409,
    zh: '系统里没有登记这个人。请先在人员页登记。',
    en: 'Somebody is not registered here. Register the person first.',
  },
  'committee-office-twice': {
    status: 409,
    zh: '主任不能兼任副主任，副主任也不能重复。请重新选择。',
    en: 'The chair cannot be deputy too, nor anybody deputy twice. Choose again.',
  },
  'committee-agenda-short': {
    status: 409,
    zh: '议程要在会前 {days} 天公布（{source}），最早 {earliest} 开会。请改正会议日期。',
    en: 'The agenda hangs for {days} days before the meeting ({source}), so it is on {earliest} at the earliest. Correct the day.',
  },
  'committee-meeting-unknown': {
    status: 404,
    zh: '没有这次会议或这项议题。请刷新后重选。',
    en: 'There is no such meeting or item. Reload and choose again.',
  },
  'committee-meeting-cancelled': {
    status: 409,
    zh: '这次会议已取消。请另行通知会议。',
    en: 'The meeting was cancelled. Call another one.',
  },
  'committee-meeting-ahead': {
    status: 409,
    zh: '会议定在 {meetsOn}，还没有开。请开会后再登记决议。',
    en: 'The meeting is on {meetsOn} and was not held yet. Record the resolution after it.',
  },
  'committee-meeting-decided': {
    status: 409,
    zh: '会上已有议题作出决议，不能取消会议。请核对后再操作。',
    en: 'The meeting has resolved something already and cannot be cancelled. Check which meeting is meant.',
  },
  'committee-resolved-already': {
    status: 409,
    zh: '这项议题已有决议。要改变，请另行通知会议再议。',
    en: 'This item is resolved already. To change it, call another meeting.',
  },
  'committee-not-member': {
    status: 409,
    zh: '有人当天不是委员，不能到会表决。请改正到会人员。',
    en: 'Somebody was no member that day and cannot take part. Correct who was present.',
  },
  'committee-voted-twice': {
    status: 409,
    zh: '有委员投了两次。每名委员一票，请删掉一次。',
    en: 'A member voted twice. Each member has one vote: take one out.',
  },
  'committee-absent-vote': {
    status: 409,
    zh: '有委员没有到会却有表决。委员不能委托他人表决，请改正。',
    en: 'A member who was absent has a vote. Members vote in person, without proxies: correct it.',
  },
  'committee-vote-missing': {
    status: 409,
    zh: '到会的委员中有人没有登记表决。弃权请选“弃权”。',
    en: 'A member who was present has no vote on record. Choose abstained where that is so.',
  },
  'committee-posting-early': {
    status: 409,
    zh: '公布日期 {day} 早于决议日期，或晚于今天。请改正日期。',
    en: 'The day of posting, {day}, is before the resolution or after today. Correct the day.',
  },
  'committee-filed-already': {
    status: 409,
    zh: '本届业委会已于 {day} 备案。请核对后再操作。',
    en: 'This committee was filed on {day} already. Check which one is meant.',
  },
})
export const rejectCommittee = committeeErrors.reject
