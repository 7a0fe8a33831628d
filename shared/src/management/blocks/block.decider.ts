/** One block: when it was formed, and who manages it since when. */
import { addDays, type Day, type Decider, unreachable } from '@changxin/shared/kernel'
import type { Mode } from '../events.ts'
import { MAX_DAYS_AHEAD } from '../management.decider.ts'
import { checkOperator } from '../operator-fits.ts'
import { reject } from './errors.ts'
import { type BlockEvent, BlockFormed, BlockManagerAdopted } from './events.ts'

type Manager = Extract<BlockEvent, { type: 'BlockManagerAdopted' }>['data']

export type BlockCommand =
  | { readonly type: 'FormBlock'; readonly blockId: string; readonly formedOn: Day; readonly today: Day }
  | ({ readonly type: 'AdoptBlockManager'; readonly today: Day } & Manager)

/** What was not read counts as not there. */
export interface BlockFacts {
  /** A region of the level `block` has this id. */
  readonly isBlock?: boolean
  readonly operator?: { readonly kind: Mode } | null
}

export interface BlockState {
  readonly formedOn: Day | null
  /** In order of `since`. */
  readonly managers: readonly Manager[]
}

export const blockDecider: Decider<BlockCommand, BlockEvent, BlockState, BlockFacts | undefined> = {
  initial: { formedOn: null, managers: [] },
  evolve(state, event) {
    switch (event.type) {
      case 'BlockFormed':
        return { ...state, formedOn: event.data.formedOn }
      case 'BlockManagerAdopted':
        return { ...state, managers: [...state.managers, event.data] }
      default:
        return unreachable(event)
    }
  },
  decide(command, state, facts) {
    if (command.type === 'FormBlock') {
      const { blockId, formedOn, today } = command
      checkFormedOn(formedOn, today)
      return state.formedOn === null ? [BlockFormed({ blockId, formedOn })] : []
    }
    const { type: _, today, ...manager } = command
    const { since, mode, operatorId } = manager
    const last = state.managers.at(-1)
    if (last && last.since === since && last.mode === mode && last.operatorId === operatorId) return []
    if (!facts?.isBlock) throw reject('block-unknown')
    if (last && since <= last.since) throw reject('block-manager-overlaps', { field: 'since', lastSince: last.since })
    requireSoon(since, today)
    checkOperator(mode, operatorId, facts)
    return [BlockManagerAdopted(manager)]
  },
}

/** What follows for the members must be recordable too. */
export function requireSoon(since: Day, today: Day): void {
  const latest = addDays(today, MAX_DAYS_AHEAD)
  if (since > latest) throw reject('block-too-far-ahead', { field: 'since', since, latest, limitDays: MAX_DAYS_AHEAD })
}

/** Also asked before the block gets its name, which is recorded first. */
export function checkFormedOn(formedOn: Day, today: Day): void {
  if (formedOn > today) throw reject('block-formed-in-future', { field: 'formedOn', formedOn, today })
}
