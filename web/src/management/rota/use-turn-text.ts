/** When a turn is, in the words of the page. */
import { type Day, dayOf } from '@changxin/shared/kernel'
import { weekdayOf } from '@changxin/shared/management'
import { useI18n } from 'vue-i18n'
import { dayText, todayOf, useNow } from '../../ui/index.ts'
import { clockOf, isOverNight, type Span } from './turn-text.ts'

export function useTurnText() {
  const { t, locale } = useI18n()
  const now = useNow()
  const timesOf = (turn: Span) =>
    t(isOverNight(turn) ? 'management.rota.timesOver' : 'management.rota.times', {
      from: clockOf(turn.from),
      until: clockOf(turn.until) === '00:00' ? '24:00' : clockOf(turn.until),
    })
  const weekdayText = (day: Day) => t(`management.rota.weekday.${weekdayOf(day)}`)
  const dayWords = (day: Day) => `${dayText(day, locale.value, todayOf(now.value).slice(0, 4))} ${weekdayText(day)}`
  return {
    timesOf,
    weekdayText,
    dayWords,
    spanOf: (turn: Span) => `${dayWords(dayOf(turn.from))} ${timesOf(turn)}`,
    now,
  }
}
