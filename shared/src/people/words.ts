/** The words for roles and scopes that refusals use. */
import type { Role, ScopeKind } from './events.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

export const roleWords: Readonly<Record<Role, Words>> = {
  resident: { zh: '居民', en: 'resident' },
  worker: { zh: '维修人员', en: 'worker' },
  manager: { zh: '管理人员', en: 'manager' },
  clerk: { zh: '社区工作人员', en: 'community clerk' },
  committee: { zh: '业委会或自管小组', en: 'committee' },
  overseer: { zh: '监管人员', en: 'overseer' },
  auditor: { zh: '审计人员', en: 'auditor' },
  administrator: { zh: '系统管理员', en: 'administrator' },
}

export const scopeKindWords: Readonly<Record<ScopeKind, Words>> = {
  compound: { zh: '小区', en: 'compound' },
  community: { zh: '社区', en: 'community' },
  subdistrict: { zh: '街道（镇）', en: 'subdistrict' },
  district: { zh: '区县', en: 'district' },
  operator: { zh: '管理主体', en: 'operator' },
  all: { zh: '全部', en: 'everything' },
}
