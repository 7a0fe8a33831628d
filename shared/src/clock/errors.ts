/** What the clock says no with: code, status, sentences. */
import { errors } from '@changxin/shared/kernel'

export const clockErrors = errors({
  'day-passed': {
    status: 409,
    zh: '{day} 已经过去，日志已到 {lastDay}。请检查服务器的时间。',
    en: 'The day {day} has passed; the log stands at {lastDay}. Check the clock of the server.',
  },
  'day-jump-too-far': {
    status: 409,
    zh: '从 {lastDay} 到 {day} 超过 {limitDays} 天。请检查服务器的时间；若无误，请分几次推进。',
    en: 'From {lastDay} to {day} is more than {limitDays} days. Check the clock of the server; if it is right, go in steps.',
  },
})
export const reject = clockErrors.reject
