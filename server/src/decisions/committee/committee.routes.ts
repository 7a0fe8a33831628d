/** Serves the owners' committee. */

import { type CommitteeCommand, type CommitteeFacts, committeeApi } from '@changxin/shared/decisions'
import { caughtUp } from '../../commands/caught-up.ts'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { personExists } from '../../people/index.ts'
import { subjectOfCompound } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { householdsOf, ruleInForce } from '../participation/participation.reads.ts'
import { Committees } from './committee.aggregates.ts'
import { listMeetings, viewCommittee } from './committee.queries.ts'

const READS = [
  'decisions_committee_terms',
  'decisions_committee_meeting',
  'decisions_participation_rule',
  'people_grant',
  'people_person',
  'places_unit',
  'clock_day',
]

const committee = serveQuery(committeeApi.committee, {
  reads: READS,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: (context, { id }) => viewCommittee(context, id),
})
const meetings = serveQuery(committeeApi.meetings, {
  reads: READS,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: (context, input) => listMeetings(context, input),
})

const here = { subject: ({ params }: { params: { id: string } }, read: Read) => subjectOfCompound(read, params.id) }

async function take(
  context: CommandContext,
  command: CommitteeCommand,
  files: readonly string[],
  facts?: () => Promise<CommitteeFacts>,
) {
  await requireFilesOf(context, files)
  return context.execute(Committees, command.compoundId, { command, ...(facts ? { facts } : {}) })
}

const terms: readonly Served[] = [
  serveCommand(committeeApi.record, {
    ...here,
    async handle(context, { params: { id: compoundId }, body: { members, ...body } }) {
      const termId = context.newId()
      const seated = members.map((member, index) => ({ seatId: context.newId(index + 1), ...member }))
      const { today } = context
      const command = { type: 'RecordCommittee' as const, compoundId, termId, members: seated, ...body, today }
      const executed = await take(context, command, body.files, async () => {
        await caughtUp(context)
        const rule = await ruleInForce(context, compoundId, body.from)
        return context.views.peek((read) => ({
          rule,
          households: householdsOf(read, compoundId),
          unknownPersonIds: members.map(({ personId }) => personId).filter((id) => !personExists(read, id)),
        }))
      })
      return answerOf(termId, executed)
    },
  }),
  serveCommand(committeeApi.vacate, {
    ...here,
    async handle(context, { params: { id: compoundId }, body }) {
      const command = { type: 'VacateSeat' as const, compoundId, ...body, today: context.today }
      return answerOf(body.seatId, await take(context, command, body.files))
    },
  }),
  serveCommand(committeeApi.offices, {
    ...here,
    async handle(context, { params: { id: compoundId }, body }) {
      const command = { type: 'GiveOffices' as const, compoundId, ...body, today: context.today }
      return answerOf(compoundId, await take(context, command, body.files))
    },
  }),
  serveCommand(committeeApi.firstMeeting, {
    ...here,
    async handle(context, { params: { id: compoundId }, body }) {
      const command = { type: 'HoldFirstMeeting' as const, compoundId, ...body, today: context.today }
      return answerOf(compoundId, await take(context, command, body.files))
    },
  }),
  serveCommand(committeeApi.file, {
    ...here,
    async handle(context, { params: { id: compoundId }, body }) {
      const command = { type: 'FileCommittee' as const, compoundId, ...body, today: context.today }
      return answerOf(compoundId, await take(context, command, body.files))
    },
  }),
  serveCommand(committeeApi.reelection, {
    ...here,
    async handle(context, { params: { id: compoundId }, body }) {
      const command = { type: 'StartReelection' as const, compoundId, ...body, today: context.today }
      return answerOf(compoundId, await take(context, command, []))
    },
  }),
]

const sittings: readonly Served[] = [
  serveCommand(committeeApi.call, {
    ...here,
    async handle(context, { params: { id: compoundId }, body: { items, ...body } }) {
      const meetingId = context.newId()
      const agenda = items.map((title, index) => ({ itemId: context.newId(index + 1), title }))
      const { today } = context
      const command = { type: 'CallCommitteeMeeting' as const, compoundId, meetingId, ...body, items: agenda, today }
      return answerOf(meetingId, await take(context, command, body.files))
    },
  }),
  serveCommand(committeeApi.cancel, {
    ...here,
    async handle(context, { params: { id: compoundId, meetingId }, body: { reason } }) {
      const { today } = context
      const command = { type: 'CancelCommitteeMeeting' as const, compoundId, meetingId, reason, today }
      return answerOf(meetingId, await take(context, command, []))
    },
  }),
  serveCommand(committeeApi.resolve, {
    ...here,
    async handle(context, { params: { id: compoundId, meetingId }, body }) {
      const command = { type: 'RecordResolution' as const, compoundId, meetingId, ...body, today: context.today }
      return answerOf(body.itemId, await take(context, command, body.files))
    },
  }),
  serveCommand(committeeApi.post, {
    ...here,
    async handle(context, { params: { id: compoundId, meetingId }, body }) {
      const command = { type: 'PostResolution' as const, compoundId, meetingId, ...body, today: context.today }
      return answerOf(body.itemId, await take(context, command, body.files))
    },
  }),
]

export const committeeServed: readonly Served[] = [committee, meetings, ...terms, ...sittings]
