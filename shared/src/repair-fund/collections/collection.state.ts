/** What a collection is at any moment: shares and payments by door, what was spent, and what waits for a second person. */
import { unreachable } from '@changxin/shared/kernel'
import type { CollectionDrafted, CollectionEvent, CollectionKind, DoorShare } from './events.ts'
import type { PaidDoor } from './shares.ts'

export interface CollectionEntry {
  readonly kind: 'payment' | 'spending'
  /** Null for a spending. */
  readonly unitId: string | null
  readonly amountFen: number
  readonly purpose: string
  /** When money changed hands. */
  readonly day: string
  readonly recordedBy: string
  /** `waits`: a spending without its second signature. */
  readonly status: 'waits' | 'counts' | 'withdrawn' | 'reversed'
}

export interface WaitingReversal {
  readonly entryId: string
  readonly proposedBy: string
}
export interface WaitingGiveBack {
  readonly giveBackId: string
  readonly rows: readonly DoorShare[]
  readonly recordedBy: string
}

type Draft = (typeof CollectionDrafted)['schema']['_zod']['output']

export interface OpenedCollection {
  readonly collectionId: string
  readonly compoundId: string
  readonly kind: CollectionKind
  readonly status: 'draft' | 'open' | 'closed' | 'cancelled'
  readonly draft: Draft
  readonly doors: ReadonlyMap<string, PaidDoor>
  readonly entries: ReadonlyMap<string, CollectionEntry>
  readonly reversals: ReadonlyMap<string, WaitingReversal>
  readonly giveBack: WaitingGiveBack | null
  /** Ids of reversals, plans and carryings-over that came before, so that a repeated command adds nothing. */
  readonly done: ReadonlySet<string>
  /** Net of what was reversed. */
  readonly paidFen: number
  readonly spentFen: number
  readonly backFen: number
  readonly carriedFen: number
}
export type CollectionState = OpenedCollection | null

/** Σ paid − Σ spent − Σ given back − carried over. */
export const leftInCollection = ({ paidFen, spentFen, backFen, carriedFen }: OpenedCollection): number =>
  paidFen - spentFen - backFen - carriedFen

/** Doors with a share that is not fully paid. */
export const unpaidDoorsOf = ({ doors }: OpenedCollection): number =>
  [...doors.values()].filter(({ dueFen, paidFen }) => paidFen < dueFen).length

/** What somebody else has to look at before it counts. */
export const waitingOf = ({ entries, reversals, giveBack }: OpenedCollection): number =>
  [...entries.values()].filter(({ status }) => status === 'waits').length + reversals.size + (giveBack ? 1 : 0)

export function evolve(state: CollectionState, event: CollectionEvent): CollectionState {
  if (event.type === 'CollectionDrafted') return drafted(event.data)
  if (!state) return state
  switch (event.type) {
    case 'CollectionConfirmed':
      return { ...state, status: 'open', doors: doorsOf(event.data.rows) }
    case 'CollectionCancelled':
      return { ...state, status: 'cancelled' }
    case 'CollectionClosed':
      return { ...state, status: 'closed' }
    case 'CollectionPaymentsRecorded':
      return paid(state, event.data)
    case 'CollectionSpendingRecorded':
      return withEntry(state, event.data.spendingId, spendingEntry(event.data, 'waits'))
    case 'CollectionSpendingSigned': {
      const next = withEntry(state, event.data.spendingId, spendingEntry(event.data, 'counts'))
      return { ...next, spentFen: state.spentFen + event.data.amountFen }
    }
    case 'CollectionSpendingWithdrawn':
      return withStatus(state, event.data.spendingId, 'withdrawn')
    case 'CollectionReversalProposed': {
      const { reversalId, entryId, proposedBy } = event.data
      return { ...state, reversals: new Map(state.reversals).set(reversalId, { entryId, proposedBy }) }
    }
    case 'CollectionReversalDropped':
      return withoutReversal(state, event.data.reversalId)
    case 'CollectionPaymentReversed':
    case 'CollectionSpendingReversed':
      return reversed(state, event)
    case 'CollectionGiveBackPlanned': {
      const { giveBackId, rows, recordedBy } = event.data
      return { ...state, giveBack: { giveBackId, rows, recordedBy } }
    }
    case 'CollectionGiveBackWithdrawn':
      return { ...state, giveBack: null, done: new Set(state.done).add(event.data.giveBackId) }
    case 'CollectionGivenBack': {
      const next = returned(state, event.data.rows, event.data.giveBackId)
      return { ...next, giveBack: null, backFen: state.backFen + event.data.totalFen }
    }
    case 'CollectionCarriedOver': {
      const next = returned(state, event.data.rows, event.data.carryOverId)
      return { ...next, carriedFen: state.carriedFen + event.data.totalFen }
    }
    default:
      return unreachable(event)
  }
}

