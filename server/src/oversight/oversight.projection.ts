/** Oversight from the events of every feature: compounds, tallies of regions, freshness. */

import { LookRecorded } from '@changxin/shared/facilities'
import type { EventType } from '@changxin/shared/kernel'
import { ModeAdopted } from '@changxin/shared/management'
import { FreshnessDefined } from '@changxin/shared/oversight'
import {
  BuildingsRegistered,
  CompoundRegistered,
  RegionRegistered,
  RegionRenamed,
  RenovationAccepted,
  UnitFloorAreaRecorded,
  UnitsRegistered,
} from '@changxin/shared/places'
import { allMoneyEvents, FundOpened, gainOf, type MoneyEvent, UnitAccountsOpened } from '@changxin/shared/repair-fund'
import { isSample, on, projection, type Rows } from '../views/projection.ts'
import { dayHandlers } from './day.handlers.ts'
import { COMPOUNDS, DEFINITIONS } from './oversight.kept.ts'
import { type CompoundState, schema, WINDOW_SUMS, type WindowSums } from './oversight.schema.ts'
import { requestHandlers } from './requests.handlers.ts'
import { CHANGED, changeCompound, countersOf, moveTallies, scopesOf } from './tally.ts'
import { currentDay, inWindow } from './window.ts'

function regionsAbove(rows: Rows, regionId: string): string[] {
  const above: string[] = []
  let next: string | null = regionId
  while (next !== null) {
    const region: { region_id: string; parent_id: string | null } | undefined = rows.get(
      'SELECT region_id, parent_id FROM oversight_region WHERE region_id = ?',
      next,
    )
    if (!region) break
    above.push(region.region_id)
    next = region.parent_id
  }
  return above
}

const emptyWindow = Object.fromEntries(WINDOW_SUMS.map((name) => [name, 0])) as WindowSums

function newCompound(
  rows: Rows,
  data: { compoundId: string; name: string; regionId: string; blockId: string | null },
  sample: number,
): CompoundState {
  return {
    compound_id: data.compoundId,
    name: data.name,
    region_id: data.regionId,
    scopes: [...regionsAbove(rows, data.regionId), ...(data.blockId ? [data.blockId] : [])],
    accepted_on: null,
    buildings: 0,
    units: 0,
    floor_area: 0,
    units_without_floor_area: 0,
    mode: 'unknown',
    modes: [],
    open_requests: 0,
    overdue_requests: 0,
    awaiting_requests: 0,
    open_emergency: 0,
    open_ordinary: 0,
    open_deferrable: 0,
    reported_today: 0,
    completed_today: 0,
    fund_balance_fen: null,
    fund_accounts: 0,
    account_floor_area: 0,
    accounts_without_floor_area: 0,
    contributed_today_fen: 0,
    last_look_on: null,
    freshness: null,
    band: null,
    unrated_reason: null,
    due_on: CHANGED,
    next_mode_on: null,
    sample,
    ...emptyWindow,
    rated_version: null,
    rated_inputs: null,
    rolled: null,
    next_point_on: null,
  }
}

interface UnitState {
  readonly floor_area: number | null
  readonly has_account: 0 | 1
}
const FIND_UNIT = 'SELECT floor_area, has_account FROM oversight_unit WHERE unit_id = ?'

/** What a fund needs is reckoned by the units that have an account in it, not by those that came later. */
function openAccounts(rows: Rows, compound: CompoundState, units: readonly { unitId: string }[]): void {
  compound.fund_accounts += units.length
  for (const { unitId } of units) {
    const floorArea = rows.get<UnitState>(FIND_UNIT, unitId)?.floor_area ?? null
    if (floorArea === null) compound.accounts_without_floor_area += 1
    else compound.account_floor_area += floorArea
    rows.run(
      'INSERT INTO oversight_unit (unit_id, floor_area, has_account) VALUES (?, NULL, 1) ON CONFLICT (unit_id) DO UPDATE SET has_account = 1',
      unitId,
    )
  }
}

function moneyMoved(rows: Rows, event: MoneyEvent): void {
  changeCompound(rows, event.data.compoundId, (compound) => {
    const gainFen = gainOf(event)
    compound.fund_balance_fen = (compound.fund_balance_fen ?? 0) + gainFen
    if (event.type === 'ContributionsRecorded') compound.contributed_today_fen += gainFen
  })
}

