/** The steps of a request in words: what was decided, by whom, and whether the log learned of it later than it happened. */
import type { RequestStep } from '@changxin/shared/maintenance'
import type { z } from 'zod'
import { instantText } from '../ui/format.ts'

export type Step = z.output<typeof RequestStep>
export type Words = (key: string, values?: Record<string, unknown>) => string

/** Below this a step counts as recorded when it happened. */
export const SAME_TIME_MS = 10 * 60_000
/** How the step came in, where that tells more than "typed in here". */
const TOLD_CHANNELS = new Set(['phone', 'counter', 'paper', 'chat', 'hotline', 'import'])
const SYSTEM = 'system'

export function stepFacts({ type, facts, recordedAt }: Step, t: Words, language: string): string[] {
  switch (type) {
    case 'RequestReported':
      return [t(`maintenance.category.${facts.category}`), t(`maintenance.urgency.${facts.urgency}`)]
    case 'RequestAssigned':
      return [t('maintenance.step.to', { name: facts.assigneeName ?? '—' })]
    case 'CompletionConfirmed':
      return [
        t(`maintenance.how.${facts.how}`),
        ...(typeof facts.rating === 'number' ? [t('maintenance.step.rated', { n: facts.rating })] : []),
      ]
    case 'RequestReopened':
      return typeof facts.resolutionDueAt === 'string'
        ? [t('maintenance.step.newDue', { at: instantText(facts.resolutionDueAt, language, recordedAt.slice(0, 4)) })]
        : []
    case 'TargetMissed':
      return [
        t(`maintenance.target.${facts.target}`),
        ...(typeof facts.dueAt === 'string'
          ? [t('maintenance.step.due', { at: instantText(facts.dueAt, language, recordedAt.slice(0, 4)) })]
          : []),
      ]
    default:
      return []
  }
}

/** `王芳 代 张三 · 电话`; empty for what the system noted by itself. */
export function stepBy({ actorId, actorName, onBehalfOfName, channel }: Step, t: Words): string {
  if (actorId === SYSTEM) return ''
  const who = onBehalfOfName ? t('maintenance.step.behalf', { actor: actorName, other: onBehalfOfName }) : actorName
  return TOLD_CHANNELS.has(channel) ? `${who} · ${t(`maintenance.channel.${channel}`)}` : who
}

/** True when both times must be told: it happened clearly before it was recorded. */
export function toldLater({ occurredAt, recordedAt }: Pick<Step, 'occurredAt' | 'recordedAt'>): boolean {
  return Math.abs(Date.parse(recordedAt) - Date.parse(occurredAt)) > SAME_TIME_MS
}
