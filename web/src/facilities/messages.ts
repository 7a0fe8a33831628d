/** Words of facilities. */
export const facilitiesMessages = {
  zh: {
    lookKind: { patrol: '巡查', inspection: '检查', 'ten-tick': '十项月查' },
    means: { 'on-site': '现场', phone: '电话', paper: '纸质' },
    tick: {
      roof: '屋面', 'external-wall': '外墙', stairwell: '楼道', lighting: '照明', drain: '排水', road: '道路', 'fire-lane': '消防通道',
      'entrance-door': '单元门', sanitation: '环境卫生', green: '绿化',
    },
    result: { good: '完好', faulty: '有问题', absent: '没有此项' },
  },
  en: {
    lookKind: { patrol: 'Patrol', inspection: 'Inspection', 'ten-tick': 'Monthly ten-tick check' },
    means: { 'on-site': 'On site', phone: 'By phone', paper: 'On paper' },
    tick: {
      roof: 'Roof', 'external-wall': 'External wall', stairwell: 'Stairwell', lighting: 'Lighting', drain: 'Drains', road: 'Road',
      'fire-lane': 'Fire lane', 'entrance-door': 'Entrance door', sanitation: 'Sanitation', green: 'Green space',
    },
    result: { good: 'Good', faulty: 'Faulty', absent: 'Not there' },
  },
}
