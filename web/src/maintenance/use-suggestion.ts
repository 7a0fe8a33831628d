/** What the words of a report point to, while somebody types; a tap of the person always goes before it. */
import { defaultKeywords, type Suggestion, suggest, suggestApi } from '@changxin/shared/maintenance'
import { type ComputedRef, computed } from 'vue'
import { useLive } from '../live/index.ts'

export function useSuggestion(text: () => string): ComputedRef<Suggestion | null> {
  const { data } = useLive(suggestApi.keywords, {})
  // Without signal the words to begin with are better than none.
  return computed(() => suggest(text(), data.value?.rows ?? defaultKeywords.rows))
}
