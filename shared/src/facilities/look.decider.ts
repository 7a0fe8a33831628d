/** An independent look at a compound: what was seen, on which day, by whichever means. It stands as recorded. */
import { addDays, type Day, type Decider, unreachable } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { reject } from './errors.ts'
import { type LookEvent, LookRecorded, type Tick } from './events.ts'
import { tickItemWords } from './words.ts'

/** Older looks say nothing about the present and would only fill gaps in the record afterwards. */
export const MAX_LOOK_AGE_DAYS = 366

type Look = LookEvent['data']
export type TickOfLook = z.infer<typeof Tick>

export type LookCommand = { readonly type: 'RecordLook'; readonly today: Day } & Readonly<Omit<Look, 'ticks'>> & {
    readonly ticks: readonly TickOfLook[]
  }

export interface LookState {
  /** Look id → its day. */
  readonly looks: ReadonlyMap<string, Day>
  readonly lastLookOn: Day | null
}

export const lookDecider: Decider<LookCommand, LookEvent, LookState> = {
  initial: { looks: new Map(), lastLookOn: null },
  evolve(state, event) {
    switch (event.type) {
      case 'LookRecorded': {
        const { lookId, lookedOn } = event.data
        const lastLookOn = state.lastLookOn !== null && state.lastLookOn > lookedOn ? state.lastLookOn : lookedOn
        return { looks: new Map(state.looks).set(lookId, lookedOn), lastLookOn }
      }
      default:
        return unreachable(event.type)
    }
  },
  decide(command, state) {
    const { type: _, today, ...look } = command
    const recordedOn = state.looks.get(look.lookId)
    if (recordedOn === look.lookedOn) return []
    if (recordedOn !== undefined) throw reject('look-exists')
    const { lookedOn } = look
    if (lookedOn > today) throw reject('look-in-future', { field: 'lookedOn', lookedOn, today })
    if (lookedOn < addDays(today, -MAX_LOOK_AGE_DAYS))
      throw reject('look-too-old', { field: 'lookedOn', lookedOn, limitDays: MAX_LOOK_AGE_DAYS })
    const items = look.ticks.map((tick) => tick.item)
    const twice = [...new Set(items.filter((item, index) => items.indexOf(item) !== index))]
    if (twice.length > 0) {
      const words = {
        itemsZh: twice.map((item) => tickItemWords[item].zh),
        itemsEn: twice.map((item) => tickItemWords[item].en),
      }
      throw reject('look-item-twice', { field: 'ticks', items: twice, ...words })
    }
    return [LookRecorded({ ...look, ticks: [...look.ticks] })]
  },
}

/** Good among good and faulty, 0–100 rounded half up to one decimal; null when everything is absent. */
export function conditionPercent(ticks: readonly TickOfLook[]): number | null {
  const good = ticks.filter((tick) => tick.result === 'good').length
  const faulty = ticks.filter((tick) => tick.result === 'faulty').length
  return good + faulty === 0 ? null : Math.round((good * 1_000) / (good + faulty)) / 10
}