type DataOf<Type extends CollectionEvent['type']> = Extract<CollectionEvent, { type: Type }>['data']

function drafted(draft: Draft): OpenedCollection {
  return {
    collectionId: draft.collectionId,
    compoundId: draft.compoundId,
    kind: draft.kind,
    status: 'draft',
    draft,
    doors: new Map(),
    entries: new Map(),
    reversals: new Map(),
    giveBack: null,
    done: new Set(),
    paidFen: 0,
    spentFen: 0,
    backFen: 0,
    carriedFen: 0,
  }
}

const doorsOf = (rows: readonly { readonly unitId: string; readonly dueFen: number }[]) =>
  new Map(rows.map(({ unitId, dueFen }) => [unitId, { unitId, dueFen, paidFen: 0, backFen: 0 }]))

function withEntry(state: OpenedCollection, id: string, entry: CollectionEntry): OpenedCollection {
  return { ...state, entries: new Map(state.entries).set(id, entry) }
}

function withStatus(state: OpenedCollection, id: string, status: CollectionEntry['status']): OpenedCollection {
  const entry = state.entries.get(id)
  return entry ? withEntry(state, id, { ...entry, status }) : state
}

const spendingEntry = (
  {
    amountFen,
    purpose,
    spentOn,
    recordedBy,
  }: Pick<DataOf<'CollectionSpendingSigned'>, 'amountFen' | 'purpose' | 'spentOn' | 'recordedBy'>,
  status: CollectionEntry['status'],
): CollectionEntry => ({ kind: 'spending', unitId: null, amountFen, purpose, day: spentOn, recordedBy, status })

function paid(state: OpenedCollection, { rows, paidOn, recordedBy }: DataOf<'CollectionPaymentsRecorded'>) {
  const entries = new Map(state.entries)
  const doors = new Map(state.doors)
  let { paidFen } = state
  for (const { paymentId, unitId, amountFen } of rows) {
    entries.set(paymentId, {
      kind: 'payment',
      unitId,
      amountFen,
      purpose: '',
      day: paidOn,
      recordedBy,
      status: 'counts',
    })
    const door = doors.get(unitId)
    if (door) doors.set(unitId, { ...door, paidFen: door.paidFen + amountFen })
    paidFen += amountFen
  }
  return { ...state, entries, doors, paidFen }
}

function withoutReversal(state: OpenedCollection, reversalId: string): OpenedCollection {
  const reversals = new Map(state.reversals)
  reversals.delete(reversalId)
  return { ...state, reversals, done: new Set(state.done).add(reversalId) }
}

function reversed(
  state: OpenedCollection,
  event: Extract<CollectionEvent, { type: 'CollectionPaymentReversed' | 'CollectionSpendingReversed' }>,
): OpenedCollection {
  const { reversalId, entryId, amountFen } = event.data
  const next = withStatus(withoutReversal(state, reversalId), entryId, 'reversed')
  if (event.type === 'CollectionSpendingReversed') return { ...next, spentFen: state.spentFen - amountFen }
  const door = state.doors.get(event.data.unitId)
  const doors = new Map(state.doors)
  if (door) doors.set(door.unitId, { ...door, paidFen: door.paidFen - amountFen })
  return { ...next, doors, paidFen: state.paidFen - amountFen }
}

function returned(state: OpenedCollection, rows: readonly DoorShare[], doneId: string): OpenedCollection {
  const doors = new Map(state.doors)
  for (const { unitId, amountFen } of rows) {
    const door = doors.get(unitId)
    if (door) doors.set(unitId, { ...door, backFen: door.backFen + amountFen })
  }
  return { ...state, doors, done: new Set(state.done).add(doneId) }
}
