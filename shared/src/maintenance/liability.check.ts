/** The routes that may not be chosen, each refused with its article. What is only guessed must be stated first. */
import { type Rejected, unreachable } from '@changxin/shared/kernel'
import { modeWords } from '@changxin/shared/management'
import { reject } from './liability.errors.ts'
import type { LiabilityRoute, StatedFact } from './liability.events.ts'
import { type Case, caseOf, isManaged, type KnownFacts } from './liability.facts.ts'
import { routeWords } from './liability.grounds.ts'
import type { Warranty } from './liability.warranty.ts'

/** Undefined: the route may be chosen. Otherwise the refusal, whose entry names the article. */
export function checkRoute(
  route: LiabilityRoute,
  facts: KnownFacts,
  stated: readonly StatedFact[] = [],
): Rejected | undefined {
  const one = caseOf(facts, stated)
  const { thing, warranty, isDamaged } = one
  switch (route) {
    case 'unknown':
      return undefined
    case 'owner':
      return thing.of === 'all-owners' && !isDamaged ? reject('liability-common-part') : undefined
    case 'utility':
      return thing.maybeUtility ? undefined : reject('liability-no-utility-line')
    case 'contractor':
      if (thing.work === 'service') return reject('liability-no-building-work')
      if (isDamaged) return reject('liability-damaged', wordsOf('contractor'))
      return warranty.state === 'over' ? reject('liability-warranty-over', untilOf(warranty)) : undefined
    case 'operator':
      return checkOperator(one)
    case 'cost-share':
      return checkShare(one)
    case 'repair-fund':
      return checkFund(one)
    default:
      return unreachable(route)
  }
}

const untilOf = ({ until }: Warranty) => ({ until: until ?? '—' })
export const wordsOf = (route: LiabilityRoute) => ({ routeZh: routeWords[route].zh, routeEn: routeWords[route].en })

/** The operator may look at what nobody knows yet, and may help in an emergency inside the warranty. */
function checkOperator({ facts, thing }: Case): Rejected | undefined {
  const { mode } = facts
  if (!isManaged(facts))
    return reject('liability-no-operator', { mode, modeZh: modeWords[mode].zh, modeEn: modeWords[mode].en })
  if (thing.of === 'one-owner') return reject('liability-private-part', wordsOf('operator'))
  return thing.of === 'utility' ? reject('liability-utility-line', wordsOf('operator')) : undefined
}

function checkShare({ thing, warranty, isDamaged }: Case): Rejected | undefined {
  if (thing.of === 'one-owner') return reject('liability-private-part', wordsOf('cost-share'))
  if (thing.of === 'utility') return reject('liability-utility-line', wordsOf('cost-share'))
  if (thing.of === 'unknown') return reject('liability-thing-unknown')
  if (isDamaged) return reject('liability-damaged', wordsOf('cost-share'))
  if (thing.work !== 'service' && warranty.state === 'inside')
    return reject('liability-share-inside-warranty', untilOf(warranty))
  return undefined
}

/** A common part, its warranty over, not on the list of art. 25, and a fund that there is: in this order. */
function checkFund({ facts, thing, warranty, isDamaged }: Case): Rejected | undefined {
  if (thing.of === 'one-owner') return reject('liability-fund-private-part')
  if (thing.of === 'unknown') return reject('liability-thing-unknown')
  if (thing.work === 'service') return reject('liability-fund-no-repair')
  if (warranty.state === 'inside') return reject('liability-fund-inside-warranty', untilOf(warranty))
  if (thing.of === 'utility') return reject('liability-fund-utility-line')
  if (isDamaged) return reject('liability-damaged', wordsOf('repair-fund'))
  if (warranty.state === 'unknown') return reject('liability-fund-warranty-unknown')
  return facts.fundOpen ? undefined : reject('liability-no-fund')
}
