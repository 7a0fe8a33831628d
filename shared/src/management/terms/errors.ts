/** What the shapes of the modes say no with: code, status, sentences. */
import { errors } from '@changxin/shared/kernel'

export const termsErrors = errors({
  'contract-needs-company': {
    status: 409,
    zh: '物业服务合同的一方要是已登记的物业服务企业。请选择或先登记企业。',
    en: 'A service contract is with a registered property company. Choose one, or register it first.',
  },
  'contract-ends-before-start': {
    status: 409,
    zh: '合同到期日 {to} 早于起始日 {from}。请核对起止日期。',
    en: 'The last day {to} is before the first day {from}. Check both days.',
  },
  'contract-version-too-early': {
    status: 409,
    zh: '这一版从 {since} 起执行，早于合同起始日 {from}。请改为合同起始日或以后。',
    en: 'This version begins on {since}, before the contract does on {from}. Choose that day or a later one.',
  },
  'contract-service-twice': {
    status: 409,
    zh: '“{serviceZh}”重复了。请每项服务只留一行。',
    en: '“{serviceEn}” stands twice. Keep one row for each service.',
  },
  'contract-service-missing': {
    status: 409,
    zh: '合同里没有“{serviceZh}”这项服务。请先在服务内容里勾选。',
    en: '“{serviceEn}” is not among the services of the contract. Tick it there first.',
  },
  'contract-all-sub-contracted': {
    status: 409,
    zh: '不能把全部服务转委托他人，也不能支解后分别转委托。请至少留一项由企业自己做。',
    en: 'Not all services may be given to others, neither at once nor piece by piece. Keep at least one with the company.',
    source: '民法典第九百四十一条',
  },
  'group-needs-operator': {
    status: 409,
    zh: '自治小组要先登记为管理主体（居民自治）。请选择或先登记。',
    en: 'The group must be registered as an operator of the kind self-governance. Choose it, or register it first.',
  },
  'group-member-twice': {
    status: 409,
    zh: '同一个人在名单里出现了两次。请只留一行。',
    en: 'The same person stands in the list twice. Keep one row.',
  },
  'group-member-unknown': {
    status: 409,
    zh: '名单里有人还没有登记。请先登记这个人，再写进名单。',
    en: 'Somebody in the list is not registered. Register the person first.',
  },
  'group-term-backwards': {
    status: 409,
    zh: '任期截止日 {until} 早于起始日 {from}。请核对任期。',
    en: 'The term ends on {until}, before it begins on {from}. Check both days.',
  },
  'group-not-recorded': {
    status: 409,
    zh: '还没有登记自治小组。请先登记小组成员，再记投工。',
    en: 'The group is not recorded yet. Record its members first, then the labour.',
  },
  'labour-unknown': {
    status: 404,
    zh: '没有这条投工记录。请刷新后再试。',
    en: 'There is no such labour entry. Reload and try again.',
  },
  'labour-person-unknown': {
    status: 409,
    zh: '投工的人还没有登记。请先登记这个人。',
    en: 'Whoever worked is not registered. Register the person first.',
  },
  'labour-in-future': {
    status: 409,
    zh: '投工日期 {workedOn} 晚于今天（{today}）。请填实际干活的那天。',
    en: 'The day {workedOn} is after today ({today}). Enter the day of the work.',
  },
  'labour-too-old': {
    status: 409,
    zh: '投工日期 {workedOn} 已超过 {limitDays} 天，不再补记。请只记近期的。',
    en: 'The day {workedOn} is more than {limitDays} days ago and is not recorded any more. Record recent work.',
  },
  'labour-day-too-long': {
    status: 409,
    zh: '这个人当天已记 {before} 分钟，一天最多 {limitMinutes} 分钟。请核对时长。',
    en: 'This person has {before} minutes on that day already; a day takes {limitMinutes} at most. Check the length.',
  },
  'services-need-centre': {
    status: 409,
    zh: '服务清单只登记给社区物业服务中心。请换一个管理主体。',
    en: 'Only a community service centre has a service list. Choose a centre.',
  },
  'staff-twice': {
    status: 409,
    zh: '同一个人在人员名单里出现了两次。请只留一行。',
    en: 'The same person stands in the staff list twice. Keep one row.',
  },
  'staff-unknown': {
    status: 409,
    zh: '人员名单里有人还没有登记。请先登记这个人。',
    en: 'Somebody in the staff list is not registered. Register the person first.',
  },
})
export const reject = termsErrors.reject
