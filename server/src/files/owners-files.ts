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
import type { Handler } from '../views/projection.ts'
import { type Link, openers } from './openers.ts'

export function ownersFiles(link: Link): readonly (readonly [string, Handler])[] {
  const opens = openers(link)
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
