/** Accounts that a running withdrawal still counts on stay as they are until it is paid or called off. */
import type { Id } from '@changxin/shared/kernel'
import type { FundState } from '../fund.state.ts'
import { reject } from './errors.ts'
import type { Withdrawal } from './withdrawals.state.ts'

export interface Bearers {
  readonly unitIds?: readonly Id[]
  readonly sellerIds?: readonly Id[]
}

/** Refuses where a posted or partly paid withdrawal shares its cost among one of these. */
export function requireInNoWithdrawal({ withdrawals }: FundState, bearers: Bearers): void {
  const units = new Set(bearers.unitIds)
  const sellers = new Set(bearers.sellerIds)
  const running = [...withdrawals.byId.values()].find(
    (each) => isRunning(each) && each.groups.some((group) => names(group, units, sellers)),
  )
  if (running) throw reject('withdrawal-counts-on-account', { purpose: running.plan?.purpose ?? '' })
}

const isRunning = ({ cancelled, paidOn, posted, paidFen }: Withdrawal) =>
  !cancelled && paidOn === null && (posted !== null || paidFen > 0)

const names = (group: Withdrawal['groups'][number], units: ReadonlySet<Id>, sellers: ReadonlySet<Id>): boolean =>
  group.units.some(({ unitId }) => units.has(unitId)) || group.sellers.some(({ sellerId }) => sellers.has(sellerId))
