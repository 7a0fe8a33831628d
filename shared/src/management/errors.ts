/** What management says no with: code, status, sentences. */
import { errors } from '@changxin/shared/kernel'

export const managementErrors = errors({
  'mode-overlaps': {
    status: 409,
    zh: '现有模式自 {lastSince} 起。新模式要晚于这一天开始，请改开始日期。',
    en: 'The present mode began on {lastSince}. A new one must begin after that day; choose a later first day.',
  },
  'mode-too-far-ahead': {
    status: 409,
    zh: '开始日期 {since} 太远，最多可提前 {limitDays} 天登记（到 {latest}）。',
    en: 'The first day {since} is too far ahead. At most {limitDays} days ahead, until {latest}, can be recorded.',
  },
  'operator-required': {
    status: 409,
    zh: '这种模式要写明由谁管理。请选择或先登记管理主体。',
    en: 'This mode needs its operator. Choose one, or register it first.',
  },
  'operator-unknown': {
    status: 409,
    zh: '没有这个管理主体。请先登记，或从列表里另选一个。',
    en: 'There is no such operator. Register it first, or choose another from the list.',
  },
  'operator-kind-mismatch': {
    status: 409,
    zh: '这个管理主体是{kindZh}，与{modeZh}模式不符。请选择相符的管理主体或模式。',
    en: 'This operator is of the kind {kindEn}, which does not fit the mode {modeEn}. Choose an operator or a mode that fit.',
  },
  'operator-not-allowed': {
    status: 409,
    zh: '暂无管理主体或未登记时不能填管理主体。请清空管理主体，或另选模式。',
    en: 'Without management, or where it is unknown, there is no operator. Leave it empty, or choose another mode.',
  },
  'operator-exists': {
    status: 409,
    zh: '这个管理主体已登记为“{name}”。请直接选用。',
    en: 'This operator is already registered as “{name}”. Choose it instead.',
  },
})
export const reject = managementErrors.reject
