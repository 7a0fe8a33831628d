/** A fund as its events tell it: accounts with their balances, and entries by id for reversals. Immutable. */
import { type Day, type Id, unreachable } from '@changxin/shared/kernel'
import { type BucketMap, emptyMap, getFrom, valuesOf, withValues } from './bucket-map.ts'
import type { RepairFundEvent } from './events.ts'

export interface Account {
  /** Null only for an account that no event opened. */
  readonly buildingId: Id | null
  readonly balanceFen: number
  readonly entries: number
}

export interface Entry {
  readonly unitId: Id
  /** Above zero for contributions and reversals alike. */
  readonly amountFen: number
  /** The entry that this one takes back. */
  readonly reverses: Id | null
  readonly reversedBy: Id | null
}

export interface FundState {
  /** Null: no fund yet. */
  readonly openedOn: Day | null
  readonly accounts: BucketMap<Account>
  readonly accountCount: number
  readonly entries: BucketMap<Entry>
  readonly contributions: BucketMap<true>
  readonly contributedFen: number
  readonly reversedFen: number
}

export const initial: FundState = {
  openedOn: null,
  accounts: emptyMap(),
  accountCount: 0,
  entries: emptyMap(),
  contributions: emptyMap(),
  contributedFen: 0,
  reversedFen: 0,
}

export function evolve(state: FundState, event: RepairFundEvent): FundState {
  switch (event.type) {
    case 'FundOpened':
      return { ...withAccounts(state, event.data.rows), openedOn: event.data.openedOn }
    case 'UnitAccountsOpened':
      return withAccounts(state, event.data.rows)
    case 'ContributionsRecorded':
      return contributed(state, event.data)
    case 'EntryReversed':
      return reversed(state, event.data)
    default:
      return unreachable(event)
  }
}

type DataOf<Type extends RepairFundEvent['type']> = Extract<RepairFundEvent, { type: Type }>['data']

function withAccounts(state: FundState, rows: DataOf<'UnitAccountsOpened'>['rows']): FundState {
  const opened = new Map<Id, Account>()
  for (const { unitId, buildingId } of rows) {
    if (!getFrom(state.accounts, unitId)) opened.set(unitId, { buildingId, balanceFen: 0, entries: 0 })
  }
  return { ...state, accounts: withValues(state.accounts, opened), accountCount: state.accountCount + opened.size }
}

function contributed(state: FundState, { contributionId, rows }: DataOf<'ContributionsRecorded'>): FundState {
  const sumFen = rows.reduce((sum, row) => sum + row.amountFen, 0)
  return {
    ...posted(state, rows),
    entries: withValues(
      state.entries,
      rows.map(({ entryId, unitId, amountFen }) => [entryId, { unitId, amountFen, reverses: null, reversedBy: null }]),
    ),
    contributions: withValues(state.contributions, [[contributionId, true]]),
    contributedFen: state.contributedFen + sumFen,
  }
}

function reversed(state: FundState, { entryId, reversalId, unitId, amountFen }: DataOf<'EntryReversed'>): FundState {
  const entry = getFrom(state.entries, entryId) ?? { unitId, amountFen, reverses: null, reversedBy: null }
  return {
    ...posted(state, [{ unitId, amountFen: -amountFen }]),
    entries: withValues(state.entries, [
      [entryId, { ...entry, reversedBy: reversalId }],
      [reversalId, { unitId, amountFen, reverses: entryId, reversedBy: null }],
    ]),
    reversedFen: state.reversedFen + amountFen,
  }
}

/** Signed amounts put on their accounts. */
function posted(state: FundState, rows: readonly { readonly unitId: Id; readonly amountFen: number }[]): FundState {
  const changed = new Map<Id, Account>()
  for (const { unitId, amountFen } of rows) {
    const account = changed.get(unitId) ??
      getFrom(state.accounts, unitId) ?? { buildingId: null, balanceFen: 0, entries: 0 }
    changed.set(unitId, { ...account, balanceFen: account.balanceFen + amountFen, entries: account.entries + 1 })
  }
  return { ...state, accounts: withValues(state.accounts, changed) }
}

/** Undefined: the unit has no account, which is not the same as a balance of zero. */
export function balanceOf(state: FundState, unitId: Id): number | undefined {
  return getFrom(state.accounts, unitId)?.balanceFen
}

export function totalsOf(state: FundState) {
  const { contributedFen, reversedFen, accountCount } = state
  return { balanceFen: contributedFen - reversedFen, contributedFen, reversedFen, accounts: accountCount }
}

/** Building sub-ledgers by building id. O(accounts). */
export function buildingBalancesOf(state: FundState): Map<Id, { accounts: number; balanceFen: number }> {
  const buildings = new Map<Id, { accounts: number; balanceFen: number }>()
  for (const [, { buildingId, balanceFen }] of valuesOf(state.accounts)) {
    if (buildingId === null) continue
    const building = buildings.get(buildingId) ?? { accounts: 0, balanceFen: 0 }
    buildings.set(buildingId, { accounts: building.accounts + 1, balanceFen: building.balanceFen + balanceFen })
  }
  return buildings
}
