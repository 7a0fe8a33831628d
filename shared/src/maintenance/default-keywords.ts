/** The words that are suggested to begin with, as residents write them. People change them: see keywords.decider.ts. */
import type { Category, Urgency } from './events.ts'
import type { KeywordRow, KeywordRule } from './keywords.events.ts'

const words = (category: Category | null, urgency: Urgency | null, weight: number, list: string): KeywordRow[] =>
  list.split('、').map((word) => ({ word, category, urgency, weight }))

/** Life or limb: these are emergencies whatever else is written. */
const danger: readonly KeywordRow[] = [
  ...words('lift', 'emergency', 10, '电梯 困、电梯 关人、电梯 出不来、电梯 坠、电梯 下坠、电梯 急坠、电梯 夹'),
  ...words('fire', 'emergency', 10, '着火、起火、失火、冒烟、火灾、火警、烟感 响、烧焦味'),
  ...words(
    'other',
    'emergency',
    10,
    '燃气味、煤气味、天然气味、瓦斯味、燃气 漏、煤气 漏、天然气 漏、燃气泄漏、煤气中毒',
  ),
  ...words(
    'power',
    'emergency',
    9,
    '漏电、触电、电线 冒火、电线 断、电箱 冒、冒火花、打火花、电表 烧、插座 烧、电线 掉',
  ),
  ...words('water', 'emergency', 8, '爆管、水管 爆、水管 喷、水管 炸、水管 断、水淹、自来水 喷'),
  ...words('drain', 'emergency', 8, '井盖 丢、井盖 不见、井盖 没了、井盖 缺、井盖 掉、井盖 偷、污水 倒灌、粪水 倒灌'),
  ...words('wall', 'emergency', 9, '外墙 砸、瓷砖 砸、墙 倒、墙 塌、坍塌、阳台 塌、雨棚 要掉、砸到人、砸伤'),
  ...words('stairwell', 'emergency', 8, '楼梯 塌、栏杆 断、扶手 断、护栏 断'),
  ...words('green', 'emergency', 7, '树 倒、树 砸、树枝 砸'),
  ...words(null, 'emergency', 8, '救命、有人受伤、伤人、生命危险'),
]

const faults: readonly KeywordRow[] = [
  ...words(
    'water',
    'ordinary',
    4,
    '漏水、停水、没水、没有水、水压、水管、自来水、水龙头、水表、水箱、水泵、二次供水、水阀、阀门',
  ),
  ...words('water', 'ordinary', 4, '水黄、水浑、水发黄'),
  ...words(
    'drain',
    'ordinary',
    6,
    '下水堵、下水道、下水管、下水、排水、管道 堵、马桶 堵、厕所 堵、地漏、返水、返味、反味、反水、污水、化粪池、粪水、堵了、窨井、井盖、雨水管、落水管',
  ),
  ...words(
    'power',
    'ordinary',
    5,
    '停电、跳闸、没电、没有电、断电、电线、电表、电箱、配电箱、空开、充电桩、插座、电压',
  ),
  ...words('lighting', 'ordinary', 6, '路灯不亮、路灯、楼道灯、灯不亮、灯坏、灯 闪、声控灯、感应灯、照明、庭院灯'),
  ...words('lighting', 'ordinary', 3, '灯、太黑、黑漆漆'),
  ...words('roof-leak', 'ordinary', 7, '屋面、屋顶、楼顶、天台、顶楼 漏、天花板 漏、天花 漏、防水层、雨水渗'),
  ...words(
    'wall',
    'ordinary',
    6,
    '外墙掉皮、外墙、掉皮、墙皮、墙面、墙 渗、墙 裂、开裂、裂缝、瓷砖、保温层、脱落、空鼓',
  ),
  ...words('stairwell', 'ordinary', 6, '楼梯、楼道、扶手、栏杆、护栏、台阶、过道'),
  ...words(
    'door',
    'ordinary',
    6,
    '单元门、大门、门禁、防盗门、门锁、对讲、闭门器、可视门铃、门 关不上、门 打不开、道闸、门卡',
  ),
  ...words('lift', 'ordinary', 7, '电梯、轿厢、按钮 失灵'),
  ...words('fire', 'ordinary', 7, '消防通道、消防、灭火器、消火栓、消防栓、烟感、防火门、应急灯、安全出口、飞线充电'),
  ...words('road', 'ordinary', 5, '路面、道路、坑洼、坑、地砖、塌陷、沉降、减速带、路沿、积水'),
  ...words('security', 'ordinary', 5, '监控、摄像头、安防、小偷、被偷、偷、围墙、陌生人、门岗、保安'),
  ...words('sanitation', 'ordinary', 4, '垃圾、卫生、保洁、脏、臭、气味、异味、老鼠、蟑螂、白蚁、狗屎、小广告'),
  ...words('parking', 'ordinary', 5, '停车、车位、占车位、堵车、车棚、占道、乱停、电瓶车、僵尸车'),
]

/** Wishes and what can wait. */
const later: readonly KeywordRow[] = [
  ...words('green', 'deferrable', 5, '绿化、草坪、草、花坛、树、修剪、树枝、遮光、杂草、虫害'),
  ...words('security', 'deferrable', 4, '加装监控、加监控'),
  ...words('parking', 'deferrable', 4, '划车位、划线、加车位'),
  ...words('stairwell', 'deferrable', 4, '刷墙、粉刷、加扶手'),
  ...words(null, 'deferrable', 3, '建议、希望、能不能、有空、不急、方便时、健身器材'),
  ...words('other', 'deferrable', 3, '健身器材 坏、长椅、休息椅、宣传栏'),
]

/** `rule-keywords` begins with this. */
export const defaultKeywords: KeywordRule = {
  ruleId: 'suggested-keywords',
  jurisdiction: 'all',
  validFrom: '2000-01-01',
  basis: 'suggested',
  source: '建议的关键词，不是规定：按居民常用说法整理，供填报时提示类别和缓急，由填报人自己决定',
  rows: [...danger, ...faults, ...later],
}
