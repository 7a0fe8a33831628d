/** 居民自治小组: who is in it until when, what they do themselves, who professionally looks after lifts and fire systems; labour days. */
import { Day, type EventOf, event, Id, Line, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Service } from './parts.ts'

export const MAX_GROUP_MEMBERS = 60

export const GroupFunction = z.enum([
  'head',
  'deputy',
  'accounts',
  'cash',
  'facilities',
  'cleaning',
  'safety',
  'member',
])
export type GroupFunction = z.infer<typeof GroupFunction>

export const GroupMember = z.strictObject({
  personId: Id,
  function: GroupFunction,
  from: Day,
  /** Last day, inclusive; null = no end agreed. */
  until: Day.nullable(),
})
export type GroupMember = z.infer<typeof GroupMember>

/** What residents must not do themselves. */
export const Professional = z.enum(['lift', 'fire'])
export type Professional = z.infer<typeof Professional>

/** With whom the professionals' work is: there is no such thing here, nobody (yet), or a firm until a day. */
export const ProfessionalProof = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('not-present') }),
  z.strictObject({ kind: z.literal('missing') }),
  z.strictObject({
    kind: z.literal('firm'),
    firm: Line(60),
    /** Last day of the firm's contract, inclusive. */
    until: Day,
    scans: z.array(Sha256).min(1).max(5),
  }),
])
export type ProfessionalProof = z.infer<typeof ProfessionalProof>

export const GroupTerms = z.object({
  operatorId: Id,
  since: Day,
  members: z.array(GroupMember).min(1).max(MAX_GROUP_MEMBERS),
  /** What the residents do themselves, and how. */
  ownWork: z.array(z.strictObject({ service: Service, what: Line(100) })).max(30),
  lift: ProfessionalProof,
  fire: ProfessionalProof,
})
export type GroupTerms = z.infer<typeof GroupTerms>

// group-<compoundId>
export const GroupRecorded = event('GroupRecorded', GroupTerms.extend({ compoundId: Id, versionId: Id }))
/** The firm's contract ended yesterday, and no other is on record. */
export const ProofLapsed = event('ProofLapsed', z.object({ compoundId: Id, what: Professional, until: Day }))
/** 投工投劳: what one person did on one day. */
export const LabourRecorded = event(
  'LabourRecorded',
  z.object({
    compoundId: Id,
    labourId: Id,
    personId: Id,
    workedOn: Day,
    minutes: z.int().min(10).max(960),
    service: Service,
  }),
)
/** It was entered by mistake; the entry stays and does not count. */
export const LabourStruck = event('LabourStruck', z.object({ compoundId: Id, labourId: Id, reason: Line(100) }))

export const groupEvents = [GroupRecorded, ProofLapsed, LabourRecorded, LabourStruck] as const
export type GroupEvent = EventOf<typeof groupEvents>