export const oversightProjection = projection('oversight', 5, schema, [
  on(RegionRegistered, ({ data }, rows) => {
    rows.run(
      'INSERT INTO oversight_region (region_id, level, name, parent_id) VALUES (?, ?, ?, ?)',
      data.regionId,
      data.level,
      data.name,
      data.parentId,
    )
    rows.touch({ table: 'oversight_region' })
  }),
  on(RegionRenamed, ({ data }, rows) => {
    rows.run('UPDATE oversight_region SET name = ? WHERE region_id = ?', data.name, data.regionId)
    rows.touch({ table: 'oversight_region' })
  }),
  on(CompoundRegistered, (event, rows) => {
    const compound = newCompound(rows, event.data, isSample(event))
    rows.kept(COMPOUNDS).put(compound)
    moveTallies(rows, undefined, countersOf(compound), scopesOf(compound))
    rows.touch({ table: 'oversight_compound', compoundId: compound.compound_id })
  }),
  on(RenovationAccepted, ({ data }, rows) =>
    changeCompound(rows, data.compoundId, (compound) => {
      compound.accepted_on = data.acceptedOn
      compound.next_point_on = null
    }),
  ),
  on(BuildingsRegistered, ({ data }, rows) =>
    changeCompound(rows, data.compoundId, (compound) => {
      compound.buildings += data.rows.length
    }),
  ),
  on(UnitsRegistered, ({ data }, rows) =>
    changeCompound(rows, data.compoundId, (compound) => {
      compound.units += data.rows.length
      compound.floor_area += data.rows.reduce((sum, unit) => sum + (unit.floorArea ?? 0), 0)
      compound.units_without_floor_area += data.rows.filter((unit) => unit.floorArea === null).length
      for (const unit of data.rows) {
        rows.run(
          'INSERT OR IGNORE INTO oversight_unit (unit_id, floor_area) VALUES (?, ?)',
          unit.unitId,
          unit.floorArea,
        )
      }
    }),
  ),
  on(UnitFloorAreaRecorded, ({ data }, rows) =>
    changeCompound(rows, data.compoundId, (compound) => {
      const unit = rows.get<UnitState>(FIND_UNIT, data.unitId)
      if (!unit) return
      const more = data.floorArea - (unit.floor_area ?? 0)
      const newlyKnown = unit.floor_area === null ? 1 : 0
      compound.floor_area += more
      compound.units_without_floor_area -= newlyKnown
      if (unit.has_account === 1) {
        compound.account_floor_area += more
        compound.accounts_without_floor_area -= newlyKnown
      }
      rows.run('UPDATE oversight_unit SET floor_area = ? WHERE unit_id = ?', data.floorArea, data.unitId)
    }),
  ),
  on(ModeAdopted, (event, rows) =>
    changeCompound(rows, event.data.compoundId, (compound) => {
      const { data } = event
      compound.modes = [...compound.modes, [data.since, data.mode]]
      // A mode adopted for a later day begins when that day does.
      if (data.since <= currentDay(rows, event)) compound.mode = data.mode
      else if (compound.next_mode_on === null || data.since < compound.next_mode_on) compound.next_mode_on = data.since
    }),
  ),
  on(FundOpened, ({ data }, rows) =>
    changeCompound(rows, data.compoundId, (compound) => {
      compound.fund_balance_fen ??= 0
      openAccounts(rows, compound, data.rows)
    }),
  ),
  on(UnitAccountsOpened, ({ data }, rows) =>
    changeCompound(rows, data.compoundId, (compound) => {
      openAccounts(rows, compound, data.rows)
    }),
  ),
  ...allMoneyEvents.map((definition) =>
    on(definition as EventType, (event, rows) => moneyMoved(rows, event as unknown as MoneyEvent)),
  ),
  on(LookRecorded, (event, rows) =>
    changeCompound(rows, event.data.compoundId, (compound) => {
      const { data } = event
      const today = currentDay(rows, event)
      if (compound.last_look_on === null || compound.last_look_on < data.lookedOn) compound.last_look_on = data.lookedOn
      inWindow(rows, compound, data.lookedOn > today ? today : data.lookedOn, {
        looks: 1,
        ticks_good: data.ticks.filter((tick) => tick.result === 'good').length,
        ticks_faulty: data.ticks.filter((tick) => tick.result === 'faulty').length,
      })
    }),
  ),
  on(FreshnessDefined, ({ data }, rows) => {
    rows.kept(DEFINITIONS).put({ version: data.version, valid_from: data.validFrom, definition: data })
    rows.touch({ table: 'oversight_definition' })
  }),
  ...requestHandlers,
  ...dayHandlers,
])
