/** What a passed item brings about, once: the stream `effect-<decisionId>-<itemId>`. */
import type { Day, Decider } from '@changxin/shared/kernel'
import {
  type EffectEvent,
  FundRaisingAuthorised,
  FundUseAuthorised,
  ManagerChosen,
  ProcedureAdopted,
  SeatWon,
} from './effects.events.ts'
import type { ItemCount } from './events.ts'
import type { Item } from './items.ts'
import type { DecisionScope } from './roll.events.ts'

/** A result that stands, held here or taken outside and checked. */
export interface StandingResult {
  readonly decisionId: string
  readonly compoundId: string
  /** Day of the posting; of the check, for one that was taken outside. */
  readonly on: Day
  readonly scope: DecisionScope
  readonly items: readonly Item[]
  readonly counts: readonly Pick<ItemCount, 'itemId' | 'passed' | 'chosen'>[]
}

/** Of every item that passed, was chosen within its group, and has an effect; in the order of the items. */
export function effectsOf({ items, counts, ...result }: StandingResult): EffectEvent[] {
  return items.flatMap((item) => {
    const count = counts.find(({ itemId }) => itemId === item.itemId)
    return count?.passed && count.chosen ? (effectOf(item, result) ?? []) : []
  })
}

function effectOf(item: Item, result: Omit<StandingResult, 'items' | 'counts'>): EffectEvent | null {
  const { effect, itemId } = item
  if (!effect) return null
  const { decisionId, compoundId, on, scope } = result
  const cause = { decisionId, itemId, compoundId, on, scope }
  switch (effect.kind) {
    case 'fund-use': {
      const { purpose, budgetFen, requestId, contractor } = effect
      return FundUseAuthorised({ ...cause, purpose, budgetFen, requestId, contractor })
    }
    case 'fund-raising': {
      const { purpose, per, amountFen, dueOn } = effect
      return FundRaisingAuthorised({ ...cause, purpose, per, amountFen, dueOn })
    }
    case 'manager':
      return ManagerChosen({ ...cause, mode: effect.mode, operatorId: effect.operatorId })
    case 'seat':
      return SeatWon({ ...cause, personId: effect.personId })
    case 'procedure':
      return ProcedureAdopted({ ...cause, silence: effect.silence, text: item.title })
    default:
      return null
  }
}

export interface BringAbout {
  readonly type: 'BringAbout'
  readonly effect: EffectEvent
}
export const effectIdOf = (decisionId: string, itemId: string) => `${decisionId}-${itemId}`

/** Once is enough, however often it is asked for. */
export const effectDecider: Decider<BringAbout, EffectEvent, EffectEvent | null> = {
  initial: null,
  evolve: (state, event) => state ?? event,
  decide: ({ effect }, state) => (state ? [] : [effect]),
}
