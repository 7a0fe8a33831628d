/** A compound of three homes in two buildings, its fund, and what is said about it. For tests. */
import { DayStarted } from '@changxin/shared/clock'
import { addDays, type Day } from '@changxin/shared/kernel'
import { BuildingsRegistered, CompoundRegistered, UnitsRegistered } from '@changxin/shared/places'
import { ContributionsRecorded, EntryReversed, FundOpened } from '@changxin/shared/repair-fund'
import { type Fact, recorded } from '../../../test/kit/projection-spec.ts'
import { clockProjection } from '../clock/clock.projection.ts'
import { placesProjection } from '../places/index.ts'
import { repairFundProjection } from './index.ts'

export const everything = [clockProjection, placesProjection, repairFundProjection]
export const compoundId = 'c1'
export const FIRST_DAY: Day = '2026-03-01'

export const building = (buildingId: string, name: string) => ({
  buildingId,
  name,
  storeys: null,
  builtInYear: null,
  entrances: [],
})
export const door = (unitId: string, buildingId: string) => ({
  unitId,
  buildingId,
  entranceId: null,
  door: unitId.slice(1),
  kind: null,
  floor: null,
  floorArea: unitId === 'u1' ? 8_050 : null,
  floorAreaSource: unitId === 'u1' ? ('registry' as const) : null,
})
export const buildingOf = (unitId: string) => (unitId === 'u3' ? 'b2' : 'b1')
export const units = (...unitIds: string[]) =>
  UnitsRegistered({ compoundId, rows: unitIds.map((unitId) => door(unitId, buildingOf(unitId))) })
export const account = (unitId: string) => ({ unitId, buildingId: buildingOf(unitId) })

export const places: Fact[] = [
  CompoundRegistered({ compoundId, name: '建设新村', regionId: 'r', blockId: null, planRow: null }),
  BuildingsRegistered({ compoundId, rows: [building('b1', '1栋'), building('b2', '2栋')] }),
  units('u1', 'u2', 'u3'),
]
export const onFund = <Event extends Parameters<typeof recorded>[0]>(event: Event, change = {}) =>
  recorded(event, { stream: 'fund-c1', ...change })
export const how = { openedOn: '2026-01-01', bookkeeper: 'authority' as const, ground: '业主大会决定' }
export const opened = onFund(FundOpened({ compoundId, ...how, rows: ['u1', 'u2', 'u3'].map(account) }))
export const paid = (
  contributionId: string,
  ...rows: (readonly [entryId: string, unitId: string, amountFen: number])[]
) =>
  ContributionsRecorded({
    compoundId,
    contributionId,
    kind: 'first-deposit',
    paidOn: '2026-02-01',
    note: '首次交存',
    file: null,
    rows: rows.map(([entryId, unitId, amountFen]) => ({ entryId, unitId, amountFen })),
  })
export const reversed = (entryId: string, unitId: string, amountFen: number) =>
  EntryReversed({ compoundId, reversalId: `${entryId}-r`, entryId, unitId, amountFen, reason: '记错户' })
export const day = (count: number) => DayStarted({ day: addDays(FIRST_DAY, count) })
