/** Decides on meetings of the committee and their resolutions 业委会决议. */
import { addDays, unreachable } from '@changxin/shared/kernel'
import type { CallCommitteeMeeting, MeetingCommand, PostResolution, RecordResolution } from './committee.commands.ts'
import { type CommitteeState, latestTerm, type Meeting, membersOn, type Term, termOn } from './committee.state.ts'
import { rejectCommittee as reject } from './errors.ts'
import {
  type CommitteeEvent,
  CommitteeMeetingCalled,
  CommitteeMeetingCancelled,
  CommitteeResolved,
  ResolutionPosted,
} from './events.ts'

/** Over half of all members, not of those who came; exactly half does not pass. */
export const isResolved = (yes: number, members: number) => 2 * yes > members

export function decideMeetings(command: MeetingCommand, state: CommitteeState): readonly CommitteeEvent[] {
  if (command.type === 'CallCommitteeMeeting') return call(command, state)
  const meeting = state.meetings.get(command.meetingId)
  if (!meeting) throw reject('committee-meeting-unknown')
  switch (command.type) {
    case 'CancelCommitteeMeeting': {
      if (meeting.cancelled !== null) return []
      if (meeting.resolutions.length > 0) throw reject('committee-meeting-decided')
      const { compoundId, termId, meetingId } = meeting
      return [CommitteeMeetingCancelled({ compoundId, termId, meetingId, reason: command.reason })]
    }
    case 'RecordResolution':
      return resolve(command, state, meeting)
    case 'PostResolution':
      return post(command, meeting)
    default:
      return unreachable(command)
  }
}

function call(command: CallCommitteeMeeting, state: CommitteeState): CommitteeEvent[] {
  const { type: _, today, compoundId, meetingId, postedOn, meetsOn, items, ...data } = command
  if (state.meetings.has(meetingId)) return []
  const term = termOn(state.terms, meetsOn)
  if (!term) throw latestTerm(state.terms) ? outsideTerm(state, meetsOn) : reject('committee-none')
  if (postedOn > today || postedOn < term.from)
    throw reject('committee-days', { field: 'postedOn', day: postedOn, from: term.from, until: today })
  const { value: days, source } = term.rule.settings.agendaDays
  const earliest = addDays(postedOn, days)
  if (meetsOn < earliest) throw reject('committee-agenda-short', { field: 'meetsOn', days, source, earliest })
  const of = { compoundId: term.compoundId, termId: term.termId }
  return [
    CommitteeMeetingCalled({ ...of, meetingId, postedOn, meetsOn, ...data, items: [...items], files: [...data.files] }),
  ]
}

function outsideTerm({ terms }: CommitteeState, day: string) {
  const { from = day, until = day } = latestTerm(terms) ?? {}
  return reject('committee-days', { field: 'meetsOn', day, from, until })
}

function itemOf(meeting: Meeting, itemId: string) {
  const item = meeting.items.find((one) => one.itemId === itemId)
  if (!item) throw reject('committee-meeting-unknown', { field: 'itemId' })
  return item
}

function resolve(command: RecordResolution, { terms }: CommitteeState, meeting: Meeting): CommitteeEvent[] {
  const { itemId, text, presentSeatIds, votes, files, today } = command
  itemOf(meeting, itemId)
  if (meeting.cancelled !== null) throw reject('committee-meeting-cancelled')
  if (meeting.resolutions.some((one) => one.itemId === itemId)) throw reject('committee-resolved-already')
  const { meetsOn, compoundId, termId, meetingId } = meeting
  if (meetsOn > today) throw reject('committee-meeting-ahead', { meetsOn })
  const term = terms.find((one) => one.termId === termId)
  if (!term) throw reject('committee-none')
  const memberSeatIds = membersOn(term, meetsOn).map(({ seatId }) => seatId)
  requireVotes(memberSeatIds, presentSeatIds, votes)
  const yes = votes.filter(({ vote }) => vote === 'yes').length
  const members = memberSeatIds.length
  return [
    CommitteeResolved({
      ...{ compoundId, termId, meetingId, itemId, text, memberSeatIds, members, yes },
      presentSeatIds: [...presentSeatIds],
      votes: [...votes],
      passed: isResolved(yes, members),
      resolvedOn: meetsOn,
      postBy: postByOf(term, meetsOn),
      files: [...files],
    }),
  ]
}

const postByOf = ({ rule: { settings } }: Term, day: string) => addDays(day, settings.resolutionPostedWithinDays.value)

function requireVotes(members: readonly string[], present: readonly string[], votes: RecordResolution['votes']): void {
  if (present.some((seatId) => !members.includes(seatId)) || votes.some(({ seatId }) => !members.includes(seatId)))
    throw reject('committee-not-member', { field: 'presentSeatIds' })
  if (new Set(votes.map(({ seatId }) => seatId)).size < votes.length || new Set(present).size < present.length)
    throw reject('committee-voted-twice', { field: 'votes' })
  if (votes.some(({ seatId }) => !present.includes(seatId))) throw reject('committee-absent-vote', { field: 'votes' })
  if (votes.length < present.length) throw reject('committee-vote-missing', { field: 'votes' })
}

function post({ itemId, postedOn, place, files, today }: PostResolution, meeting: Meeting): CommitteeEvent[] {
  itemOf(meeting, itemId)
  const resolution = meeting.resolutions.find((one) => one.itemId === itemId)
  if (!resolution) throw reject('committee-meeting-unknown', { field: 'itemId' })
  if (resolution.posted) return []
  if (postedOn < resolution.resolvedOn || postedOn > today)
    throw reject('committee-posting-early', { field: 'postedOn', day: postedOn })
  const { compoundId, termId, meetingId } = meeting
  return [ResolutionPosted({ compoundId, termId, meetingId, itemId, postedOn, place, files: [...files] })]
}
