/** The suggestion: who most likely must pay and act, on what ground, and the questions whose answers would change it. */
import type { LiabilityGround, LiabilityRoute, MissingFact, StatedFact } from './liability.events.ts'
import { type Case, caseOf, isManaged, type KnownFacts } from './liability.facts.ts'
import { groundOf } from './liability.grounds.ts'

export interface LiabilitySuggestion {
  readonly route: LiabilityRoute
  readonly ground: LiabilityGround
  readonly missing: readonly MissingFact[]
}

/** Total: where nothing can be said the route is `unknown`, with the questions to ask. */
export function liabilityOf(facts: KnownFacts, stated: readonly StatedFact[] = []): LiabilitySuggestion {
  const one = caseOf(facts, stated)
  const route = routeOf(one)
  const ground = groundOf(route, facts.mode, one.isDamaged)
  if (!ground) throw new TypeError(`no ground for ${route} where the mode is ${facts.mode}`)
  return { route, ground, missing: missingOf(route, one) }
}

function routeOf({ facts, thing, warranty, isDamaged }: Case): LiabilityRoute {
  if (isDamaged || thing.of === 'one-owner') return 'owner'
  if (thing.of === 'unknown') return 'unknown'
  if (thing.work !== 'service' && warranty.state === 'inside') return 'contractor'
  if (thing.of === 'utility') return 'utility'
  if (thing.work !== 'substance') {
    if (isManaged(facts)) return 'operator'
    if (facts.mode === 'unknown') return 'unknown'
    // ¥200 for a lamp is collected at the stairwell; a fund's gates would cost more than the lamp.
    if (thing.work !== 'equipment') return 'cost-share'
  }
  if (warranty.state === 'unknown') return 'unknown'
  return facts.fundOpen ? 'repair-fund' : 'cost-share'
}

/** The questions whose answer would change the route, and who exactly must act. */
export function missingOf(route: LiabilityRoute, { facts, thing, warranty, isDamaged }: Case): MissingFact[] {
  if (isDamaged) return []
  const missing: MissingFact[] = [...thing.missing]
  const isCommon = thing.of === 'all-owners' && thing.work !== 'service'
  if (isCommon && warranty.state === 'unknown') missing.push(aboutWarranty(facts))
  if (route === 'unknown' && isCommon && thing.work !== 'substance' && facts.mode === 'unknown') missing.push('manager')
  if (route === 'unknown' && thing.work === 'service') missing.push('manager')
  if (isCommon && isManaged(facts) && ['operator', 'repair-fund', 'cost-share'].includes(route)) missing.push('scale')
  if (route === 'utility') missing.push('which-utility')
  if (route === 'contractor') missing.push('which-contractor')
  return missing
}

function aboutWarranty({ part, candidates }: KnownFacts): MissingFact {
  if (part) return 'warranty'
  return candidates > 1 ? 'which-part' : 'part-unregistered'
}
