/** A turn as somebody sees it: names from the people, and what became of it only for whom it is meant. */
import { dayOf } from '@changxin/shared/kernel'
import type { TurnRow } from '@changxin/shared/management'
import { nameOf } from '../../people/index.ts'
import type { Read } from '../../views/views.ts'
import { type StoredRota, type StoredTurn, TURNS } from './rota.schema.ts'

interface StoredSwap {
  readonly swapId: string
  readonly byPersonId: string
  readonly toPersonId: string | null
  readonly forTurnId: string | null
}

function swapView(read: Read, { swapId, byPersonId, toPersonId, forTurnId }: StoredSwap): TurnRow['swap'] {
  const other =
    forTurnId === null
      ? undefined
      : read.get<{ from_at: string }>(`SELECT from_at FROM ${TURNS} WHERE turn_id = ?`, forTurnId)
  return {
    swapId,
    byPersonId,
    byName: nameOf(read, byPersonId),
    toPersonId,
    toName: toPersonId === null ? null : nameOf(read, toPersonId),
    forTurnId,
    forTurnFrom: other?.from_at ?? null,
  }
}

/** Outside the group a volunteer's turn looks the same whatever became of it, unless the group decided otherwise before it. */
const isShown = (rota: StoredRota, turn: StoredTurn, inside: boolean) =>
  inside || (rota.shares_since !== null && dayOf(turn.from_at) >= rota.shares_since)

export function turnRow(read: Read, rota: StoredRota, turn: StoredTurn, inside: boolean): TurnRow {
  const basic = {
    id: turn.turn_id,
    rotaId: turn.rota_id,
    personId: turn.person_id,
    personName: nameOf(read, turn.person_id),
    from: turn.from_at,
    until: turn.until_at,
  }
  const nothing = {
    status: null,
    swappedFromName: null,
    how: null,
    keptAt: null,
    keptByName: null,
    note: null,
    files: [],
    reminded: false,
    swap: null,
  }
  if (!isShown(rota, turn, inside)) return { ...basic, ...nothing }
  // What a shared decision opens is kept or missed, no more.
  if (!inside) return { ...basic, ...nothing, status: turn.status }
  return {
    ...basic,
    status: turn.status,
    swappedFromName: turn.swapped_from === null ? null : nameOf(read, turn.swapped_from),
    how: turn.how,
    keptAt: turn.kept_at,
    keptByName: turn.kept_by === null ? null : nameOf(read, turn.kept_by),
    note: turn.note,
    files: JSON.parse(turn.files) as string[],
    reminded: turn.reminded !== '[]',
    swap: turn.swap === null ? null : swapView(read, JSON.parse(turn.swap) as StoredSwap),
  }
}
