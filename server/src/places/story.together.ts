/** What the story of a compound tells of its owners' decisions, of changes of its manager, and of joint meetings. */
import {
  CommitteeTermBegun,
  DecisionAnnounced,
  DecisionAnnulled,
  DecisionProposed,
  DemandReached,
  ExternalDecisionRecorded,
  ResultPublished,
  VotingClosed,
  VotingOpened,
} from '@changxin/shared/decisions'
import type { EventType } from '@changxin/shared/kernel'
import {
  EmergencyOrderEnded,
  ManagementTakenOver,
  MeetingHeld,
  NoticeGiven,
  TransitionChecked,
  TransitionDecided,
  TransitionOpened,
} from '@changxin/shared/management'
import type { z } from 'zod'
import { type Handler, on } from '../views/projection.ts'
import { type Facts, tell, told } from './story.told.ts'

export const togetherSchema = `
-- The later steps of a decision name it alone.
CREATE TABLE places_decision (decision_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

type OfDecision = { readonly decisionId: string }

function ofDecision<Type extends string, Schema extends z.ZodType>(
  definition: EventType<Type, Schema>,
  factsOf: (data: z.output<Schema>) => Facts = () => ({}),
): readonly [string, Handler] {
  return on(definition, (event, rows) => {
    const { decisionId } = event.data as OfDecision
    const found = rows.get<{ compound_id: string }>(
      'SELECT compound_id FROM places_decision WHERE decision_id = ?',
      decisionId,
    )
    if (found) tell(event, found.compound_id, { decisionId, ...factsOf(event.data) }, rows)
  })
}

export const togetherHandlers: readonly (readonly [string, Handler])[] = [
  told(
    DecisionProposed,
    ({ decisionId, items }) => ({ decisionId, items: items.length }),
    ({ data: { decisionId, compoundId } }, rows) => {
      rows.run('INSERT INTO places_decision (decision_id, compound_id) VALUES (?, ?)', decisionId, compoundId)
      rows.touch({ table: 'places_decision', compoundId })
    },
  ),
  ofDecision(DecisionAnnounced, ({ opensOn, closesOn }) => ({ opensOn, closesOn })),
  ofDecision(VotingOpened),
  ofDecision(VotingClosed),
  ofDecision(ResultPublished, ({ challengeableUntil }) => ({ challengeableUntil })),
  ofDecision(DecisionAnnulled),
  told(ExternalDecisionRecorded, ({ decisionId, items }) => ({ decisionId, items: items.length })),
  told(DemandReached, ({ demandId }) => ({ demandId })),
  told(CommitteeTermBegun, () => ({})),
  told(TransitionOpened, ({ transitionId }) => ({ transitionId })),
  told(TransitionDecided, ({ transitionId, mode, ground }) => ({ transitionId, mode, groundKind: ground.kind })),
  told(NoticeGiven, ({ transitionId, givenOn, days }) => ({ transitionId, givenOn, days })),
  told(ManagementTakenOver, ({ transitionId, mode, on: since }) => ({ transitionId, mode, since })),
  told(TransitionChecked, ({ transitionId, result }) => ({ transitionId, result })),
  told(EmergencyOrderEnded, () => ({})),
  told(MeetingHeld, ({ meetingId, points }) => ({ meetingId, points: points.length })),
]
