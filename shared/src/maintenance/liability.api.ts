/** Routes of liability: who must pay and act for a request, as suggested and as decided. */
import { commandRoute, Day, Id, Instant, Line, PositiveFen, Prose, queryRoute } from '@changxin/shared/kernel'
import { Mode } from '@changxin/shared/management'
import { CommonPartKind } from '@changxin/shared/places'
import { z } from 'zod'
import { Category, RequestPlace } from './events.ts'
import { DecidedFrom, GroundCode, LiabilityRoute, MAX_STATED, MissingFact, StatedFact } from './liability.events.ts'

const Words = { zh: z.string(), en: z.string() }
/** `article` is null only for `not-known`. */
export const GroundView = z.object({ code: GroundCode, article: z.string().nullable(), ...Words })
/** The question in words, and who can answer it. */
export const MissingView = z.object({ code: MissingFact, ...Words, askWhom: z.object(Words) })
const RouteView = z.object({ route: LiabilityRoute, ground: GroundView, missing: z.array(MissingView) })

/** `KnownFacts`: with `routeOptions` a screen says at once what a statement of the desk would change. */
const FactsView = z.object({
  day: Day,
  place: RequestPlace.shape.kind,
  category: Category,
  part: z
    .object({ partId: Id, kind: CommonPartKind, acceptedOn: Day.nullable(), warrantyUntil: Day.nullable() })
    .nullable(),
  candidates: z.int().min(0),
  mode: Mode,
  operatorId: Id.nullable(),
  fundOpen: z.boolean(),
})

export const LiabilityView = z.object({
  requestId: Id,
  /** The suggestion is of this day: the newest of the log. */
  day: Day,
  facts: FactsView,
  suggestion: RouteView.extend({ from: DecidedFrom }),
  /** Routes that would be refused now, without any statement of the desk. */
  refused: z.array(z.object({ route: LiabilityRoute, code: z.string(), article: z.string().nullable(), ...Words })),
  /** The newest decision; null while there is none. */
  decided: RouteView.extend({
    party: z.string().nullable(),
    note: z.string().nullable(),
    estimateFen: PositiveFen.nullable(),
    from: DecidedFrom,
    decidedAt: Instant,
    decidedBy: z.object({ id: Id, name: z.string() }),
  }).nullable(),
  /** This person may decide now: the access table lets them, and the request has not come to nothing. */
  mayDecide: z.boolean(),
})
export type LiabilityView = z.infer<typeof LiabilityView>

const params = { id: Id }
export const liabilityApi = {
  liability: queryRoute({
    action: 'maintenance.liability',
    path: '/api/requests/:id/liability',
    input: params,
    output: LiabilityView,
    summary: 'Who must pay and act for a request: suggested with its ground and what is missing, and as decided',
  }),
  decide: commandRoute({
    action: 'maintenance.decide-liability',
    path: '/api/requests/:id/liability',
    params,
    body: z.strictObject({
      route: LiabilityRoute,
      /** Which utility, which contractor; for these two routes only. */
      party: Line(60).nullable().default(null),
      note: Prose(500).nullable().default(null),
      estimateFen: PositiveFen.nullable().default(null),
      /** What the register does not know; needs a note that says how it is known. */
      stated: z.array(StatedFact).max(MAX_STATED).default([]),
    }),
    summary: 'Decides who must pay and act; `repair-fund` also proposes a use of the fund',
  }),
}
