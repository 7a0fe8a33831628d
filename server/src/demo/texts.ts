/** What people report, and what is written down when it is done: invented, and without a person in it. */
import type { TickItem } from '@changxin/shared/facilities'
import type { Category, Urgency } from '@changxin/shared/maintenance'
import type { CommonPartKind } from '@changxin/shared/places'
import type { z } from 'zod'

export type Tick = z.infer<typeof TickItem>
export type PlaceKind = 'compound' | 'building' | 'entrance' | 'unit' | CommonPartKind

/** `{b}` building, `{e}` entrance, `{d}` door. */
export interface Trouble {
  readonly category: Category
  readonly urgency: Urgency
  readonly place: PlaceKind
  readonly text: string
  readonly done: string
}

type Row = readonly [urgency: Urgency, place: PlaceKind, text: string, done: string]
const of = (category: Category, rows: readonly Row[]): readonly Trouble[] =>
  rows.map(([urgency, place, text, done]) => ({ category, urgency, place, text, done }))

/** When one of the ten things that the monthly look sees is out of order. */
export const FAILURES: Readonly<Record<Tick, readonly Trouble[]>> = {
  roof: of('roof-leak', [
    ['ordinary', 'building', '{b}顶楼下雨就漏，天花板已经发霉', '清理天沟，漏点做了防水卷材，泼水试验不漏'],
    ['ordinary', 'building', '{b}屋面排水口堵了，积水往下渗', '排水口已疏通，更换雨水斗'],
    ['emergency', 'building', '{b}屋面漏水滴到楼道电表箱', '断电排险，临时遮盖后补做防水'],
    ['deferrable', 'building', '{b}屋面防水层起鼓开裂', '起鼓处割开重新粘贴'],
  ]),
  'external-wall': of('wall', [
    ['emergency', 'building', '{b}外墙瓷砖松动，有掉落的危险', '已拉警戒线，松动部分清除并补平'],
    ['ordinary', 'building', '{b}外墙渗水，靠墙的房间返潮', '外墙裂缝灌胶，刷防水涂料'],
    ['deferrable', 'building', '{b}外墙涂料成片脱落', '脱落处铲平重新刷涂'],
  ]),
  stairwell: of('stairwell', [
    ['deferrable', 'entrance', '{b}{e}楼道墙皮脱落', '铲除起皮，重新刷白'],
    ['ordinary', 'entrance', '{b}{e}楼梯扶手松了，老人扶着不稳', '扶手重新焊接固定'],
    ['ordinary', 'entrance', '{b}{e}楼道堆满杂物，走路要侧身', '联系住户清走，张贴提示'],
    ['deferrable', 'entrance', '{b}{e}楼道窗户玻璃破了', '更换玻璃'],
  ]),
  lighting: of('lighting', [
    ['ordinary', 'entrance', '{b}{e}楼道灯全不亮，晚上看不见台阶', '更换声控灯头三个'],
    ['ordinary', 'lighting', '院坝两盏路灯不亮', '更换路灯光源和时控开关'],
    ['deferrable', 'entrance', '{b}{e}二楼声控灯时亮时不亮', '更换声控开关'],
    ['ordinary', 'lighting', '路灯白天亮、晚上黑', '时控开关重新设定'],
  ]),
  drain: of('drain', [
    ['emergency', 'drain', '化粪池往外冒水，院子里全是臭水', '吸粪车清掏，疏通主管'],
    ['ordinary', 'drain', '{b}门口雨水井堵了，下雨就积水', '雨水井清淤，更换井箅'],
    ['ordinary', 'building', '{b}下水主管堵了，一楼返水', '主管机械疏通，清出杂物'],
    ['ordinary', 'septic-tank', '化粪池满了，味道很大', '已清掏，井盖密封'],
  ]),
  road: of('road', [
    ['ordinary', 'road', '进院的路沉了一块，车轮陷进去过', '挖开回填夯实，恢复路面'],
    ['deferrable', 'road', '院坝地砖松动，踩着翘起来', '地砖重新铺装'],
    ['emergency', 'road', '一个井盖碎了，夜里有人差点踩空', '先围挡，当天换上新井盖'],
  ]),
  'fire-lane': of('fire', [
    ['ordinary', 'compound', '消防通道停满了车，消防车进不来', '挪车并补划禁停线'],
    ['emergency', 'fire-system', '消火栓没有水', '阀门锈死，已更换，出水正常'],
    ['ordinary', 'fire-system', '楼道灭火器过期了', '灭火器更换八具'],
  ]),
  'entrance-door': of('door', [
    ['ordinary', 'entrance', '{b}{e}单元门关不上', '更换闭门器'],
    ['ordinary', 'entrance', '{b}{e}门禁刷卡没反应', '门禁主机重新供电，读头更换'],
    ['deferrable', 'entrance', '{b}{e}单元门合页生锈，开门声音很大', '合页上油，校正门框'],
  ]),
  sanitation: of('sanitation', [
    ['ordinary', 'compound', '垃圾桶满了两天没人收', '已清运，增加一次收运'],
    ['deferrable', 'compound', '分类垃圾亭的顶棚坏了', '顶棚更换'],
    ['ordinary', 'entrance', '{b}{e}楼道里有人长期堆放废品', '已清理，上门劝导'],
  ]),
  green: of('green', [
    ['deferrable', 'green', '树枝伸到{b}三楼窗户，挡光', '已修剪'],
    ['ordinary', 'green', '大树枯枝快要掉下来，下面停着车', '枯枝已锯除'],
    ['deferrable', 'green', '花坛里的草比人高', '已除草，补种麦冬'],
  ]),
}

