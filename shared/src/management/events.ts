/** Which of the management modes looks after a compound, since when, by whom, on what ground. */
import { Day, type EventOf, event, Id, Line, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'

/** `none` = 失管 (暂无管理主体 on public pages), `unknown` = 未登记; both are first-class. */
export const Mode = z.enum(['property-company', 'service-centre', 'self-governance', 'none', 'unknown'])
export type Mode = z.infer<typeof Mode>

export const OperatorKind = z.enum(['property-company', 'service-centre', 'self-governance'])
export type OperatorKind = z.infer<typeof OperatorKind>

/** What the mode rests on (Civil Code art. 278(4), 284; a subdistrict order for emergency service; or only what was found). */
export const GroundKind = z.enum(['decision', 'contract', 'subdistrict-order', 'survey', 'other'])
export const Ground = z.strictObject({ kind: GroundKind, text: Line(300), file: Sha256.nullable().default(null) })
export type Ground = z.infer<typeof Ground>

// operator-<id>
export const OperatorRegistered = event(
  'OperatorRegistered',
  z.object({ operatorId: Id, kind: OperatorKind, name: Line(60) }),
)

// management-<compoundId>: each adoption ends the one before the day it begins: no gap, no overlap
export const ModeAdopted = event(
  'ModeAdopted',
  z.object({
    adoptionId: Id,
    compoundId: Id,
    mode: Mode,
    /** First day of the mode, inclusive. */
    since: Day,
    /** Null for `none` and `unknown`. */
    operatorId: Id.nullable(),
    ground: Ground,
  }),
)

export const operatorEvents = [OperatorRegistered] as const
export const modeEvents = [ModeAdopted] as const
export const managementEvents = [...operatorEvents, ...modeEvents] as const
export type OperatorEvent = EventOf<typeof operatorEvents>
export type ModeEvent = EventOf<typeof modeEvents>
