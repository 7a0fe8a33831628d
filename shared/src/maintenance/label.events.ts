/** QR labels on places, by which anybody reports without signing in. What a label says is on its wall: no secret. */
import { type EventOf, event, Id, Line } from '@changxin/shared/kernel'
import { z } from 'zod'
import { RequestPlace } from './events.ts'

/** 13 letters of 32: 65 bits, so that nobody finds a label by trying. Without i, l, o, u, which people mix up. */
export const LABEL_CODE_LENGTH = 13
export const LabelCode = z.string().regex(/^[0-9a-hjkmnp-tv-z]{13}$/)
/** No unit: what is inside a home is reported by those who live there. */
export const LabelPlace = RequestPlace.extend({ kind: RequestPlace.shape.kind.exclude(['unit']) })
export type LabelPlace = z.infer<typeof LabelPlace>

const OfLabel = { labelId: Id, compoundId: Id }

// label-<id>
export const LabelIssued = event('LabelIssued', z.object({ ...OfLabel, place: LabelPlace, code: LabelCode }))
/** Lost, defaced, or copied elsewhere: its code opens no form any more. */
export const LabelWithdrawn = event('LabelWithdrawn', z.object({ ...OfLabel, reason: Line(200) }))
/** A request came in by this label. The secret of the follow-up page is kept as its SHA-256 alone. */
export const LabelUsed = event(
  'LabelUsed',
  z.object({ ...OfLabel, requestId: Id, followUpHash: z.string().regex(/^[0-9a-f]{64}$/) }),
)

export const labelEvents = [LabelIssued, LabelWithdrawn, LabelUsed] as const
export type LabelEvent = EventOf<typeof labelEvents>
