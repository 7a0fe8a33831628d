/**
 * Return visits 回访: which finished requests the centre asks about afterwards, from when, until when. All emergencies,
 * all that nobody answered to, and a sample of the rest that anybody can draw again: it hangs on the id alone.
 */
import { addDays, type Day, type Id, type RuleHead, ruleOn } from '@changxin/shared/kernel'
import { z } from 'zod'
import type { Urgency } from './events.ts'

/** Why one is asked about. `sample`: an ordinary one that the draw took. */
export const VisitReason = z.enum(['emergency', 'unanswered', 'sample'])
export type VisitReason = z.infer<typeof VisitReason>

export interface VisitRule extends RuleHead {
  /** Of a hundred confirmed requests that are no emergencies. */
  readonly sharePercent: number
  /** Days after the day on which it became due, the last one included. */
  readonly withinDays: Readonly<Record<VisitReason, number>>
  /** Days after the last one in time on which it is still of use to call; then it counts as not done. */
  readonly lateDays: number
  /** Calls that nobody takes before it is left at that; never counted as satisfied. */
  readonly calls: number
}

/** Dated, so that a later share leaves the draws of earlier days as they were. No law asks for these. */
export const visitRules: readonly VisitRule[] = [
  {
    ruleId: 'suggested-visits',
    jurisdiction: 'all',
    validFrom: '2000-01-01',
    basis: 'suggested',
    source:
      '建议值，不是法律规定：急修和未回应的全部回访，其余已确认的抽 20%；急修完工后 2 天内、其余 7 天内；过期 14 天不再补打，计为未回访；3 次联系不上为止。',
    sharePercent: 20,
    withinDays: { emergency: 2, unanswered: 7, sample: 7 },
    lateDays: 14,
    calls: 3,
  },
]

/** Total: before the first rule that one holds. */
export function visitRuleOn(day: Day, rules = visitRules): VisitRule {
  const rule = ruleOn(rules, day) ?? rules[0]
  if (!rule) throw new TypeError('there is no rule for return visits')
  return rule
}

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** 0 to 99, of the id alone: FNV-1a with 32 bits over its UTF-16 units, the upper half of the bits. */
export function drawOf(requestId: Id): number {
  let hash = FNV_OFFSET
  for (let index = 0; index < requestId.length; index++)
    hash = Math.imul(hash ^ requestId.charCodeAt(index), FNV_PRIME) >>> 0
  return (hash >>> 16) % 100
}

/** What is finished: done and not answered yet, confirmed, or left without an answer. */
export interface FinishedRequest {
  readonly requestId: Id
  readonly urgency: Urgency
  readonly status: 'completed' | 'confirmed' | 'unanswered'
}

/** Null: nobody is asked. An emergency is asked about as soon as it is done, all else once it was answered or not. */
export function visitReasonOf(
  { requestId, urgency, status }: FinishedRequest,
  { sharePercent }: VisitRule,
): VisitReason | null {
  if (urgency === 'emergency') return 'emergency'
  if (status === 'unanswered') return 'unanswered'
  return status === 'confirmed' && drawOf(requestId) < sharePercent ? 'sample' : null
}

/** The last day on which it is in time. */
export const visitDueOn = (reason: VisitReason, since: Day, { withinDays }: VisitRule): Day =>
  addDays(since, withinDays[reason])

/** Whoever was due before this day is not called any more. */
export const visitsSince = (day: Day, { lateDays }: VisitRule): Day => addDays(day, -lateDays)
