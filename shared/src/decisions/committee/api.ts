/** Routes of the owners' committee. */
import {
  AsOfInput,
  commandRoute,
  Day,
  Id,
  Line,
  PageInput,
  Prose,
  pageOf,
  queryRoute,
  Sha256,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import { ParticipationRule } from '../participation/rule.ts'
import { CommitteeDeadline, MAX_AGENDA, MAX_SEATS, MemberVote, VacancyReason } from './events.ts'

const Person = { seatId: Id, personId: Id, name: z.string() }
export const MemberView = z.object({
  ...Person,
  office: z.enum(['chair', 'deputy', 'member']),
  from: Day,
  lastDay: Day.nullable(),
  vacated: z.object({ reason: VacancyReason, text: z.string().nullable() }).nullable(),
  elected: z.object({ decisionId: Id, itemId: Id }).nullable(),
  /** May act for the committee here: membership alone grants nothing. */
  hasRole: z.boolean(),
})
export type MemberView = z.infer<typeof MemberView>
export const TermView = z.object({
  id: Id,
  from: Day,
  until: Day,
  /** In office today. */
  current: z.boolean(),
  seats: z.int(),
  seatsFit: z.boolean(),
  vacancies: z.int(),
  ground: z.object({
    kind: z.enum(['election', 'before-system']),
    decisionId: Id.nullable(),
    text: z.string().nullable(),
    files: z.array(z.string()),
  }),
  members: z.array(MemberView),
  former: z.array(MemberView),
  firstMetOn: Day.nullable(),
  filed: z.object({ on: Day, office: z.string(), number: z.string().nullable() }).nullable(),
  reelectionOn: Day.nullable(),
  /** What is to be done by when, the nearest first; `late`: told by the timer. */
  due: z.array(z.object({ what: CommitteeDeadline, on: Day, late: z.boolean() })),
  rule: ParticipationRule,
})
export type TermView = z.infer<typeof TermView>
export const CommitteeView = z.object({
  compoundId: Id,
  compoundName: z.string(),
  /** Latest first. */
  terms: z.array(TermView),
  /** Holds for the next term. */
  rule: ParticipationRule,
  possible: z.array(z.string()),
})
export type CommitteeView = z.infer<typeof CommitteeView>

export const ResolutionView = z.object({
  itemId: Id,
  title: z.string(),
  text: z.string(),
  /** All members of the day, in the order of being seated; null: absent. */
  votes: z.array(z.object({ ...Person, vote: MemberVote.nullable() })),
  members: z.int(),
  present: z.int(),
  yes: z.int(),
  passed: z.boolean(),
  resolvedOn: Day,
  postBy: Day,
  posted: z.object({ on: Day, place: z.string(), files: z.array(z.string()) }).nullable(),
  late: z.boolean(),
  files: z.array(z.string()),
})
export type ResolutionView = z.infer<typeof ResolutionView>
export const MeetingView = z.object({
  id: Id,
  compoundId: Id,
  compoundName: z.string(),
  postedOn: Day,
  meetsOn: Day,
  place: z.string(),
  files: z.array(z.string()),
  cancelled: z.string().nullable(),
  /** Whether the day has come. */
  held: z.boolean(),
  open: z.array(z.object({ itemId: Id, title: z.string() })),
  resolutions: z.array(ResolutionView),
  /** Who may take part: members on the day. */
  members: z.array(z.object(Person)),
})
export type MeetingView = z.infer<typeof MeetingView>

const params = { id: Id }
const files = z.array(Sha256).max(10)

export const committeeApi = {
  committee: queryRoute({
    action: 'decisions.committee',
    path: '/api/compounds/:id/committee',
    input: { id: Id, ...AsOfInput },
    output: CommitteeView,
    summary: 'The committee of a compound: members, deadlines, terms before',
  }),
  meetings: queryRoute({
    action: 'decisions.committee-meetings',
    path: '/api/compounds/:id/committee/meetings',
    input: { id: Id, ...PageInput.shape, ...AsOfInput },
    output: pageOf(MeetingView),
    summary: 'Meetings of the committee with their resolutions, latest first',
  }),
  record: commandRoute({
    action: 'decisions.record-committee',
    path: '/api/compounds/:id/committee',
    params,
    body: z.strictObject({
      from: Day,
      until: Day,
      seats: z.int().min(1).max(MAX_SEATS),
      members: z
        .array(z.strictObject({ personId: Id, from: Day }))
        .min(1)
        .max(MAX_SEATS),
      text: Line(200),
      files: files.min(1),
    }),
    summary: 'Records a committee of before the system, with ground and scan',
  }),
  vacate: commandRoute({
    action: 'decisions.vacate-seat',
    path: '/api/compounds/:id/committee/vacate',
    params,
    body: z.strictObject({
      seatId: Id,
      lastDay: Day,
      reason: VacancyReason,
      text: Line(200).nullable().default(null),
      files: files.default([]),
    }),
    summary: 'A member leaves: recall, resignation, sold the home',
  }),
  offices: commandRoute({
    action: 'decisions.give-offices',
    path: '/api/compounds/:id/committee/offices',
    params,
    body: z.strictObject({ chairSeatId: Id, deputySeatIds: z.array(Id).max(5), since: Day, files: files.default([]) }),
    summary: 'Names the chair and the deputies',
  }),
  firstMeeting: commandRoute({
    action: 'decisions.hold-first-meeting',
    path: '/api/compounds/:id/committee/first-meeting',
    params,
    body: z.strictObject({ heldOn: Day, files: files.default([]) }),
    summary: 'Records the first meeting of the term',
  }),
  file: commandRoute({
    action: 'decisions.file-committee',
    path: '/api/compounds/:id/committee/filing',
    params,
    body: z.strictObject({
      filedOn: Day,
      office: Line(60),
      number: Line(60).nullable().default(null),
      files: files.min(1),
    }),
    summary: '备案: filed with the authority',
  }),
  reelection: commandRoute({
    action: 'decisions.start-reelection',
    path: '/api/compounds/:id/committee/re-election',
    params,
    body: z.strictObject({ startedOn: Day, text: Line(200).nullable().default(null) }),
    summary: '换届: the re-election has begun',
  }),
  call: commandRoute({
    action: 'decisions.call-committee-meeting',
    path: '/api/compounds/:id/committee/meetings',
    params,
    body: z.strictObject({
      postedOn: Day,
      meetsOn: Day,
      place: Line(100),
      items: z.array(Line(80)).min(1).max(MAX_AGENDA),
      files: files.default([]),
    }),
    summary: 'Calls a meeting with the agenda that was posted',
  }),
  cancel: commandRoute({
    action: 'decisions.cancel-committee-meeting',
    path: '/api/compounds/:id/committee/meetings/:meetingId/cancel',
    params: { id: Id, meetingId: Id },
    body: z.strictObject({ reason: Line(200) }),
    summary: 'Cancels a meeting that has resolved nothing',
  }),
  resolve: commandRoute({
    action: 'decisions.record-resolution',
    path: '/api/compounds/:id/committee/meetings/:meetingId/resolutions',
    params: { id: Id, meetingId: Id },
    body: z.strictObject({
      itemId: Id,
      text: Prose(3_000),
      presentSeatIds: z.array(Id).min(1).max(MAX_SEATS),
      votes: z.array(z.strictObject({ seatId: Id, vote: MemberVote })).max(MAX_SEATS),
      files: files.min(1),
    }),
    summary: 'What the committee resolved on an item, with each vote and the signed scan',
  }),
  post: commandRoute({
    action: 'decisions.post-resolution',
    path: '/api/compounds/:id/committee/meetings/:meetingId/postings',
    params: { id: Id, meetingId: Id },
    body: z.strictObject({ itemId: Id, postedOn: Day, place: Line(100), files: files.default([]) }),
    summary: 'A resolution was hung up',
  }),
}
