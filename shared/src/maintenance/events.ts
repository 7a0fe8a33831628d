/** A maintenance request from report to confirmed, and the targets it is measured by. */
import { type EventOf, event, Id, Instant, Line, Prose, RuleHead, Sha256 } from '@changxin/shared/kernel'
import { Mode } from '@changxin/shared/management'
import { z } from 'zod'

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
export const TargetMinutes = z.object({
  urgency: Urgency,
  responseMinutes: z.int().min(1).max(1_000_000),
  responseMetBy: ResponseMetBy,
  resolutionMinutes: z.int().min(1).max(1_000_000),
})
export type TargetMinutes = z.infer<typeof TargetMinutes>

/** The target as it was when the clock began; old verdicts never change when a rule does. */
export const Target = z.object({
  ruleId: z.string(),
  responseDueAt: Instant,
  responseMetBy: ResponseMetBy,
  resolutionDueAt: Instant,
})
export type Target = z.infer<typeof Target>

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
    target: Target,
  }),
)
export const RequestAccepted = event('RequestAccepted', z.object({ ...OfRequest }))
export const RequestAssigned = event('RequestAssigned', z.object({ ...OfRequest, assigneeId: Id }))
export const WorkStarted = event('WorkStarted', z.object({ ...OfRequest }))
export const WorkCompleted = event(
  'WorkCompleted',
  z.object({ ...OfRequest, note: Prose(1_000).nullable(), files: Files }),
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

// rule-targets
export const TargetsAdopted = event(
  'TargetsAdopted',
  z.object({
    ...RuleHead.shape,
    /** Null = for every mode that has no rule of its own. */
    mode: Mode.nullable(),
    targets: z.array(TargetMinutes).length(3),
  }),
)

export const requestEvents = [
  RequestReported,
  RequestAccepted,
  RequestAssigned,
  WorkStarted,
  WorkCompleted,
  CompletionConfirmed,
  RequestReopened,
  RequestCancelled,
  RequestNoteAdded,
  TargetMissed,
] as const
export const targetEvents = [TargetsAdopted] as const
export const maintenanceEvents = [...requestEvents, ...targetEvents] as const
export type RequestEvent = EventOf<typeof requestEvents>
export type TargetEvent = EventOf<typeof targetEvents>
