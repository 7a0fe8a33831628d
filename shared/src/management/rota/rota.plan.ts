/** Plans turns ahead: each slot that has not begun and has nobody gets the person it names, or the next in order who is free. */
import { addDays, dayOf, daysBetween, type Id, type Instant } from '@changxin/shared/kernel'
import { type RotaEvent, TurnsPlanned } from './events.ts'
import { type Slot, slotsOf, turnIdOf } from './pattern.ts'
import { evolveRota, isFree, type OpenRota } from './rota.state.ts'
import { MAX_TURNS_A_BATCH, PLAN_DAYS } from './times.ts'

/** `[]` when all turns are there, or nobody is. */
export function planTurns(state: OpenRota, at: Instant): readonly RotaEvent[] {
  if (state.isClosed) return []
  const today = dayOf(at)
  const throughDay = addDays(today, PLAN_DAYS)
  const first = state.since > today ? state.since : today
  const days = Math.max(0, daysBetween(first, throughDay) + 1)
  const slots = Array.from({ length: days }, (_, index) => slotsOf(state.pattern, addDays(first, index)))
    .flat()
    .filter((slot) => slot.from > at && !state.turns.has(turnIdOf(state.rotaId, slot)))
  const turns = fill(state, slots, at)
  const isFurther = state.plannedThrough === null || throughDay > state.plannedThrough
  if (turns.length === 0 && !isFurther) return []
  return [TurnsPlanned({ rotaId: state.rotaId, plannedAt: at, throughDay, turns })]
}

/** The events, and the turns that can be planned once they have happened. */
export function withPlan(state: OpenRota, events: readonly RotaEvent[], at: Instant): readonly RotaEvent[] {
  const after = events.reduce(evolveRota, state)
  return after ? [...events, ...planTurns(after, at)] : events
}

type PlannedTurn = ReturnType<typeof TurnsPlanned>['data']['turns'][number]

function fill(state: OpenRota, slots: readonly Slot[], at: Instant): PlannedTurn[] {
  const turns: PlannedTurn[] = []
  let now = state
  for (const slot of slots.slice(0, MAX_TURNS_A_BATCH)) {
    const personId = personFor(now, slot)
    if (personId === null) continue
    const turn = { turnId: turnIdOf(state.rotaId, slot), personId, from: slot.from, until: slot.until }
    turns.push(turn)
    const one = TurnsPlanned({ rotaId: state.rotaId, plannedAt: at, throughDay: slot.day, turns: [turn] })
    now = evolveRota(now, one) ?? now
  }
  return turns
}

function personFor(state: OpenRota, slot: Slot): Id | null {
  if (slot.personId !== null)
    return state.order.includes(slot.personId) && isFree(state, slot.personId, slot) ? slot.personId : null
  const { order, lastPersonId } = state
  const start = lastPersonId === null ? 0 : order.indexOf(lastPersonId) + 1
  return [...order.slice(start), ...order.slice(0, start)].find((personId) => isFree(state, personId, slot)) ?? null
}
