/** What commands about alerts are refused with. */
import { errors } from '@changxin/shared/kernel'

export const alertsErrors = errors({
  'alerts-not-shown': {
    status: 409,
    zh: '提醒还没有显示到这里，不能记为看过。请刷新提醒后再试。',
    en: 'Alerts have not been shown up to there, so they cannot have been seen. Load your alerts again.',
  },
})
