/** How a collection ends: cancelled before money came, or closed once what is left went back to the doors or into the fund. */
import { formatFen } from '@changxin/shared/kernel'
import type { CollectionFacts, CommandOf } from './collection.commands.ts'
import { ofCollection, requireOther } from './collection.money.ts'
import { NAMED_DOORS } from './collection.open.ts'
import { leftInCollection, type OpenedCollection, unpaidDoorsOf, waitingOf } from './collection.state.ts'
import { reject } from './errors.ts'
import {
  CollectionCancelled,
  CollectionCarriedOver,
  CollectionClosed,
  type CollectionEvent,
  CollectionGiveBackPlanned,
  CollectionGiveBackWithdrawn,
  CollectionGivenBack,
  type DoorShare,
} from './events.ts'
import { giveBackShares, type SharingUnit } from './shares.ts'

type Events = readonly CollectionEvent[]

export function cancel({ reason, by, today }: CommandOf<'CancelCollection'>, state: OpenedCollection): Events {
  if (state.status === 'cancelled') return []
  if (state.status === 'closed') throw reject('collection-ended')
  const moved = state.paidFen + state.spentFen + state.backFen + state.carriedFen
  if (moved > 0 || waitingOf(state) > 0) throw reject('collection-has-money')
  return [CollectionCancelled({ ...ofCollection(state), reason, cancelledOn: today, cancelledBy: by })]
}

const totalOf = (rows: readonly DoorShare[]) => rows.reduce((sum, { amountFen }) => sum + amountFen, 0)
const sharesBack = (state: OpenedCollection, amountFen: number) => [
  ...giveBackShares([...state.doors.values()], amountFen),
]

export function planGiveBack(command: CommandOf<'PlanGiveBack'>, state: OpenedCollection): Events {
  const { giveBackId, by } = command
  if (state.giveBack?.giveBackId === giveBackId || state.done.has(giveBackId)) return []
  if (state.giveBack) throw reject('collection-give-back-waits')
  const left = leftInCollection(state)
  const totalFen = command.amountFen ?? left
  if (left === 0) throw reject('collection-nothing-left')
  if (totalFen > left)
    throw reject('collection-not-enough', { field: 'amountFen', left: formatFen(left), amount: formatFen(totalFen) })
  const rows = sharesBack(state, totalFen)
  return [CollectionGiveBackPlanned({ ...ofCollection(state), giveBackId, rows, totalFen, recordedBy: by })]
}

export function signGiveBack({ giveBackId, by, today }: CommandOf<'SignGiveBack'>, state: OpenedCollection): Events {
  if (state.giveBack?.giveBackId !== giveBackId) return settledGiveBack(state, giveBackId)
  const { rows, recordedBy } = state.giveBack
  requireOther(by, recordedBy)
  const totalFen = totalOf(rows)
  const isStale =
    totalFen > leftInCollection(state) || JSON.stringify(sharesBack(state, totalFen)) !== JSON.stringify(rows)
  if (isStale) throw reject('collection-give-back-stale')
  const back = { ...ofCollection(state), giveBackId, rows: [...rows], totalFen, recordedBy }
  return [CollectionGivenBack({ ...back, givenOn: today, signedBy: by })]
}

export function withdrawGiveBack({ giveBackId, by }: CommandOf<'WithdrawGiveBack'>, state: OpenedCollection): Events {
  if (state.giveBack?.giveBackId !== giveBackId) return settledGiveBack(state, giveBackId)
  return [CollectionGiveBackWithdrawn({ ...ofCollection(state), giveBackId, withdrawnBy: by })]
}

function settledGiveBack({ done }: OpenedCollection, giveBackId: string): Events {
  if (done.has(giveBackId)) return []
  throw reject('collection-give-back-unknown')
}

/** Everything that is left, by the same shares as for giving back, into each door's own account. */
export function carryOver(
  { carryOverId, by, today }: CommandOf<'CarryOver'>,
  state: OpenedCollection,
  { fundIsOpen, hasAccount, units = [] }: CollectionFacts,
): Events {
  if (state.done.has(carryOverId)) return []
  if (!fundIsOpen || !hasAccount) throw reject('collection-fund-missing')
  requireNothingWaits(state)
  const totalFen = leftInCollection(state)
  if (totalFen === 0) throw reject('collection-nothing-left')
  const rows = sharesBack(state, totalFen)
  requireAccounts(
    rows.filter(({ unitId }) => !hasAccount(unitId)),
    units,
  )
  const carried = { ...ofCollection(state), carryOverId, rows, totalFen }
  return [CollectionCarriedOver({ ...carried, carriedOn: today, carriedBy: by })]
}

/** The fund could never book these parts, and the money would hang between the two for ever. */
function requireAccounts(without: readonly DoorShare[], units: readonly SharingUnit[]): void {
  if (without.length === 0) return
  const labels = new Map(units.map(({ unitId, label }) => [unitId, label]))
  const doors = without.flatMap(({ unitId }) => labels.get(unitId) ?? []).slice(0, NAMED_DOORS)
  throw reject('collection-doors-without-account', { count: without.length, doors: doors.join('、') })
}

function requireNothingWaits(state: OpenedCollection): void {
  const count = waitingOf(state)
  if (count > 0) throw reject('collection-waiting', { count })
}

export function close({ unpaidReason, by, today }: CommandOf<'CloseCollection'>, state: OpenedCollection): Events {
  requireNothingWaits(state)
  const left = leftInCollection(state)
  if (left !== 0) throw reject('collection-money-left', { left: formatFen(left) })
  const unpaidDoors = unpaidDoorsOf(state)
  if (unpaidDoors > 0 && unpaidReason === null)
    throw reject('collection-doors-unpaid', { field: 'unpaidReason', count: unpaidDoors })
  return [CollectionClosed({ ...ofCollection(state), unpaidDoors, unpaidReason, closedOn: today, closedBy: by })]
}
