/** All seven routes side by side for whoever decides: the ground and the open questions of each, or what forbids it. */
import type { Rejected } from '@changxin/shared/kernel'
import { checkRoute } from './liability.check.ts'
import { type LiabilityGround, LiabilityRoute, type MissingFact, type StatedFact } from './liability.events.ts'
import { caseOf, type KnownFacts } from './liability.facts.ts'
import { groundOf } from './liability.grounds.ts'
import { missingOf } from './liability.suggestion.ts'

export interface RouteOption {
  readonly route: LiabilityRoute
  /** Null for the operator of a compound that has none: that route is refused. */
  readonly ground: LiabilityGround | null
  readonly missing: readonly MissingFact[]
  /** What a decision for this route would be refused with; undefined where it may be chosen. */
  readonly refusal: Rejected | undefined
}

/** In the order of `LiabilityRoute`. The same rules as `decideLiability`: nothing may be chosen here that it refuses. */
export function routeOptions(facts: KnownFacts, stated: readonly StatedFact[] = []): readonly RouteOption[] {
  const one = caseOf(facts, stated)
  return LiabilityRoute.options.map((route) => ({
    route,
    ground: groundOf(route, facts.mode, one.isDamaged) ?? null,
    missing: missingOf(route, one),
    refusal: checkRoute(route, facts, stated),
  }))
}
