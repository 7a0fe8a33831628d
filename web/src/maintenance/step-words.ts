/** The steps of a request in words: what was decided, by whom, and whether the log learned of it later than it happened. */
import { LiabilityRoute, type RequestStep, routeWords } from '@changxin/shared/maintenance'
import type { z } from 'zod'
import { dayText, instantText, moneyText } from '../ui/format.ts'

export type Step = z.output<typeof RequestStep>
export type Words = (key: string, values?: Record<string, unknown>) => string

/** Below this a step counts as recorded when it happened. */
export const SAME_TIME_MS = 10 * 60_000
/** How the step came in, where that tells more than "typed in here". */
const TOLD_CHANNELS = new Set(['phone', 'counter', 'paper', 'chat', 'hotline', 'label', 'link', 'import'])
const SYSTEM = 'system'
/** Without a session: who reported by a label. */
const ANONYMOUS = 'anonymous'
/** Ways of being given a request that tell more than "assigned". */
const HOW_GIVEN = new Set(['grabbed', 'rotated', 'transferred'])

export function stepFacts(step: Step, t: Words, language: string): string[] {
  const { type, facts, recordedAt } = step
  const due = (key: string) =>
    typeof facts.resolutionDueAt === 'string'
      ? [t(key, { at: instantText(facts.resolutionDueAt, language, recordedAt.slice(0, 4)) })]
      : []
  switch (type) {
    case 'RequestReported':
      return [
        t(`maintenance.category.${facts.category}`),
        t(`maintenance.urgency.${facts.urgency}`),
        ...(facts.reporterUnit ? [t('maintenance.label.livesAt', { unit: facts.reporterUnit })] : []),
      ]
    case 'RequestAssigned':
      return [
        t(HOW_GIVEN.has(String(facts.how)) ? `maintenance.step.given.${facts.how}` : 'maintenance.step.to', {
          name: facts.assigneeName ?? '—',
        }),
        ...(facts.helperNames ? [t('maintenance.step.with', { names: facts.helperNames })] : []),
      ]
    case 'CompletionConfirmed':
      return [
        t(`maintenance.how.${facts.how}`),
        ...(typeof facts.rating === 'number' ? [t('maintenance.step.rated', { n: facts.rating })] : []),
      ]
    case 'RequestReopened':
    case 'PartlyFixed':
      return due('maintenance.step.newDue')
    case 'WorkResumed':
      return due('maintenance.step.nowDue')
    case 'VerdictCorrected':
      return [t(`maintenance.target.${facts.target}`)]
    case 'RequestEscalated':
      return [t(`maintenance.target.${facts.target}`), t(`maintenance.level.${facts.level}`)]
    case 'TargetMissed':
      return [
        t(`maintenance.target.${facts.target}`),
        ...(typeof facts.dueAt === 'string'
          ? [t('maintenance.step.due', { at: instantText(facts.dueAt, language, recordedAt.slice(0, 4)) })]
          : []),
      ]
    default:
      return wayFacts(step, t, language)
  }
}

/** Of the steps that stop, end or accompany a request. */
function wayFacts({ type, facts }: Step, t: Words, language: string): string[] {
  switch (type) {
    case 'RequestRejected':
      return [t(`maintenance.ground.${facts.ground}`)]
    case 'RequestChangedHands':
      return [
        facts.toOperator
          ? t('maintenance.step.toOperator', { name: facts.toOperator })
          : t('maintenance.step.toNobody'),
      ]
    case 'WorkPaused':
      return [
        t(`maintenance.cause.${facts.cause}`),
        t('maintenance.pause.until', { day: dayText(String(facts.resumeBy), language) }),
        t(facts.stopsClock ? 'maintenance.pause.stops' : 'maintenance.pause.runs'),
      ]
    case 'LiabilityDecided':
      return [
        routeWords[LiabilityRoute.parse(facts.route)][language === 'en' ? 'en' : 'zh'],
        ...(typeof facts.estimateFen === 'number' ? [moneyText(facts.estimateFen)] : []),
      ]
    case 'CostRecorded':
      return [...(facts.materials ? [String(facts.materials)] : []), moneyText(Number(facts.totalFen))]
    case 'ConfirmationLapsed':
      return [t('maintenance.step.lapsed', { days: facts.days })]
    case 'RequestMerged':
      return [t('maintenance.step.into', { number: facts.number })]
    case 'FollowersJoined':
      return [t('maintenance.step.joined', { number: facts.number, n: facts.people })]
    case 'PersonTold':
      return [t(`maintenance.told.${facts.means}`), ...(facts.personName ? [String(facts.personName)] : [])]
    case 'ReturnVisited':
      return [t(`maintenance.visited.${facts.result}`), t(`maintenance.told.${facts.means}`)]
    default:
      return []
  }
}

/** `王芳 代 张三 · 电话`; empty for what the system noted by itself. */
export function stepBy({ actorId, actorName, onBehalfOfName, channel }: Step, t: Words): string {
  if (actorId === SYSTEM) return ''
  const who =
    actorId === ANONYMOUS
      ? (onBehalfOfName ?? t('maintenance.label.somebody'))
      : onBehalfOfName
        ? t('maintenance.step.behalf', { actor: actorName, other: onBehalfOfName })
        : actorName
  return TOLD_CHANNELS.has(channel) ? `${who} · ${t(`maintenance.channel.${channel}`)}` : who
}

/** True when both times must be told: it happened clearly before it was recorded. */
export function toldLater({ occurredAt, recordedAt }: Pick<Step, 'occurredAt' | 'recordedAt'>): boolean {
  return Math.abs(Date.parse(recordedAt) - Date.parse(occurredAt)) > SAME_TIME_MS
}
