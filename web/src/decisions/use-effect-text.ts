/** What follows from an item, in the language of the page. */
import type { Effect } from '@changxin/shared/decisions'
import { useI18n } from 'vue-i18n'
import { effectText } from './effect-text.ts'

export function useEffectText() {
  const { t, locale } = useI18n()
  const say = (key: string, values: Record<string, unknown> = {}) => t(key, values)
  return (effect: Effect, name: string | null) => effectText(effect, name, { t: say, language: locale.value })
}
