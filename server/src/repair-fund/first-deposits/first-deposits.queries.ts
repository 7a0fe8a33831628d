/** First deposits of the accounts of a fund, by the rule that held in its compound on a day. */
import type { Day, Id } from '@changxin/shared/kernel'
import {
  type BuildingKind,
  type DepositState,
  defaultFundRule,
  depositTotals,
  type FirstDepositBuilding,
  type FirstDepositHome,
  type FirstDepositRate,
  type FirstDepositTotals,
  type FundRule,
  firstDepositOf,
  type KindsSaid,
  kindOfBuilding,
  needsKind,
} from '@changxin/shared/repair-fund'
import { decodeCursor, encodeCursor, type KeysetOrder } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'
import type { Page } from '../repair-fund.queries.ts'
import { fundRuleIn } from '../rules/rules.queries.ts'

export interface Asked {
  readonly id: Id
  readonly on?: Day | undefined
  readonly kind?: BuildingKind | undefined
  readonly except?: string | undefined
}

interface Ruled {
  readonly hasFund: boolean
  readonly day: Day | null
  readonly rule: FundRule
}

/** Of the day that was asked for, else of the day on which the fund was opened. */
function ruledOn(read: Read, compoundId: Id, on: Day | undefined): Ruled {
  const fund = read.get<{ opened_on: Day }>(
    'SELECT opened_on FROM repair_fund_warnings_fund WHERE compound_id = ?',
    compoundId,
  )
  if (!fund) return { hasFund: false, day: null, rule: defaultFundRule }
  const day = on ?? fund.opened_on
  return { hasFund: true, day, rule: fundRuleIn(read, compoundId, day) }
}

interface AccountRow {
  readonly id: Id
  readonly label: string
  readonly buildingId: Id
  readonly floorArea: number | null
  readonly paidFen: number
  readonly isPublic: number
  readonly sortKey: string
  /** 1: after the cursor. */
  readonly later: number
}

// Whose building is gone, or whose account went over into others, has a closed one and owes no first deposit any more.
const ACCOUNTS = `SELECT a.unit_id AS id, u.label, u.building_id AS buildingId, u.floor_area AS floorArea,
    a.first_fen AS paidFen, u.sort_key AS sortKey, (u.sort_key, u.unit_id) > (?, ?) AS later,
    coalesce(f.book, '') = 'public-housing' OR coalesce(u.kind, '') = 'public-housing' AS isPublic
  FROM repair_fund_warnings_account a JOIN places_unit u ON u.unit_id = a.unit_id
    LEFT JOIN repair_fund_account f ON f.unit_id = a.unit_id`
const STANDING = 'a.closed = 0'

const START = ['', ''] as const
type Row = FirstDepositHome & Pick<AccountRow, 'sortKey' | 'later'>

function rowOf({ isPublic, ...row }: AccountRow, rates: readonly FirstDepositRate[], said: KindsSaid): Row {
  const { floorArea, paidFen, buildingId } = row
  const home = { floorArea, paidFen, isPublicHousing: isPublic === 1 }
  return { ...row, ...firstDepositOf(home, rates, kindOfBuilding(said, buildingId)) }
}

/** Every home in the order of the doors. `after`: keys of a cursor. */
function homesOf(read: Read, { id, ...asked }: Asked, rule: FundRule, after: readonly (string | number)[] = START) {
  const said = saidIn(asked)
  return read
    .all<AccountRow>(
      `${ACCOUNTS} WHERE a.compound_id = ? AND ${STANDING} ORDER BY u.sort_key, u.unit_id`,
      ...[after[0] ?? '', after[1] ?? '', id],
    )
    .map((row) => rowOf(row, rule.firstDeposits, said))
}

const saidIn = ({ kind, except = '' }: Omit<Asked, 'id'>): KindsSaid => ({
  kind,
  except: new Set(except.split(',').filter((one) => one !== '')),
})

export function firstDeposits(read: Read, asked: Asked) {
  const { hasFund, day, rule } = ruledOn(read, asked.id, asked.on)
  const homes = hasFund ? homesOf(read, asked, rule) : []
  return {
    ...{ hasFund, day, ruleId: rule.ruleId, rates: rule.firstDeposits, needsKind: needsKind(rule.firstDeposits) },
    totals: depositTotals(homes),
    items: byBuilding(read, asked, homes),
  }
}

function byBuilding(read: Read, { id, ...asked }: Asked, homes: readonly Row[]): FirstDepositBuilding[] {
  const sums = new Map<Id, FirstDepositTotals>()
  for (const [buildingId, own] of Map.groupBy(homes, (home) => home.buildingId))
    sums.set(buildingId, depositTotals(own))
  const said = saidIn(asked)
  return read
    .all<Pick<FirstDepositBuilding, 'id' | 'name' | 'storeys'>>(
      `SELECT building_id AS id, name, storeys FROM places_building WHERE compound_id = ? ORDER BY ordinal, building_id`,
      id,
    )
    .flatMap((building) => {
      const own = sums.get(building.id)
      return own ? [{ ...building, buildingKind: kindOfBuilding(said, building.id), ...own }] : []
    })
}

const BY_DOOR: KeysetOrder = {
  name: 'first-deposits',
  keys: [
    { sql: 'u.sort_key', type: 'text' },
    { sql: 'u.unit_id', type: 'text' },
  ],
}

type Filter = Page & { readonly buildingId?: Id | undefined; readonly state?: DepositState | undefined }

/** What is due stands in no table, so that the filter is by what was computed; a compound has some thousand homes at most. */
export function firstDepositHomes(read: Read, { buildingId, state, limit, cursor, ...asked }: Asked & Filter) {
  const after = cursor === undefined ? START : decodeCursor(BY_DOOR, cursor)
  const { hasFund, rule } = ruledOn(read, asked.id, asked.on)
  const found = (hasFund ? homesOf(read, asked, rule, after) : []).filter(
    (home) =>
      (buildingId === undefined || home.buildingId === buildingId) && (state === undefined || home.state === state),
  )
  const later = found.filter((home) => home.later === 1)
  const last = later[limit - 1]
  return {
    items: later.slice(0, limit).map(homeView),
    total: found.length,
    ...(later.length > limit && last ? { next: encodeCursor(BY_DOOR, [last.sortKey, last.id]) } : {}),
  }
}

const homeView = ({ sortKey: _sortKey, later: _later, ...home }: Row): FirstDepositHome => home

/** Nobody says the kind of the building here: where the rates differ by it, `rates` are what there is to tell. */
export function firstDepositOfUnit(read: Read, unitId: Id, compoundId: Id) {
  const { day, rule } = ruledOn(read, compoundId, undefined)
  const { ruleId, firstDeposits: rates } = rule
  const row = read.get<AccountRow>(`${ACCOUNTS} WHERE a.unit_id = ? AND ${STANDING}`, ...START, unitId)
  const home = row ? homeView(rowOf(row, rates, { except: new Set() })) : null
  return { day, ruleId, rates, home }
}
