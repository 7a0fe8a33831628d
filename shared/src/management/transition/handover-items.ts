/** 承接查验交接清单: what the old operator hands over, what is counted of it, and where that stands. */
import { z } from 'zod'

export const HandoverKey = z.enum([
  'rooms',
  'drawings',
  'equipment-files',
  'contracts',
  'keys',
  'seals',
  'prepaid-fees',
  'unpaid-fees',
  'deposits',
  'common-income',
  'open-requests',
  'lift-user',
  'fire-system',
  'personal-data',
])
export type HandoverKey = z.infer<typeof HandoverKey>

interface Words {
  readonly zh: string
  readonly en: string
}
export interface HandoverRow {
  readonly words: Words
  /** What is asked beside the state. */
  readonly measure: 'count' | 'fen' | 'how' | 'none'
  /** Null = custom of the trade, suggested. */
  readonly source: Words | null
}

const ART_949: Words = { zh: '民法典第九百四十九条', en: 'Civil Code art. 949' }
const LIFT: Words = {
  zh: '重庆市特种设备安全条例（2020）第十五至十七条',
  en: 'Chongqing Special Equipment Safety Regulations (2020) art. 15–17',
}
const PIPL: Words = { zh: '个人信息保护法第二十一条', en: 'PIPL art. 21' }
const COMMON: Words = { zh: '民法典第二百八十二条', en: 'Civil Code art. 282' }

const row = (zh: string, en: string, measure: HandoverRow['measure'], source: Words | null = null): HandoverRow => ({
  words: { zh, en },
  measure,
  source,
})

export const handoverRows: Readonly<Record<HandoverKey, HandoverRow>> = {
  rooms: row('物业服务用房', 'Rooms of the manager', 'count', ART_949),
  drawings: row('竣工图纸等工程资料', 'Drawings and building documents', 'count', ART_949),
  'equipment-files': row('设施设备及其档案', 'Equipment and its files', 'count', ART_949),
  contracts: row('维保、保洁等在履合同', 'Running contracts (servicing, cleaning)', 'count'),
  keys: row('钥匙、门禁卡和系统账号', 'Keys, cards and system accounts', 'count'),
  seals: row('代管的业主大会、业委会印章', 'Seals kept for the owners', 'count'),
  'prepaid-fees': row('预收物业费', 'Fees paid ahead', 'fen'),
  'unpaid-fees': row('欠缴物业费', 'Fees not paid', 'fen'),
  deposits: row('装修保证金等押金', 'Deposits', 'fen'),
  'common-income': row('公共收益结余', 'Balance of the common income', 'fen', COMMON),
  'open-requests': row('未办结的报修', 'Open requests', 'count'),
  'lift-user': row('电梯使用单位变更', 'Responsible user of the lifts', 'count', LIFT),
  'fire-system': row('消防设施和监控', 'Fire systems and cameras', 'count'),
  'personal-data': row('业主、住户个人信息', 'Personal data of owners and residents', 'how', PIPL),
}
