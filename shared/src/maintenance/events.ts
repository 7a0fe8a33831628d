/** A maintenance request from report to confirmed, and the targets it is measured by. */
import { Day, type EventOf, event, Fen, Id, Instant, Line, Prose, RuleHead, Sha256 } from '@changxin/shared/kernel'
import { Mode } from '@changxin/shared/management'
import { z } from 'zod'
import { FundUseProposed, LiabilityDecided } from './liability.events.ts'
import { DeskHours, WorkingHours } from './working-time.ts'

/** 急修, 一般, 可缓. */
export const Urgency = z.enum(['emergency', 'ordinary', 'deferrable'])
export type Urgency = z.infer<typeof Urgency>

export const Category = z.enum([
  'water',
  'drain',
  'power',
  'lighting',
  'roof-leak',
  'wall',
  'stairwell',
  'door',
  'lift',
  'fire',
  'road',
  'green',
  'sanitation',
  'security',
  'parking',
  'other',
])
export type Category = z.infer<typeof Category>

export const RequestPlace = z.strictObject({
  kind: z.enum(['compound', 'building', 'entrance', 'unit', 'common-part']),
  id: Id,
})
export type RequestPlace = z.infer<typeof RequestPlace>

/** Which step stops the response clock: somebody answered, or somebody is on site. */
export const ResponseMetBy = z.enum(['accepted', 'started'])
/** A target of a category beats the general one of its urgency. */
export const TargetMinutes = z.object({
  urgency: Urgency,
  /** For every category where absent. */
  category: Category.optional(),
  responseMinutes: z.int().min(1).max(1_000_000),
  responseMetBy: ResponseMetBy,
  resolutionMinutes: z.int().min(1).max(1_000_000),
  /** What both are counted in; round the clock where absent, as in older logs. */
  hours: WorkingHours.optional(),
})
export type TargetMinutes = z.infer<typeof TargetMinutes>
export const MAX_TARGETS = 30

/** The target as it was when the clock began; old verdicts never change when a rule does. */
export const Target = z.object({
  ruleId: z.string(),
  responseDueAt: Instant,
  responseMetBy: ResponseMetBy,
  resolutionDueAt: Instant,
  /**
   * Where it counts in hours of a desk: pauses and new clocks of the request count in them too. Without it the wall clock
   * counts, as round the clock and in older logs.
   */
  desk: z.object({ resolutionMinutes: z.int().min(1), hours: DeskHours }).optional(),
})
export type Target = z.infer<typeof Target>

/**
 * Why a request is not taken on: another compound's or nobody's place; a private part (its owner's matter); another
 * authority's; nothing found on site; it cannot be told what is meant.
 */
export const RejectionGround = z.enum(['not-here', 'private-part', 'other-authority', 'no-fault', 'unclear'])
export type RejectionGround = z.infer<typeof RejectionGround>
/** 指派, 抢单, 轮单, 转单. */
export const AssignedHow = z.enum(['assigned', 'grabbed', 'rotated', 'transferred'])
export type AssignedHow = z.infer<typeof AssignedHow>
export const PauseCause = z.enum(['no-access', 'owner-decision', 'fund-vote', 'parts', 'weather', 'other'])
export type PauseCause = z.infer<typeof PauseCause>
export const ToldMeans = z.enum(['phone', 'chat', 'in-person', 'sms'])
export type ToldMeans = z.infer<typeof ToldMeans>
export const VisitResult = z.enum(['satisfied', 'dissatisfied', 'unreachable'])
export type VisitResult = z.infer<typeof VisitResult>
/** Who is told next: the worker and the desk first, then the manager, the service centre, the subdistrict. */
export const EscalationLevel = z.enum(['due-soon', 'manager', 'centre', 'subdistrict'])
export type EscalationLevel = z.infer<typeof EscalationLevel>
/** `quantity` in hundredths of the unit; `amountFen` for all of it. Negative in an entry that takes another back. */
export const Material = z.object({
  name: Line(60),
  unit: Line(10),
  quantity: z.int().min(-10_000_000).max(10_000_000),
  amountFen: Fen,
})
export type Material = z.infer<typeof Material>
export const MAX_HELPERS = 8

export const MAX_FILES = 9
const Files = z.array(Sha256).max(MAX_FILES)
const OfRequest = { requestId: Id, compoundId: Id }

