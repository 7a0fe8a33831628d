/**
 * The state of a request as the rows of its intervals keep it: without what is blank in most of them and without the ids,
 * which have columns. In a table without row ids SQLite gives every row above a quarter of a page a page of its own.
 */
import type { KnownRequest } from '@changxin/shared/maintenance'

const BLANK = {
  assigneeId: null,
  helperIds: [],
  handedBackBy: null,
  changedHands: null,
  followerIds: [],
  urgedAt: null,
  decided: null,
  intoRequestId: null,
  desk: null,
  pause: null,
  pausedUntil: null,
  completedAt: null,
  completion: null,
  rating: null,
  reopenedCount: 0,
  partlyFixedCount: 0,
  costFen: 0,
  notes: 0,
  lastAddedId: null,
} as const satisfies Partial<KnownRequest>

function isBlank(name: string, value: unknown): boolean {
  if (name === 'requestId' || name === 'compoundId') return true
  if (!(name in BLANK)) return false
  return Array.isArray(value) ? value.length === 0 : value === BLANK[name as keyof typeof BLANK]
}

export function stateText(state: KnownRequest): string {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(state)) if (!isBlank(name, value)) kept[name] = value
  return JSON.stringify(kept)
}

export interface KeptState {
  readonly request_id: string
  readonly compound_id: string
  readonly state: string
}

export function stateOf({ request_id: requestId, compound_id: compoundId, state }: KeptState): KnownRequest {
  return { ...BLANK, ...(JSON.parse(state) as Omit<KnownRequest, keyof typeof BLANK>), requestId, compoundId }
}
