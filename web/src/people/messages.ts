/** Words of people. */
export const peopleMessages = {
  zh: {
    role: {
      resident: '居民',
      worker: '维修员',
      manager: '项目经理',
      clerk: '社区经办',
      committee: '业委会（自管小组）',
      overseer: '主管部门',
      auditor: '审计',
      administrator: '系统管理员',
    },
    scopeKind: {
      compound: '小区',
      community: '社区',
      subdistrict: '街道（镇）',
      district: '区县',
      operator: '管理单位',
      all: '全部',
    },
  },
  en: {
    role: {
      resident: 'Resident',
      worker: 'Repair worker',
      manager: 'Manager',
      clerk: 'Community clerk',
      committee: 'Committee',
      overseer: 'Overseer',
      auditor: 'Auditor',
      administrator: 'Administrator',
    },
    scopeKind: {
      compound: 'Compound',
      community: 'Community',
      subdistrict: 'Subdistrict',
      district: 'District',
      operator: 'Operator',
      all: 'Everything',
    },
  },
}
