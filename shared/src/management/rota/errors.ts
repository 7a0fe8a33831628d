/** What rotas and turns say no with. */
import { errors } from '@changxin/shared/kernel'

export const rotaErrors = errors({
  'rota-unknown': {
    status: 404,
    zh: '没有这个轮值表。请回到列表重新打开。',
    en: 'There is no such rota. Go back to the list and open it again.',
  },
  'rota-owner-unknown': {
    status: 409,
    zh: '没有登记这个小区或管理主体。请从列表中选择。',
    en: 'No such compound or operator is registered. Choose from the list.',
  },
  'rota-closed': {
    status: 409,
    zh: '这个轮值表已经停用。请新建一个。',
    en: 'This rota is closed. Open a new one.',
  },
  'rota-day-past': {
    status: 409,
    zh: '开始日期不能早于今天（{today}）。请改正日期。',
    en: 'A rota cannot begin before today ({today}). Correct the date.',
  },
  'rota-person-elsewhere': {
    status: 409,
    zh: '这个人和这里没有关系，不能排进来。请先登记住户关系或授予岗位，再加入轮值。',
    en: 'This person has no home and no role here. Record the relation or grant a role first, then add them.',
  },
  'rota-full': {
    status: 409,
    zh: '一个轮值表最多 {limit} 人。请先移出不再参加的人。',
    en: 'A rota has at most {limit} people. Take out who no longer takes part first.',
  },
  'rota-member-unknown': {
    status: 409,
    zh: '排班里有人不在名单上。请先把这个人加入名单。',
    en: 'Somebody in the pattern is not on the list. Add them to the list first.',
  },
  'rota-person-doubled': {
    status: 409,
    zh: '同一个人在星期{weekday}的同一时间排了两次。请改成不同的人或错开时间。',
    en: 'One person is named twice for the same time on weekday {weekday}. Name somebody else or another time.',
  },
  'rota-not-volunteer': {
    status: 409,
    zh: '有报酬的岗位本来就会逐级提醒，不用另作决定。请只对志愿轮值使用。',
    en: 'Missed turns of paid staff are told anyway. Use this for volunteers only.',
  },
  'turn-unknown': {
    status: 404,
    zh: '没有这一班，可能已经重新排过。请刷新后再看。',
    en: 'There is no such turn; it may have been planned anew. Reload and look again.',
  },
  'turn-not-yet': {
    status: 409,
    zh: '这一班还没有到时间（最早提前 {earlyMinutes} 分钟）。请到时候再点。',
    en: 'This turn has not come yet. Come back no sooner than {earlyMinutes} minutes before it.',
  },
  'turn-too-late': {
    status: 409,
    zh: '这一班已经过去超过 {limitDays} 天，不能再补记。请在群里说明。',
    en: 'This turn was more than {limitDays} days ago and can no longer be put right. Tell the group instead.',
  },
  'turn-not-yours': {
    status: 409,
    zh: '这一班现在不是这个人的。请刷新后看看是谁的班。',
    en: 'This turn is not this person’s now. Reload and see whose it is.',
  },
  'turn-begun': {
    status: 409,
    zh: '这一班已经开始或结束，不能再换。请换以后的班。',
    en: 'This turn has begun or is over, and cannot be swapped. Swap a later one.',
  },
  'swap-unknown': {
    status: 409,
    zh: '这次换班已经办完或撤回。请刷新后再看。',
    en: 'This swap is done or was taken back. Reload and look again.',
  },
  'swap-not-asked': {
    status: 403,
    zh: '这次换班问的是别人，要由对方本人答应。',
    en: 'Somebody else was asked for this swap, and has to agree in person.',
  },
  'swap-with-self': {
    status: 409,
    zh: '不能和自己换班。请选另一个人。',
    en: 'A turn cannot be swapped with oneself. Choose somebody else.',
  },
  'swap-overlaps': {
    status: 409,
    zh: '换班后有人同一时间有两班。请选别的班或别的人。',
    en: 'After this swap somebody would be on two turns at once. Choose another turn or person.',
  },
  'turn-link-over': {
    status: 403,
    zh: '这一班已经结束，链接随之失效。谢谢您。',
    en: 'The turn is over, and the link has ended with it. Thank you.',
  },
  'turn-link-passed-on': {
    status: 403,
    zh: '这一班已经换给别人，不用再来。如有疑问，请问发链接的人。',
    en: 'This turn is somebody else’s now. Ask whoever sent you the link.',
  },
})
export const rejectRota = rotaErrors.reject
