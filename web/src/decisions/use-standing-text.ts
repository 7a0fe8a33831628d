/** Where a decision stands as a sentence in the language of the page. */
import { useI18n } from 'vue-i18n'
import { dayText } from '../ui/index.ts'
import type { Standing } from './standing.ts'

export function useStandingText() {
  const { t, locale } = useI18n()
  return ({ key, day, n, of }: Standing) =>
    t(`decisions.standing.${key}`, { n, of, day: day ? dayText(day, locale.value) : '' })
}
