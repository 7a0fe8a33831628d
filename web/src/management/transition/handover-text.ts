/** A thing of the handover list in words: what was counted of it, and where it stands in the law. */
import { type HandoverKey, handoverRows, type TransitionStory } from '@changxin/shared/management'
import { moneyText, wholeText } from '../../ui/format.ts'

type Words = (key: string, values?: Record<string, unknown>) => string
export type RecordedItem = TransitionStory['items'][number]

export const wordsOf = (key: HandoverKey, language: string) => handoverRows[key].words[language === 'en' ? 'en' : 'zh']

/** Null = custom of the trade. */
export const sourceOf = (key: HandoverKey, language: string) =>
  handoverRows[key].source?.[language === 'en' ? 'en' : 'zh'] ?? null

/** Empty where nothing was counted. */
export function figureOf(item: RecordedItem | undefined, t: Words): string {
  if (!item) return ''
  if (item.amountFen !== null) return moneyText(item.amountFen)
  if (item.how !== null) return t(`management.transition.handover.dataHow.${item.how}`)
  return item.count === null ? '' : wholeText(item.count)
}
