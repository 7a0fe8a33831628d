/** The result is posted, on time or late, and may be challenged until a day; a decision may be withdrawn or set aside. */
import type { AnnulDecision, MissPublishing, PublishResult } from './decision.commands.ts'
import { requireStatus } from './decision.require.ts'
import type { KnownDecision } from './decision.state.ts'
import { rejectDecision as reject } from './errors.ts'
import { DecisionAnnulled, ResultOverdue, ResultPublished, type VoteEvent } from './events.ts'
import { addMonths } from './months.ts'

export function publishResult(
  { decisionId, place, files, today }: PublishResult,
  { core }: KnownDecision,
): readonly VoteEvent[] {
  if (core.status === 'published') return []
  requireStatus(core, 'counted')
  const challengeableUntil = addMonths(today, core.rule.lengths.challengeMonths.value)
  return [ResultPublished({ decisionId, publishedOn: today, challengeableUntil, place, files: [...files] })]
}

/** Said once, on the first day on which it is too late. */
export function missPublishing({ decisionId, today }: MissPublishing, { core }: KnownDecision): readonly VoteEvent[] {
  const publishBy = core.counted?.publishBy
  if (core.status !== 'counted' || core.resultOverdue || publishBy === undefined || today <= publishBy) return []
  return [ResultOverdue({ decisionId, publishBy })]
}

/** What was posted after the day it had to be posted by. */
export const isLate = ({ counted, published }: KnownDecision['core']): boolean =>
  counted !== null && published !== null && published.publishedOn > counted.publishBy

/** Throws when this ground cannot be, as the decision stands. */
export function requireAnnulling({ core }: KnownDecision, ground: AnnulDecision['ground']): void {
  if (core.status === 'annulled') requireStatus(core)
  const isBefore = ['proposed', 'announced', 'open'].includes(core.status)
  if (isBefore !== (ground === 'withdrawn')) throw reject('annul-ground-unfit', { field: 'ground' })
}

/** Before the closing withdrawn; after it only void, or set aside by the court (Civil Code art. 280). */
export function annulDecision(
  { decisionId, ground, reason, files }: AnnulDecision,
  state: KnownDecision,
): readonly VoteEvent[] {
  const { annulled } = state.core
  if (annulled && annulled.ground === ground && annulled.reason === reason) return []
  requireAnnulling(state, ground)
  if (ground !== 'withdrawn' && files.length === 0) throw reject('annul-proof-missing', { field: 'files' })
  return [DecisionAnnulled({ decisionId, ground, reason, files: [...files] })]
}
