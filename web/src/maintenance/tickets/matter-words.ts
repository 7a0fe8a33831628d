/** The steps of tickets and orders in words. */
import type { TicketDetail } from '@changxin/shared/maintenance'
import { dayText, instantText } from '../../ui/format.ts'

type Step = TicketDetail['steps'][number]
type Words = (key: string, values?: Record<string, unknown>) => string

/** Short facts, for one line. */
export function matterFacts({ facts, occurredAt }: Step, t: Words, language: string): string[] {
  const at = (instant: string) => instantText(instant, language, occurredAt.slice(0, 4))
  const verdicts = (['responded', 'resolved', 'satisfied'] as const).flatMap((name) =>
    facts[name] ? [`${t(`maintenance.ticket.${name}`)} ${t(`maintenance.ticket.verdict.${facts[name]}`)}`] : [],
  )
  return [
    ...(facts.to ? [`${facts.from ? `${facts.from} ` : ''}→ ${facts.to}`] : []),
    ...(facts.compoundName ? [facts.compoundName] : []),
    ...(facts.requestNumber ? [facts.requestNumber] : []),
    ...(facts.deadline ? [`${t('maintenance.ticket.deadline')} ${at(facts.deadline)}`] : []),
    ...(facts.rectifyBy ? [`${t('maintenance.supervision.rectifyBy')} ${dayText(facts.rectifyBy, language)}`] : []),
    ...verdicts,
  ]
}

/** What somebody wrote. */
export const matterText = ({ facts }: Step): string | null =>
  facts.reason ?? facts.replyText ?? facts.text ?? facts.note ?? null
