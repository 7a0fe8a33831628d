/** Words of places. */
export const placesMessages = {
  zh: {
    level: { city: '市', district: '区县', subdistrict: '街道（镇）', community: '社区', block: '片区' },
    unitKind: { home: '住宅', shop: '商铺', garage: '车库', 'public-housing': '公有住房', other: '其他' },
    partKind: {
      roof: '屋面', 'external-wall': '外墙', structure: '承重结构', stairwell: '楼梯间', 'entrance-door': '单元门', lift: '电梯',
      'fire-system': '消防设施', 'water-supply': '供水', drain: '排水管道', 'septic-tank': '化粪池', power: '供电', lighting: '照明',
      road: '道路', green: '绿化', 'wall-fence': '围墙', security: '安防监控', parking: '停车位', charging: '充电设施',
      fitness: '健身设施', other: '其他',
    },
    relation: {
      owner: '业主', 'co-owner': '共有人', occupant: '居住人', tenant: '租户', 'family-delegate': '家属代办', organisation: '单位',
    },
    floorAreaSource: { registry: '不动产登记', survey: '实测', contract: '合同', plan: '改造计划', 'self-reported': '自报' },
    warranty: { inside: '保修期内', over: '已过保修', unknown: '保修未登记' },
  },
  en: {
    level: { city: 'City', district: 'County or district', subdistrict: 'Subdistrict', community: 'Community', block: 'Block' },
    unitKind: { home: 'Home', shop: 'Shop', garage: 'Garage', 'public-housing': 'Public housing', other: 'Other' },
    partKind: {
      roof: 'Roof', 'external-wall': 'External wall', structure: 'Structure', stairwell: 'Stairwell', 'entrance-door': 'Entrance door',
      lift: 'Lift', 'fire-system': 'Fire system', 'water-supply': 'Water supply', drain: 'Drains', 'septic-tank': 'Septic tank',
      power: 'Power', lighting: 'Lighting', road: 'Road', green: 'Green space', 'wall-fence': 'Wall or fence', security: 'Cameras and gate',
      parking: 'Parking', charging: 'Charging', fitness: 'Fitness equipment', other: 'Other',
    },
    relation: {
      owner: 'Owner', 'co-owner': 'Co-owner', occupant: 'Occupant', tenant: 'Tenant', 'family-delegate': 'Family delegate',
      organisation: 'Organisation',
    },
    floorAreaSource: {
      registry: 'Land registry', survey: 'Survey', contract: 'Contract', plan: 'Renovation plan', 'self-reported': 'Self-reported',
    },
    warranty: { inside: 'In warranty', over: 'Out of warranty', unknown: 'Warranty not recorded' },
  },
}
