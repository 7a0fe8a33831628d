import {
  BuildingsRegistered,
  CompoundRegistered,
  RegionRegistered,
  type UnitRow,
  UnitsRegistered,
} from '@changxin/shared/places'
import { clockProjection } from '../clock/clock.projection.ts'
import { managementProjection } from '../management/index.ts'
import { oversightProjection } from '../oversight/oversight.projection.ts'
import { peopleProjection } from '../people/index.ts'
import type { Read } from '../views/views.ts'
import { listCompounds } from './compounds.queries.ts'
import { placesProjection } from './index.ts'

export const all = [clockProjection, placesProjection, managementProjection, peopleProjection, oversightProjection]

export const regions = [
  RegionRegistered({ regionId: 'city', level: 'city', name: '重庆市', parentId: null }),
  RegionRegistered({ regionId: 'district', level: 'district', name: '垫江县', parentId: 'city' }),
  RegionRegistered({ regionId: 'street', level: 'subdistrict', name: '桂溪街道', parentId: 'district' }),
  RegionRegistered({ regionId: 'north', level: 'community', name: '北门社区', parentId: 'street' }),
  RegionRegistered({ regionId: 'block', level: 'block', name: '老城片区', parentId: 'district' }),
]
export const compound = (
  compoundId: string,
  name: string,
  change: Partial<Parameters<typeof CompoundRegistered>[0]> = {},
) => CompoundRegistered({ compoundId, name, regionId: 'north', blockId: null, planRow: null, ...change })
export const building = (buildingId: string, name: string, ...entrances: string[]) => ({
  buildingId,
  name,
  storeys: 6,
  builtInYear: 1998,
  entrances: entrances.map((entrance) => ({ entranceId: `${buildingId}-${entrance[0]}`, name: entrance })),
})
export const unit = (unitId: string, door: string, change: Partial<UnitRow> = {}): UnitRow => ({
  unitId,
  buildingId: 'b3',
  entranceId: 'b3-2',
  door,
  kind: 'home',
  floor: null,
  floorArea: null,
  floorAreaSource: null,
  ...change,
})
export const base = [
  ...regions,
  compound('c1', '建设新村', { blockId: 'block' }),
  BuildingsRegistered({ compoundId: 'c1', rows: [building('b3', '3栋', '1单元', '2单元'), building('b1', '1栋')] }),
  UnitsRegistered({
    compoundId: 'c1',
    rows: [
      unit('u1002', '1002', { floorArea: 8_050, floorAreaSource: 'registry' }),
      unit('u502', '502'),
      unit('shop', '门面１', { buildingId: 'b1', entranceId: null, kind: 'shop' }),
    ],
  }),
]
export const page = { limit: 50, cursor: undefined }
export const everyone = {
  all: true,
  where: () => ({ sql: '1 = 1', params: [] }),
  key: 'all',
  personId: null,
  homes: [],
}
export const compoundsIn = (read: Read, change: object = {}) =>
  listCompounds(read, everyone, { ...page, sort: 'name', ...change }).items.map((item) => item.name)
