/** What stories about rotas are made of: 1 March 2026 is a Sunday, and three neighbours patrol from 22:00 to 06:00. For tests. */
import { fold, type Instant } from '@changxin/shared/kernel'
import { type RotaEvent, RotaMemberJoined, RotaOpened } from './events.ts'
import type { RotaPattern } from './pattern.ts'
import type { OpenRotaCommand } from './rota.commands.ts'
import { rotaDecider } from './rota.decider.ts'
import { evolveRota, type OpenRota } from './rota.state.ts'

/** 10:00 in Shanghai. */
export const NOW: Instant = '2026-03-01T02:00:00.000Z'
export const NEIGHBOURS = ['chen', 'deng', 'fang']
export const NIGHTS: RotaPattern = {
  kind: 'rotating',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  shifts: [{ from: '22:00', until: '06:00' }],
}
export const open = (change: Partial<OpenRotaCommand> = {}): OpenRotaCommand => ({
  type: 'OpenRota',
  rotaId: 'r1',
  owner: { kind: 'compound', id: 'c1' },
  purpose: 'night-patrol',
  staff: 'volunteer',
  title: '夜巡',
  pattern: NIGHTS,
  personIds: NEIGHBOURS,
  since: '2026-03-01',
  graceMinutes: 30,
  at: NOW,
  ...change,
})
/** Opened with its people, and nothing planned yet. */
export function bare(change: Partial<OpenRotaCommand> = {}): RotaEvent[] {
  const { type: _, personIds, at: __, ...opened } = open(change)
  return [
    RotaOpened(opened),
    ...personIds.map((personId) => RotaMemberJoined({ rotaId: 'r1', personId, freedTurnIds: [] })),
  ]
}
export const facts = { ownerKnown: true, mayServe: [...NEIGHBOURS, 'gao'] }
/** Opened and planned. */
export const opened = (change: Partial<OpenRotaCommand> = {}): RotaEvent[] => [
  ...rotaDecider.decide(open(change), null, facts),
]
export function stateOf(events: readonly RotaEvent[]): OpenRota {
  const state = fold({ initial: rotaDecider.initial, evolve: evolveRota }, events)
  if (!state) throw new Error('no rota was opened')
  return state
}
/** The turn that begins on a day of March. */
export const night = (date: number) => `r1-202603${String(date).padStart(2, '0')}-2200-0`
/** An hour of a day of March in Shanghai. */
export const at = (date: number, hour: number): Instant => new Date(Date.UTC(2026, 2, date, hour - 8)).toISOString()
