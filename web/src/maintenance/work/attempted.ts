/** What a waiting step is called: `完工 · 3栋 502`. */
import { actionWords, type RequestAction } from '@changxin/shared/maintenance'
import type { OutboxItem } from '../../api/outbox.ts'

export function attempted({ action, about }: Pick<OutboxItem, 'action' | 'about'>, language: string, report: string) {
  const words = actionWords[action as RequestAction] as { zh: string; en: string } | undefined
  const verb = words ? words[language === 'en' ? 'en' : 'zh'] : report
  return [verb, about].filter(Boolean).join(' · ')
}
