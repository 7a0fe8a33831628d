/**
 * 改造内容菜单: items to choose from when a survey is made, by the classes of the national guidance (基础类, 完善类,
 * 提升类). A help for typing, not the official list of any city.
 */
export type MenuClass = 'basic' | 'better' | 'lift'
export interface MenuItem {
  readonly code: string
  readonly class: MenuClass
  readonly zh: string
  readonly en: string
}

const of = (menuClass: MenuClass, rows: readonly (readonly [code: string, zh: string, en: string])[]): MenuItem[] =>
  rows.map(([code, zh, en]) => ({ code, class: menuClass, zh, en }))

export const renovationMenu: readonly MenuItem[] = [
  ...of('basic', [
    ['B01', '屋面防水', 'Roof waterproofing'],
    ['B02', '外墙修缮', 'External walls'],
    ['B03', '楼道修缮', 'Stairwells'],
    ['B04', '楼道照明', 'Stairwell lighting'],
    ['B06', '道路与院坝', 'Roads and yard'],
    ['B07', '雨污分流、排水管网', 'Drains'],
    ['B08', '化粪池', 'Septic tank'],
    ['B09', '供水管网、一户一表', 'Water mains and meters'],
    ['B13', '线缆规整、下地', 'Cables tidied'],
    ['B16', '消防设施', 'Fire equipment'],
    ['B18', '监控、门禁', 'Cameras and door control'],
    ['B19', '垃圾分类点', 'Waste sorting'],
    ['B20', '围墙、挡墙', 'Walls and fences'],
  ]),
  ...of('better', [
    ['W02', '绿化', 'Green space'],
    ['W03', '小区路灯', 'Street lamps'],
    ['W04', '扶手、休息座椅', 'Handrails and seats'],
    ['W05', '无障碍坡道', 'Ramps'],
    ['W06', '停车位', 'Parking places'],
    ['W07', '电动自行车充电', 'E-bike charging'],
    ['W08', '汽车充电桩', 'Car charging'],
    ['W09', '快递柜、信包箱', 'Parcel lockers'],
    ['W11', '健身设施', 'Fitness equipment'],
    ['W12', '物业用房', 'Management room'],
    ['W14', '加装电梯', 'Added lift'],
  ]),
  ...of('lift', [
    ['S01', '养老服务站', 'Elderly day care'],
    ['S02', '社区食堂', 'Canteen'],
    ['S03', '托育服务', 'Nursery care'],
    ['T02', '社区卫生服务站', 'Health station'],
    ['T05', '文化景观', 'Culture and landscape'],
  ]),
]
