/**
 * Papers and photos of committees, demands, consultations and surveys: which action opens them in their compound. What
 * carries names or signatures opens only to whoever keeps such papers.
 */
import {
  CommitteeFiled,
  CommitteeMeetingCalled,
  CommitteeResolved,
  CommitteeTermBegun,
  DemandJoined,
  DepartmentsReviewed,
  DraftSentDown,
  ExternalDecisionRecorded,
  FinalPosted,
  FirstMeetingHeld,
  HouseholdAnswered,
  OfficesGiven,
  OpinionGiven,
  OpinionsSummedUp,
  OutreachRecorded,
  PaperOpinionsCounted,
  ResolutionPosted,
  SeatVacated,
} from '@changxin/shared/decisions'
import type { EventType } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { type Handler, on, type Rows } from '../views/projection.ts'

/** An action of the access table, about the compound. */
export type OwnersAction = `decisions.${string}`
type Link = (rows: Rows, files: readonly string[], action: OwnersAction, id: string, compoundId: string) => void

export function ownersFiles(link: Link): readonly (readonly [string, Handler])[] {
  function opens<Type extends string, Schema extends z.ZodType<{ compoundId: string }>>(
    action: OwnersAction,
    definition: EventType<Type, Schema>,
    filesOf: (data: z.output<Schema>) => readonly string[],
  ) {
    return on(definition, ({ data }, rows) => link(rows, filesOf(data), action, data.compoundId, data.compoundId))
  }
  const files = (data: { readonly files: readonly string[] }) => data.files
  return [
    opens('decisions.committee', CommitteeTermBegun, ({ ground }) => ('files' in ground ? ground.files : [])),
    opens('decisions.committee', OfficesGiven, files),
    opens('decisions.committee', FirstMeetingHeld, files),
    opens('decisions.committee', CommitteeFiled, files),
    opens('decisions.committee', CommitteeMeetingCalled, files),
    opens('decisions.committee', CommitteeResolved, files),
    opens('decisions.committee', ResolutionPosted, files),
    opens('decisions.vacate-seat', SeatVacated, files),
    opens('decisions.sign-demand', DemandJoined, files),
    opens('decisions.consultation', DraftSentDown, files),
    opens('decisions.consultation', OutreachRecorded, files),
    opens('decisions.consultation', OpinionsSummedUp, files),
    opens('decisions.consultation', DepartmentsReviewed, files),
    opens('decisions.consultation', FinalPosted, (data) => [...data.files, ...data.photos]),
    opens('decisions.opinions', OpinionGiven, files),
    opens('decisions.opinions', PaperOpinionsCounted, files),
    opens('decisions.export-survey', HouseholdAnswered, files),
    opens('decisions.external-decision', ExternalDecisionRecorded, files),
  ]
}
