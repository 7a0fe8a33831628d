/** Words of management. */
import { enBlocksMessages, enCentresMessages } from './blocks/en-blocks-messages.ts'
import { zhBlocksMessages, zhCentresMessages } from './blocks/zh-blocks-messages.ts'
import { enCashBookMessages } from './cash-book/en-cash-book-messages.ts'
import { zhCashBookMessages } from './cash-book/zh-cash-book-messages.ts'
import { enMeetingsMessages } from './meetings/en-meetings-messages.ts'
import { zhMeetingsMessages } from './meetings/zh-meetings-messages.ts'
import { enRotaMessages } from './rota/en-rota-messages.ts'
import { zhRotaMessages } from './rota/zh-rota-messages.ts'
import { enTermsMessages } from './terms/en-terms-messages.ts'
import { zhTermsMessages } from './terms/zh-terms-messages.ts'

import { enTransitionMessages } from './transition/en-transition-messages.ts'
import { zhTransitionMessages } from './transition/zh-transition-messages.ts'

export const managementMessages = {
  zh: {
    terms: zhTermsMessages,
    block: zhBlocksMessages,
    centre: zhCentresMessages,
    cash: zhCashBookMessages,
    ...zhRotaMessages,
    ...zhMeetingsMessages,
    ...zhTransitionMessages,
    tab: {
      now: '现在',
      since: '自 {day} 起',
      operator: '管理单位',
      ground: '依据',
      history: '历史',
      report: '服务报告',
      adopt: '登记管理模式',
      none: '还没有登记管理模式',
      noneText: '没有登记的小区显示为“未登记”，这本身也是一种状态。',
      until: '至 {day}',
      openEnd: '至今',
      recorded: '{at} 录入',
    },
    adopt: {
      title: '登记管理模式',
      lead: '新模式自起始日生效，前一个模式到前一天为止，不留空档、不重叠。',
      mode: '模式',
      since: '起始日',
      operator: '管理单位',
      chooseOperator: '请选择',
      noOperators: '这一类还没有登记管理单位。',
      groundKind: '依据类型',
      groundText: '依据说明',
      groundHint: '文号、合同编号、会议日期等',
      submit: '登记',
      done: '已登记管理模式',
    },
    operator: { title: '登记管理单位', name: '单位名称', submit: '登记单位' },
    mode: {
      'property-company': '物业服务企业',
      'service-centre': '社区物业服务中心',
      'self-governance': '居民自治',
      none: '失管',
      unknown: '未登记',
    },
    /** On public pages nobody is called 失管. */
    publicNone: '暂无管理主体',
    groundKind: {
      decision: '业主表决',
      contract: '物业服务合同',
      'subdistrict-order': '街道（镇）指定',
      survey: '摸底登记',
      other: '其他',
    },
  },
  en: {
    terms: enTermsMessages,
    block: enBlocksMessages,
    centre: enCentresMessages,
    cash: enCashBookMessages,
    ...enRotaMessages,
    ...enMeetingsMessages,
    ...enTransitionMessages,
    tab: {
      now: 'Now',
      since: 'since {day}',
      operator: 'Operator',
      ground: 'Ground',
      history: 'History',
      report: 'Service report',
      adopt: 'Record a mode',
      none: 'No mode recorded yet',
      noneText: 'A compound without a record is shown as “not recorded”; that is a state of its own.',
      until: 'until {day}',
      openEnd: 'until now',
      recorded: 'entered {at}',
    },
    adopt: {
      title: 'Record a management mode',
      lead: 'The new mode holds from its first day; the one before ends the day before, without gap or overlap.',
      mode: 'Mode',
      since: 'First day',
      operator: 'Operator',
      chooseOperator: 'Please choose',
      noOperators: 'No operator of this kind is registered yet.',
      groundKind: 'Kind of ground',
      groundText: 'Ground',
      groundHint: 'Reference number, contract, date of the meeting',
      submit: 'Record',
      done: 'Mode recorded',
    },
    operator: { title: 'Register an operator', name: 'Name of the operator', submit: 'Register operator' },
    mode: {
      'property-company': 'Property company',
      'service-centre': 'Community service centre',
      'self-governance': 'Self-governance',
      none: 'Unmanaged',
      unknown: 'Not recorded',
    },
    publicNone: 'No manager at present',
    groundKind: {
      decision: 'Owners’ decision',
      contract: 'Service contract',
      'subdistrict-order': 'Subdistrict order',
      survey: 'Survey',
      other: 'Other',
    },
  },
}
