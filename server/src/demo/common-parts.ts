/** What the renovation left behind to be cared for, with the warranty of each part from its acceptance on. */
import type { Day } from '@changxin/shared/kernel'
import { type BuildingRow, type CommonPartKind, type CommonPartRow, warrantyUntil } from '@changxin/shared/places'
import type { Ids } from './ids.ts'

interface Item {
  readonly kind: CommonPartKind
  readonly name: string
  /** 建设工程质量管理条例 art. 40, as in the table of renovation items; null = by contract, which nobody has here. */
  readonly years: number | null
}

const OF_BUILDING: readonly Item[] = [
  { kind: 'roof', name: '屋面防水', years: 5 },
  { kind: 'external-wall', name: '外墙防渗漏', years: 5 },
  { kind: 'stairwell', name: '楼道墙面和扶手', years: 2 },
]
const OF_COMPOUND: readonly Item[] = [
  { kind: 'drain', name: '雨污管网', years: 2 },
  { kind: 'septic-tank', name: '化粪池', years: 2 },
  { kind: 'power', name: '公共供配电', years: 2 },
  { kind: 'lighting', name: '路灯和楼道灯', years: 2 },
  { kind: 'road', name: '道路和院坝', years: null },
  { kind: 'green', name: '绿化', years: null },
  { kind: 'fire-system', name: '消火栓和灭火器', years: 2 },
  { kind: 'security', name: '监控和门禁', years: 2 },
]

interface Order {
  readonly compoundId: string
  readonly buildings: readonly BuildingRow[]
  readonly acceptedOn: Day | null
  readonly ids: Ids
}

export function planCommonParts({ compoundId, buildings, acceptedOn, ids }: Order): CommonPartRow[] {
  const partOf = ({ kind, name, years }: Item, building: BuildingRow | null): CommonPartRow => ({
    partId: ids.of('part', building?.buildingId ?? compoundId, kind),
    kind,
    name: building ? `${building.name}${name}` : name,
    buildingId: building?.buildingId ?? null,
    entranceId: null,
    acceptedOn,
    warrantyUntil: acceptedOn === null || years === null ? null : warrantyUntil(acceptedOn, years),
  })
  return [
    ...OF_COMPOUND.map((item) => partOf(item, null)),
    ...buildings.flatMap((building) => OF_BUILDING.map((item) => partOf(item, building))),
  ]
}
