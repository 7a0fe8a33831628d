/** The accounts that everybody may try, with the one password that everybody may know. They exist in demo folders alone. */
import type { DemoAccount } from '@changxin/shared/people'
import type { z } from 'zod'

export const DEMO_PASSWORD = 'changxin-demo'

const words = {
  admin: { zh: '系统管理员：导入、账号、目标时限', en: 'administrator: imports, accounts, targets' },
  overseer: { zh: '县住建委：看全县哪些小区在变旧', en: 'county overseer: which compounds are ageing' },
  subdistrict: { zh: '街道办：看本街道的小区', en: 'subdistrict overseer: the compounds of one subdistrict' },
  centre: { zh: '社区物业服务中心负责人：受理、派单', en: 'manager of a service centre: accepts and assigns' },
  company: { zh: '物业公司项目经理', en: 'manager of a property company' },
  worker: { zh: '服务中心维修工：接单、完工', en: 'repair worker of the service centre' },
  clerk: { zh: '社区干部：代人登记、管理登记', en: 'community clerk: enters things for others' },
  committee: { zh: '自管小组成员：自治小区和它的维修资金', en: 'self-management group: its compound and fund' },
  auditor: { zh: '审计：查看全部资金，不能改动', en: 'auditor: reads all of the money, changes nothing' },
  resident: { zh: '居民（业主）：余额、明细、报修', en: 'resident (owner): balance, statement, requests' },
  tenant: { zh: '居民（租户）：报修，看不到资金', en: 'resident (tenant): requests, no money' },
} as const
export type DemoLogin = keyof typeof words

export const demoLogins = Object.keys(words) as readonly DemoLogin[]

export const demoAccounts: readonly z.output<typeof DemoAccount>[] = demoLogins.map((loginName) => ({
  loginName,
  password: DEMO_PASSWORD,
  ...words[loginName],
}))
