/** A wrong split or merger is taken back by the opposite change: it opens again what the first one closed, and gives back what it took. */
import type { Id } from '@changxin/shared/kernel'
import type { FundState } from '../fund.state.ts'

interface Change {
  readonly kind: 'split' | 'merge'
  readonly fromUnitIds: readonly Id[]
  readonly toUnitIds: readonly Id[]
}
/** Closed accounts that open again. Of a merger that is taken back: what each had given, in fen; by it the money returns. */
export interface WayBack {
  readonly reopened: readonly Id[]
  readonly given: ReadonlyMap<Id, number> | null
}
const NEW_WAY: WayBack = { reopened: [], given: null }

/** Only the change right before can be taken back: what it made must still be open. */
export function wayBackOf(state: FundState, { kind, fromUnitIds, toUnitIds }: Change): WayBack {
  const { closed } = state.accounts
  if (fromUnitIds.some((unitId) => closed.has(unitId))) return NEW_WAY
  return kind === 'merge' ? ofSplit(state, fromUnitIds, toUnitIds) : ofMerger(state, fromUnitIds, toUnitIds)
}

function ofSplit({ accounts }: FundState, parts: readonly Id[], [whole = '']: readonly Id[]): WayBack {
  const became = (accounts.successors.get(whole) ?? []).map(({ unitId }) => unitId)
  const isOpposite =
    accounts.closed.has(whole) && became.length === parts.length && became.every((unitId) => parts.includes(unitId))
  return isOpposite ? { reopened: [whole], given: null } : NEW_WAY
}

function ofMerger({ accounts }: FundState, [whole = '']: readonly Id[], parts: readonly Id[]): WayBack {
  const last = accounts.mergers.get(whole)?.at(-1)
  if (!last) return NEW_WAY
  const isOpposite =
    last.ended.every((unitId) => parts.includes(unitId) && accounts.closed.has(unitId)) &&
    parts.every((unitId) => unitId === whole || last.ended.includes(unitId)) &&
    [...last.given.keys()].every((unitId) => parts.includes(unitId))
  return isOpposite ? { reopened: last.ended, given: last.given.size > 0 ? last.given : null } : NEW_WAY
}