/** Everything else that people call for. */
export const INCIDENTS: readonly Trouble[] = [
  ...of('water', [
    ['emergency', 'entrance', '{b}{e}水管爆了，水从楼梯往下流', '关总阀，更换爆裂管段'],
    ['ordinary', 'unit', '{b}{e}{d}进户水管接头滴水', '更换接头和生料带'],
    ['ordinary', 'building', '{b}水压太小，四楼以上洗不了澡', '清洗过滤网，调整减压阀'],
    ['ordinary', 'entrance', '{b}{e}水表井积水，表看不清', '抽水，井壁补漏'],
  ]),
  ...of('drain', [
    ['ordinary', 'unit', '{b}{e}{d}厨房下水返水，楼上一放水就冒', '立管疏通，清出油垢'],
    ['ordinary', 'unit', '{b}{e}{d}卫生间漏水到楼下', '查明为立管三通渗漏，已更换'],
    ['emergency', 'entrance', '{b}{e}一楼污水倒灌进屋', '主管疏通，地面消毒'],
  ]),
  ...of('power', [
    ['emergency', 'entrance', '{b}{e}整个单元停电，电表箱有焦味', '更换烧坏的空气开关，测温正常'],
    ['ordinary', 'entrance', '{b}{e}楼道电线垂下来，碰得到头', '线路归槽固定'],
    ['ordinary', 'compound', '电动车充电桩两个口不通电', '更换保险和插座模块'],
  ]),
  ...of('security', [
    ['ordinary', 'security', '大门口监控黑屏', '硬盘录像机重启，更换电源'],
    ['deferrable', 'security', '后门的锁坏了，谁都能进', '换锁，钥匙已发放'],
  ]),
  ...of('parking', [
    ['deferrable', 'compound', '外来车辆占了划线车位', '张贴提示，安排夜间巡查'],
    ['deferrable', 'compound', '车位线看不清，天天为停车吵', '重新划线十二个'],
  ]),
  ...of('door', [['ordinary', 'entrance', '{b}{e}可视对讲听不见声音', '更换对讲分机线']]),
  ...of('lighting', [['ordinary', 'entrance', '{b}{e}一楼到二楼的灯坏了', '更换灯泡']]),
  ...of('stairwell', [['deferrable', 'entrance', '{b}{e}小广告贴满楼道', '清除小广告，补刷墙面']]),
  ...of('sanitation', [
    ['deferrable', 'compound', '院坝里有狗粪没人清', '已清扫，张贴文明养犬提示'],
    ['ordinary', 'entrance', '{b}{e}楼道很久没有打扫', '已打扫，排入每周清洁'],
  ]),
  ...of('other', [
    ['deferrable', 'compound', '健身器材一个踏板断了', '踏板更换'],
    ['deferrable', 'compound', '快递柜挡住了坡道', '已联系移位，坡道通畅'],
    ['ordinary', 'unit', '{b}{e}{d}楼上滴水打湿晾晒的被子', '上门查看，空调冷凝水管已接好'],
    ['deferrable', 'compound', '晾衣杆歪了，晒不了东西', '立柱重新浇筑固定'],
    ['ordinary', 'compound', '宣传栏玻璃碎了，边上有尖角', '玻璃清除，换成亚克力板'],
  ]),
]

export const REOPEN_REASONS = [
  '又坏了，跟上次一样',
  '下了一场雨又漏',
  '修了三天就不行了',
  '只修了一半，另一处还没弄',
  '还是有味道',
] as const
export const CANCEL_REASONS = [
  '住户自己找人修好了',
  '重复报修，并入另一单',
  '现场查看没有发现问题',
  '属于自来水公司管，已转告',
] as const
export const HANDOVER_NOTES = [
  '缺配件，已订货',
  '约好住户周末上门',
  '需要搭架子，等工人凑齐',
  '要先筹钱，正在商量',
  '报了社区，等答复',
] as const
export const LOOK_NOTES = [
  '排水口有树叶，已当场清理',
  '两家在楼道堆放纸箱',
  '楼顶门锁完好',
  '住户反映晚上灯暗',
] as const
