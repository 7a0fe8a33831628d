/** A compound's committee: its terms and its meetings. */
import type { Decider } from '@changxin/shared/kernel'
import type { CommitteeCommand, CommitteeFacts, MeetingCommand } from './committee.commands.ts'
import { decideMeetings } from './committee.meetings.ts'
import { type CommitteeState, evolveCommittee } from './committee.state.ts'
import { decideTerms } from './committee.terms.ts'
import type { CommitteeEvent } from './events.ts'

const MEETING: readonly CommitteeCommand['type'][] = [
  'CallCommitteeMeeting',
  'CancelCommitteeMeeting',
  'RecordResolution',
  'PostResolution',
]
const isOfMeeting = (command: CommitteeCommand): command is MeetingCommand => MEETING.includes(command.type)

export const committeeDecider: Decider<CommitteeCommand, CommitteeEvent, CommitteeState, CommitteeFacts | undefined> = {
  initial: { terms: [], meetings: new Map() },
  evolve: evolveCommittee,
  decide: (command, state, facts) =>
    isOfMeeting(command) ? decideMeetings(command, state) : decideTerms(command, state, facts ?? {}),
}
