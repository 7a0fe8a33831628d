/**
 * What passed decisions bring about, each in the stream `effect-<decisionId>-<itemId>`: appended by a process when the
 * result is posted, once. `repair-fund` and `management` consume them; the contract is in `effects.contract`.
 */
import { Day, type EventOf, event, Id, Line, PositiveFen } from '@changxin/shared/kernel'
import { Mode } from '@changxin/shared/management'
import { z } from 'zod'
import { DecisionScope } from './roll.events.ts'

const Cause = { decisionId: Id, itemId: Id, compoundId: Id, /** Day of the posting. */ on: Day, scope: DecisionScope }

/** Civil Code art. 278 ¶1 (5): the owners in scope agreed to pay for it out of the fund. */
export const FundUseAuthorised = event(
  'FundUseAuthorised',
  z.object({
    ...Cause,
    purpose: Line(200),
    budgetFen: PositiveFen,
    requestId: Id.nullable(),
    contractor: Line(60).nullable(),
  }),
)
/** Civil Code art. 278 ¶1 (6): the owners in scope agreed to raise money. */
export const FundRaisingAuthorised = event(
  'FundRaisingAuthorised',
  z.object({ ...Cause, purpose: Line(200), per: z.enum(['square-metre', 'unit']), amountFen: PositiveFen, dueOn: Day }),
)
/** Civil Code art. 278 ¶1 (4): the owners chose who manages the compound; management begins the transition. */
export const ManagerChosen = event(
  'ManagerChosen',
  z.object({ ...Cause, mode: Mode.extract(['property-company', 'service-centre', 'self-governance']), operatorId: Id }),
)
/** Civil Code art. 278 ¶1 (3): somebody was elected to the committee. */
export const SeatWon = event('SeatWon', z.object({ ...Cause, personId: Id }))
/** Civil Code art. 278 ¶1 (1): the compound's own rule on those who do not vote, from this day on. */
export const ProcedureAdopted = event(
  'ProcedureAdopted',
  z.object({ ...Cause, silence: z.enum(['not-counted', 'with-majority']), text: Line(300) }),
)

export const effectEvents = [
  FundUseAuthorised,
  FundRaisingAuthorised,
  ManagerChosen,
  SeatWon,
  ProcedureAdopted,
] as const
export type EffectEvent = EventOf<typeof effectEvents>