// request-<id>
export const RequestReported = event(
  'RequestReported',
  z.object({
    ...OfRequest,
    /** What people say on the phone: `20260301-0007` within the compound's day; from the id where not given. */
    number: Line(20),
    place: RequestPlace,
    /** Of the place, where known, so that residents of the unit see it. */
    unitId: Id.nullable(),
    buildingId: Id.nullable(),
    category: Category,
    urgency: Urgency,
    text: Prose(2_000),
    files: Files,
    /** Person who wants it done; null when only the place is known. */
    reporterId: Id.nullable(),
    /** Where they live, when the place is elsewhere and they told so; absent when nobody asked. */
    reporterUnitId: Id.optional(),
    target: Target,
  }),
)
export const RequestAccepted = event('RequestAccepted', z.object({ ...OfRequest }))
/** 不予受理: final, with the ground that whoever asked can hold against us. */
export const RequestRejected = event(
  'RequestRejected',
  z.object({ ...OfRequest, ground: RejectionGround, reason: Prose(500) }),
)
export const RequestAssigned = event(
  'RequestAssigned',
  z.object({
    ...OfRequest,
    assigneeId: Id,
    /** Assigned when absent: what stands in older logs. */
    how: AssignedHow.optional(),
    /** Those who come along; the assignee answers for the work. */
    helperIds: z.array(Id).max(MAX_HELPERS).optional(),
    /** Why it was handed over; for transfers. */
    reason: Prose(500).optional(),
  }),
)
/** 退单: the worker gives it back; it waits to be assigned again. */
export const WorkHandedBack = event('WorkHandedBack', z.object({ ...OfRequest, reason: Prose(500) }))
export const WorkStarted = event('WorkStarted', z.object({ ...OfRequest }))
export const WorkCompleted = event(
  'WorkCompleted',
  z.object({
    ...OfRequest,
    note: Prose(1_000).nullable(),
    files: Files,
    /** When it came in, where that was later (a phone without signal): from then on somebody can answer. */
    knownAt: Instant.optional(),
  }),
)
/** 挂起: the request stays open and visible. Where `stopsClock`, the resolution clock stands still until it is resumed. */
export const WorkPaused = event(
  'WorkPaused',
  z.object({
    ...OfRequest,
    cause: PauseCause,
    note: Prose(500).nullable(),
    /** Inclusive; on the next day it is resumed by itself. */
    resumeBy: Day,
    stopsClock: z.boolean(),
  }),
)
/** `resolutionDueAt` moved on by the time that the clock stood still; unchanged when it ran. */
export const WorkResumed = event('WorkResumed', z.object({ ...OfRequest, resolutionDueAt: Instant }))
/** What it took, as the office learns it, in as many entries as it takes, each taken back only by one with the opposite sign. */
export const CostRecorded = event(
  'CostRecorded',
  z.object({
    ...OfRequest,
    entryId: Id,
    materials: z.array(Material).max(50),
    labourFen: Fen,
    /** Of materials and labour together. */
    totalFen: Fen,
    note: Prose(500).nullable(),
  }),
)
export const CompletionConfirmed = event(
  'CompletionConfirmed',
  z.object({ ...OfRequest, how: z.enum(['in-app', 'phone', 'at-door']), rating: z.int().min(1).max(5).nullable() }),
)
/** A new resolution clock begins; the first verdict stands. */
export const RequestReopened = event(
  'RequestReopened',
  z.object({ ...OfRequest, reason: Prose(500), resolutionDueAt: Instant }),
)
/** 部分修复: something remains, the request opens again with a new resolution clock; neither confirmed nor reopened. */
export const PartlyFixed = event(
  'PartlyFixed',
  z.object({ ...OfRequest, remaining: Prose(500), resolutionDueAt: Instant }),
)
/** Nobody answered within the days after completion. Never counted as satisfied. */
export const ConfirmationLapsed = event('ConfirmationLapsed', z.object({ ...OfRequest, days: z.int().min(1) }))
/** 强制关闭: ends an open request without its being fixed; overseers see the reason. */
export const RequestClosed = event('RequestClosed', z.object({ ...OfRequest, reason: Prose(500) }))
/** 并单: ends as a duplicate of another request of the compound, which has taken over the followers before. */
export const RequestMerged = event('RequestMerged', z.object({ ...OfRequest, intoRequestId: Id }))
/** 我也遇到: one more person waits for it. */
export const RequestFollowed = event('RequestFollowed', z.object({ ...OfRequest, personId: Id }))
/** The reporter and the followers of a duplicate. */
export const FollowersJoined = event(
  'FollowersJoined',
  z.object({ ...OfRequest, fromRequestId: Id, personIds: z.array(Id) }),
)
/** 催单. */
export const RequestUrged = event('RequestUrged', z.object({ ...OfRequest, personId: Id }))
/** "Told by phone by …": who was told, how; the actor of the event is who told. */
export const PersonTold = event(
  'PersonTold',
  z.object({ ...OfRequest, tellingId: Id, personId: Id.nullable(), means: ToldMeans, note: Prose(500).nullable() }),
)
/** 回访. A dissatisfied answer also reopens. */
export const ReturnVisited = event(
  'ReturnVisited',
  z.object({ ...OfRequest, visitId: Id, result: VisitResult, means: ToldMeans, note: Prose(500).nullable() }),
)
export const RequestCancelled = event('RequestCancelled', z.object({ ...OfRequest, reason: Prose(500) }))
export const RequestNoteAdded = event(
  'RequestNoteAdded',
  z.object({ ...OfRequest, noteId: Id, text: Prose(1_000), files: Files }),
)
/** Appended by the timer when a target fell due unmet. `dueAt` tells which clock; late is late even if nobody looked. */
export const TargetMissed = event(
  'TargetMissed',
  z.object({ ...OfRequest, target: z.enum(['response', 'resolution']), dueAt: Instant }),
)

