/** Invented names: compounds, people, operators. Names of areas and streets come from the plan; nobody here exists. */
import type { Random } from './random.ts'

/** Compounds that the plan itself names in the area, by a piece of the area's name. */
const NAMED_BY_PLAN: readonly (readonly [area: string, names: readonly string[]])[] = [
  ['锦府政协', ['锦府小区', '政协家属院', '纪委家属院', '八四小区']],
  ['长龙园丁', ['长龙园丁小区', '消防家属院']],
  ['种子公司', ['种子公司家属院', '南阳商品房']],
  ['天宝社区', ['档案馆家属院', '卫生委家属院', '通讯社家属院', '审计局家属院']],
  ['迎春桥', ['糖果厂宿舍', '保合路农行家属楼', '邮电家属楼', '电信家属院', '原武装部综合楼']],
  ['工农路至北', ['三合小区', '金地嘉苑', '四中综合楼', '国土监察大队家属院']],
  ['西欧花园', ['西欧花园一期', '西欧花园二期']],
  ['南街片区', ['兴隆花园', '商业局宿舍']],
]

const OFFICES = [
  '农业局',
  '财政局',
  '林业局',
  '水利局',
  '交通局',
  '粮食局',
  '物资局',
  '统计局',
  '工商局',
  '税务局',
  '民政局',
  '劳动局',
  '文化局',
  '教育局',
  '卫生局',
  '广电局',
  '供销社',
  '百货公司',
  '五金公司',
  '食品公司',
  '药材公司',
  '盐业公司',
  '烟草公司',
  '石油公司',
  '蚕茧公司',
  '客运站',
  '运输公司',
  '建筑公司',
  '县医院',
  '中医院',
  '实验小学',
  '一中',
  '二中',
  '师范学校',
  '农机厂',
  '丝绸厂',
  '印刷厂',
  '水泥厂',
  '酒厂',
  '电力公司',
  '自来水公司',
  '天然气公司',
  '工商银行',
  '建设银行',
  '农业银行',
  '信用社',
  '保险公司',
  '新华书店',
  '影剧院',
  '气象局',
  '畜牧局',
  '乡企局',
  '房管所',
  '环卫所',
  '质监局',
  '法院',
  '检察院',
] as const
const OFFICE_HOMES = ['家属院', '宿舍', '综合楼', '家属楼', '职工住宅'] as const
const GARDENS = [
  '兴隆',
  '锦绣',
  '和谐',
  '阳光',
  '富康',
  '吉祥',
  '桂花',
  '翠湖',
  '金桂',
  '明月',
  '牡丹',
  '龙腾',
  '鸿运',
  '安康',
  '康宁',
  '福星',
  '新世纪',
  '丽景',
  '银河',
  '春晖',
  '长乐',
  '云台',
  '华庭',
  '瑞丰',
  '东升',
  '南苑',
  '北苑',
  '西苑',
  '嘉和',
  '宏发',
] as const
const GARDEN_KINDS = ['花园', '小区', '苑', '新居', '佳园', '公寓'] as const
const YARD_KINDS = ['号院', '号楼', '号综合楼', '号居民楼'] as const

const SURNAMES =
  '李王张刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'
const GIVEN =
  '建国|秀英|志明|桂芳|国庆|素珍|永强|玉兰|德华|淑芬|小平|红梅|光荣|清秀|世友|春燕|大勇|晓丽|家富|天碧|明辉|雪梅|正权|兴菊|昌林|忠惠|俊杰|雅琴|泽民|思琪|文彬|会芳|开勇|朝碧|中华|诗涵|云飞|佳怡|长生|孝珍'.split(
    '|',
  )

/** Two people may share a name, as people do. */
export function personName(random: Random): string {
  return random.pick([...SURNAMES]) + random.pick(GIVEN)
}

/** Plainly made up: 199 0000 and a running number. */
export function phoneNumber(index: number): string {
  return `1990000${String(index % 10_000).padStart(4, '0')}`
}

/** Names of compounds, each given once in a county. */
export function compoundNamer(): (areaName: string, random: Random) => string {
  const taken = new Set<string>()
  const take = (name: string) => {
    if (taken.has(name)) return undefined
    taken.add(name)
    return name
  }
  return (areaName, random) => {
    const named = NAMED_BY_PLAN.find(([area]) => areaName.startsWith(area))?.[1] ?? []
    for (const name of named) if (take(name)) return name
    for (;;) {
      const name = take(inventedName(areaName, random))
      if (name) return name
    }
  }
}

function inventedName(areaName: string, random: Random): string {
  switch (random.weighted({ office: 5, garden: 3, yard: 3 })) {
    case 'office':
      return random.pick(OFFICES) + random.pick(OFFICE_HOMES)
    case 'garden':
      return random.pick(GARDENS) + random.pick(GARDEN_KINDS)
    default:
      return `${streetOf(areaName)}${random.whole(1, 199)}${random.pick(YARD_KINDS)}`
  }
}

/** `鼎发巷至杏林街片区` → `鼎发巷` */
function streetOf(areaName: string): string {
  return areaName.replace(/(至|、|和).*$/, '').replace(/(社区)?片区$/, '') || areaName
}

export const COMPANY_NAMES = ['和睦里物业', '暖邻物业', '众安居物业', '桂香物业', '新里程物业', '好管家物业'] as const
