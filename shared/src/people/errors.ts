/** What people says no with: code, status, sentences. */
import { errors } from '@changxin/shared/kernel'

export const peopleErrors = errors({
  'person-unknown': {
    status: 404,
    zh: '没有这个人，或其资料已删除。请刷新后重选。',
    en: 'There is no such person, or their data were erased. Reload and choose again.',
  },
  'person-exists': {
    status: 409,
    zh: '此人已登记。要改姓名或电话请用修改。',
    en: 'This person is registered already. Change the name or phone instead.',
  },
  'person-erased': {
    status: 409,
    zh: '此人的资料已删除，不能再授权。如需账号，请重新登记。',
    en: 'The data of this person were erased, so nothing more can be granted. Register the person anew for an account.',
  },
  'login-taken': {
    status: 409,
    zh: '这个登录名已有人使用。请换一个。',
    en: 'Somebody uses this login name already. Choose another.',
  },
  'login-name-fixed': {
    status: 409,
    zh: '此人的登录名是“{loginName}”，不能改。请用它设置密码。',
    en: 'This person signs in as “{loginName}”, which is fixed. Set the password for that name.',
  },
  'role-scope-unfit': {
    status: 409,
    zh: '{roleZh}不能以{kindZh}为范围。请从这些范围里选：{allowedZh}。',
    en: 'The role of {roleEn} cannot have the scope {kindEn}. Choose one of these: {allowedEn}.',
  },
  'role-not-grantable': {
    status: 409,
    zh: '居民身份来自与户室的关系，不能授权。请在户室页登记关系。',
    en: 'Residents are so by their relation to a unit, not by a grant. Record the relation on the page of the unit.',
  },
  'scope-all-id': {
    status: 409,
    zh: '范围为全部时，编号必须是 all；其他范围要选具体的一个。请重选范围。',
    en: 'The scope of everything has the id all, and only that one. Choose the scope again.',
  },
  'scope-unknown': {
    status: 409,
    zh: '没有所选的小区、区划或管理主体。请重选范围。',
    en: 'The compound, region or operator of the scope does not exist. Choose the scope again.',
  },
  'grant-unknown': {
    status: 404,
    zh: '此人没有这项授权。请刷新后重选。',
    en: 'The person has no such role. Reload and choose again.',
  },
  'session-unknown': {
    status: 404,
    zh: '没有这次登录。请刷新后重试。',
    en: 'There is no such session. Reload and try again.',
  },
  'sign-in-slow-down': {
    status: 429,
    zh: '登录失败次数较多。请等 {retryAfterSeconds} 秒再试；忘记密码请联系管理员。',
    en: 'There were several failed sign-ins. Wait {retryAfterSeconds} seconds and try again, or ask the administrator for a new password.',
  },
  'current-password-wrong': {
    status: 409,
    zh: '现在的密码不对，没有修改。请重新输入；忘记密码请联系管理员。',
    en: 'The present password is wrong and nothing was changed. Type it again, or ask the administrator for a new one.',
  },
  'set-up-token-wrong': {
    status: 403,
    zh: '一次性口令不对。请按终端里显示的口令输入；重新启动后会换新的。',
    en: 'The one-time token is wrong. Type the one that the terminal shows; each start makes a new one.',
  },
  'last-administrator': {
    status: 409,
    zh: '这是最后一位全局管理员，去掉后就没有人能管理系统。请先授权另一位管理员。',
    en: 'This is the last administrator of the whole server. Make somebody else administrator first.',
  },
  'set-up-already': {
    status: 409,
    zh: '系统已有管理员。请登录；忘记密码请联系管理员。',
    en: 'The server has its administrator already. Sign in, or ask the administrator for a new password.',
  },
})
export const reject = peopleErrors.reject
