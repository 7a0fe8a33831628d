/** What people write down about a request on its way. */
import type { Category, PauseCause, RejectionGround } from '@changxin/shared/maintenance'

export const REJECTIONS: Readonly<Record<RejectionGround, string>> = {
  'not-here': '不在本小区范围，已告知所属小区物业电话',
  'private-part': '户内设施，由业主自行维修，已推荐师傅',
  'other-authority': '属燃气公司管理，已代为转报',
  'no-fault': '现场查看一切正常，已与报修人说明',
  unclear: '描述不清，电话多次未接，请补充后再报',
}

export const PAUSES: Readonly<Record<PauseCause, string>> = {
  'no-access': '住户出门，约好回来再上门',
  'owner-decision': '要不要更换，等业主答复',
  'fund-vote': '需要动用维修资金，正在征求业主意见',
  parts: '缺配件，已订货',
  weather: '连日下雨，天晴再做防水',
  other: '等施工队腾出人手',
}

export const HAND_BACK_REASONS = ['需要登高作业证，我没有', '缺专用工具', '手上已有三单，今天赶不到'] as const
export const REMAINING = [
  '主管通了，厨房那一支还慢',
  '楼上那处还在滴',
  '灯亮了，灯罩还没装',
  '补了一半，等水泥干',
] as const
export const VISIT_NOTES = ['还是老样子，没有修好', '当天好了，第二天又犯', '修的人没说清楚要注意什么，又坏了'] as const
export const COST_NOTES = ['凭出库单', '凭收据', null] as const

type Priced = readonly [name: string, unit: string, fenEach: number]
const SUNDRIES: readonly Priced[] = [
  ['生料带', '卷', 200],
  ['膨胀螺栓', '个', 150],
  ['密封胶', '支', 1_800],
]
const MATERIALS: Readonly<Partial<Record<Category, readonly Priced[]>>> = {
  water: [
    ['PPR 管', '米', 900],
    ['接头', '个', 650],
    ['闸阀', '个', 4_800],
  ],
  drain: [
    ['PVC 排水管', '米', 1_600],
    ['三通', '个', 1_200],
    ['疏通剂', '瓶', 2_500],
  ],
  lighting: [
    ['声控灯', '盏', 2_800],
    ['电线', '米', 350],
  ],
  power: [
    ['空气开关', '个', 4_500],
    ['电线', '米', 350],
  ],
  'roof-leak': [
    ['防水涂料', '桶', 16_800],
    ['卷材', '平方米', 3_200],
  ],
  wall: [
    ['水泥', '袋', 2_600],
    ['外墙漆', '桶', 12_500],
  ],
  door: [
    ['闭门器', '个', 8_500],
    ['锁芯', '个', 6_000],
  ],
  road: [
    ['水泥', '袋', 2_600],
    ['沥青冷补料', '袋', 4_200],
  ],
}

export const materialsFor = (category: Category): readonly Priced[] => MATERIALS[category] ?? SUNDRIES