/** A step that came in late (a phone without signal) shows that the target was met after all, or its clock stopped in time. */
export const VerdictCorrected = event(
  'VerdictCorrected',
  z.object({ ...OfRequest, target: z.enum(['response', 'resolution']), dueAt: Instant }),
)
/** Told by the timer to the next level when a target falls due soon or is past. */
export const RequestEscalated = event(
  'RequestEscalated',
  z.object({ ...OfRequest, target: z.enum(['response', 'resolution']), dueAt: Instant, level: EscalationLevel }),
)

/**
 * 移交: another operator manages the compound from now on. Whoever the old one had sent has it no more; where it stands,
 * its clocks and pauses are as before.
 */
export const RequestChangedHands = event(
  'RequestChangedHands',
  z.object({
    ...OfRequest,
    /** The adoption of the new mode, in the stream of the compound's management. */
    adoptionId: Id,
    fromOperatorId: Id.nullable(),
    /** Null where nobody manages the compound now. */
    toOperatorId: Id.nullable(),
    /** Given to somebody since the new operator took over: that one keeps it. */
    assigneeStays: z.boolean(),
  }),
)

// rule-targets
export const TargetsAdopted = event(
  'TargetsAdopted',
  z.object({
    ...RuleHead.shape,
    /** Null = for every mode that has no rule of its own. */
    mode: Mode.nullable(),
    /** One for each urgency, and any number for categories. */
    targets: z.array(TargetMinutes).min(Urgency.options.length).max(MAX_TARGETS),
  }),
)

export const requestEvents = [
  RequestReported,
  RequestAccepted,
  RequestRejected,
  RequestAssigned,
  WorkHandedBack,
  WorkStarted,
  WorkPaused,
  WorkResumed,
  WorkCompleted,
  CostRecorded,
  CompletionConfirmed,
  RequestReopened,
  PartlyFixed,
  ConfirmationLapsed,
  RequestClosed,
  RequestMerged,
  RequestFollowed,
  FollowersJoined,
  RequestUrged,
  PersonTold,
  ReturnVisited,
  RequestCancelled,
  RequestNoteAdded,
  TargetMissed,
  VerdictCorrected,
  RequestEscalated,
  RequestChangedHands,
  LiabilityDecided,
  FundUseProposed,
] as const
export const targetEvents = [TargetsAdopted] as const
export const maintenanceEvents = [...requestEvents, ...targetEvents] as const
export type RequestEvent = EventOf<typeof requestEvents>
export type TargetEvent = EventOf<typeof targetEvents>
