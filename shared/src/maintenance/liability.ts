/**
 * Who must pay and act, decided. A suggestion (`liabilityOf`) is a best guess; a decision costs somebody money, so that
 * `checkRoute` refuses what the law forbids, and what is only guessed until somebody states it.
 */
import type { Id, Instant } from '@changxin/shared/kernel'
import { checkRoute, wordsOf } from './liability.check.ts'
import { reject } from './liability.errors.ts'
import { essenceOf } from './liability.essence.ts'
import {
  FundUseProposed,
  LiabilityDecided,
  type LiabilityRoute,
  type MissingFact,
  type StatedFact,
} from './liability.events.ts'
import { caseOf, type DecidedData, decidedFrom, type LiabilityFacts } from './liability.facts.ts'
import { groundOf } from './liability.grounds.ts'
import { missingOf } from './liability.suggestion.ts'
import type { KnownRequest } from './request.state.ts'
import { statusWords } from './request.words.ts'

export { checkRoute } from './liability.check.ts'
export { decidedFrom, type KnownFacts, type LiabilityFacts } from './liability.facts.ts'
export { type RouteOption, routeOptions } from './liability.options.ts'
export { type LiabilitySuggestion, liabilityOf } from './liability.suggestion.ts'

/** Routes on which somebody outside acts, and which of them should be written down. */
export const isPartyNamed = (route: LiabilityRoute): boolean => route === 'utility' || route === 'contractor'

export interface DecideLiability {
  readonly type: 'DecideLiability'
  readonly requestId: Id
  readonly at: Instant
  readonly receivedAt: Instant
  readonly by: Id
  readonly route: LiabilityRoute
  readonly party: string | null
  readonly note: string | null
  readonly estimateFen: number | null
  readonly stated: readonly StatedFact[]
  /** Of the use of the fund that the route `repair-fund` proposes. */
  readonly proposalId: Id
}
export type LiabilityEvent = ReturnType<typeof LiabilityDecided> | ReturnType<typeof FundUseProposed>
export type LiabilityState = Pick<KnownRequest, 'status' | 'requestId' | 'compoundId' | 'decided'>

/** Those that came to nothing; who pays for what was done is often settled after it is done. */
const ENDED: readonly KnownRequest['status'][] = ['cancelled', 'rejected', 'merged']
export const isLiabilityOpen = (status: KnownRequest['status']): boolean => !ENDED.includes(status)

export function decideLiability(
  command: DecideLiability,
  state: LiabilityState,
  facts: LiabilityFacts,
): readonly LiabilityEvent[] {
  requireDecidable(command, state)
  const refusal = checkRoute(command.route, facts, command.stated)
  if (refusal) throw refusal
  const decided = LiabilityDecided(decisionOf(command, state, facts))
  if (state.decided === essenceOf(decided.data)) return []
  return command.route === 'repair-fund' ? [decided, proposalOf(command, facts, decided.data)] : [decided]
}

function requireDecidable({ route, party, note, stated }: DecideLiability, { status }: LiabilityState): void {
  const { zh, en } = statusWords[status]
  if (!isLiabilityOpen(status)) throw reject('liability-request-ended', { status, statusZh: zh, statusEn: en })
  if (stated.length > 0 && !note?.trim()) throw reject('liability-statement-needs-note', { field: 'note' })
  if (party !== null && !isPartyNamed(route))
    throw reject('liability-party-unneeded', { field: 'party', ...wordsOf(route) })
}

function decisionOf(
  command: DecideLiability,
  { requestId, compoundId }: LiabilityState,
  facts: LiabilityFacts,
): DecidedData {
  const { route, party, note, estimateFen, stated } = command
  const one = caseOf(facts, stated)
  const ground = groundOf(route, facts.mode, one.isDamaged)
  if (!ground) throw new TypeError(`${route} was let through where the mode is ${facts.mode}`)
  const named = (missing: MissingFact) => party !== null && /^which-(utility|contractor)$/.test(missing)
  return {
    requestId,
    compoundId,
    route,
    ground,
    party,
    missing: missingOf(route, one).filter((missing) => !named(missing)),
    note,
    estimateFen,
    decidedFrom: decidedFrom(facts, stated),
  }
}

function proposalOf({ note, proposalId, estimateFen }: DecideLiability, facts: LiabilityFacts, decided: DecidedData) {
  const { requestId, compoundId, ground } = decided
  return FundUseProposed({
    requestId,
    compoundId,
    proposalId,
    purpose: [facts.text, note].filter((text) => text !== null).join('\n'),
    partId: facts.part?.partId ?? null,
    amountFen: estimateFen,
    ground,
  })
}
