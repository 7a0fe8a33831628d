/** Where the plan's areas lie: the county, its two subdistricts of the plan, communities, and each area as a block. */
import type { RegionLevel } from '@changxin/shared/places'
import type { PlanArea } from '@changxin/shared/renovation'
import type { Ids } from './ids.ts'

export interface RegionPlan {
  readonly id: string
  readonly level: RegionLevel
  readonly name: string
  readonly parentId: string | null
}

export const COUNTY_NAME = '重庆市垫江县'
const GUIXI = '桂溪街道'
const GUIYANG = '桂阳街道'

/**
 * A piece of the area's name → the communities that it lies in. 西街, 南街 and 天宝 are named in the plan, the others are
 * invented. These three areas of 桂阳街道 have together the 32 compounds and 128 buildings that 表5.1.1 prints for it.
 */
const PLACES: readonly (readonly [area: string, subdistrict: string, communities: readonly string[]])[] = [
  ['天宝社区', GUIYANG, ['天宝社区']],
  ['南阳桥', GUIYANG, ['南阳社区']],
  ['西欧花园', GUIYANG, ['明月社区']],
  ['桂溪路', GUIXI, ['西街社区']],
  ['人民西路', GUIXI, ['西街社区']],
  ['南街', GUIXI, ['南街社区']],
  ['南门', GUIXI, ['南街社区']],
  ['南新街', GUIXI, ['新街社区']],
  ['新华街', GUIXI, ['新街社区']],
  ['人民东路', GUIXI, ['东路社区']],
  ['中心广场', GUIXI, ['东路社区']],
  ['工农', GUIXI, ['工农社区']],
  ['鼎发巷', GUIXI, ['杏林社区']],
  ['石岩路', GUIXI, ['杏林社区']],
  ['长龙园丁', GUIXI, ['杏林社区']],
  ['凤山西路', GUIXI, ['凤山社区']],
  ['锦府政协', GUIXI, ['凤山社区']],
  ['青年路', GUIXI, ['松林社区']],
  ['陵园路', GUIXI, ['松林社区']],
  ['松林新街', GUIXI, ['松林社区']],
  ['南阳新村', GUIXI, ['新村社区']],
  ['种子公司', GUIXI, ['新村社区']],
  ['迎春桥', GUIXI, ['迎春社区']],
  ['建新路', GUIXI, ['建新社区', '桂东社区']],
]
/** For an area of another plan. */
const ELSEWHERE = ['', GUIXI, ['城中社区']] as const

export interface RegionsPlan {
  readonly districtId: string
  /** Parents stand before their children. */
  readonly regions: readonly RegionPlan[]
  /** The communities of an area, never empty. */
  communitiesOf(area: PlanArea): readonly RegionPlan[]
  blockOf(area: PlanArea): RegionPlan
}

export function planRegions(areas: readonly PlanArea[], ids: Ids): RegionsPlan {
  const districtId = ids.of('region', COUNTY_NAME)
  const regions = new Map<string, RegionPlan>()
  const put = (level: RegionLevel, name: string, parentId: string | null): RegionPlan => {
    const id = level === 'district' ? districtId : ids.of('region', level, name)
    const known = regions.get(id)
    if (known) return known
    const region = { id, level, name, parentId }
    regions.set(id, region)
    return region
  }
  put('district', COUNTY_NAME, null)
  const communitiesOf = (area: PlanArea) => {
    const [, subdistrict, communities] = placeOf(area)
    const { id } = put('subdistrict', subdistrict, districtId)
    return communities.map((name) => put('community', name, id))
  }
  // 西欧花园 lies across both subdistricts; like every block it hangs below the whole county.
  const blockOf = (area: PlanArea) => put('block', area.name, districtId)
  for (const area of areas) {
    communitiesOf(area)
    blockOf(area)
  }
  return { districtId, regions: [...regions.values()], communitiesOf, blockOf }
}

function placeOf(area: PlanArea) {
  return PLACES.find(([piece]) => area.name.startsWith(piece)) ?? ELSEWHERE
}
