/** Words of management. */
export const managementMessages = {
  zh: {
    mode: {
      'property-company': '物业服务企业', 'service-centre': '社区物业服务中心', 'self-governance': '居民自治', none: '失管', unknown: '未登记',
    },
    /** On public pages nobody is called 失管. */
    publicNone: '暂无管理主体',
    groundKind: { decision: '业主表决', contract: '物业服务合同', 'subdistrict-order': '街道（镇）指定', survey: '摸底登记', other: '其他' },
  },
  en: {
    mode: {
      'property-company': 'Property company', 'service-centre': 'Community service centre', 'self-governance': 'Self-governance',
      none: 'Unmanaged', unknown: 'Not recorded',
    },
    publicNone: 'No manager at present',
    groundKind: {
      decision: 'Owners’ decision', contract: 'Service contract', 'subdistrict-order': 'Subdistrict order', survey: 'Survey', other: 'Other',
    },
  },
}
