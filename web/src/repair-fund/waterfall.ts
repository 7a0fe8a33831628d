/** Where money came from and went, as the steps of a picture: up with each kind that came in, down with each that went out, to what is left. */
import { BookingKind, type FundFlows } from '@changxin/shared/repair-fund'

export interface WaterfallStep {
  readonly key: BookingKind | 'left'
  /** Signed, in fen. */
  readonly fen: number
  /** Where the bar begins and ends, in fen above zero. */
  readonly fromFen: number
  readonly toFen: number
  readonly entries: number
}

const ORDER = new Map(BookingKind.options.map((kind, index) => [kind, index]))
const inOrder = (one: { id: BookingKind }, other: { id: BookingKind }) =>
  (ORDER.get(one.id) ?? 0) - (ORDER.get(other.id) ?? 0)

/** All that came in stands before all that went out, so that no step falls below zero. Nothing moved: no steps. */
export function waterfallOf({ items, balanceFen }: FundFlows): WaterfallStep[] {
  const moved = items.filter(({ fen }) => fen !== 0).sort(inOrder)
  if (moved.length === 0) return []
  let level = 0
  const steps = [...moved.filter(({ fen }) => fen > 0), ...moved.filter(({ fen }) => fen < 0)].map((flow) => {
    const fromFen = level
    level += flow.fen
    return { key: flow.id, fen: flow.fen, fromFen, toFen: level, entries: flow.entries }
  })
  const entries = steps.reduce((sum, step) => sum + step.entries, 0)
  return [...steps, { key: 'left', fen: balanceFen, fromFen: 0, toFen: balanceFen, entries }]
}
