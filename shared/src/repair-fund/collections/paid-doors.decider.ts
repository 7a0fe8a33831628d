/** Whether the neighbours of a compound see which doors have paid: chosen on a ground, off until then. */
import type { Day, Decider } from '@changxin/shared/kernel'
import { type PaidDoorsEvent, PaidDoorsShown } from './events.ts'

export interface ShowPaidDoors {
  readonly type: 'ShowPaidDoors'
  readonly compoundId: string
  readonly shown: boolean
  /** The resolution or agreement that it rests on. */
  readonly ground: string
  readonly by: string
  readonly today: Day
}

export const paidDoorsDecider: Decider<ShowPaidDoors, PaidDoorsEvent, boolean> = {
  initial: false,
  evolve: (_, { data }) => data.shown,
  decide({ compoundId, shown, ground, by, today }, state) {
    if (shown === state) return []
    return [PaidDoorsShown({ compoundId, shown, ground, chosenOn: today, chosenBy: by })]
  },
}
