/** Words of maintenance. */
export const maintenanceMessages = {
  zh: {
    status: {
      reported: '待受理', accepted: '已受理', assigned: '已派单', started: '维修中', completed: '待确认', confirmed: '已确认', cancelled: '已撤销',
    },
    urgency: { emergency: '急修', ordinary: '一般', deferrable: '可缓' },
    category: {
      water: '供水', drain: '排水', power: '供电', lighting: '照明', 'roof-leak': '屋面漏水', wall: '墙面', stairwell: '楼道', door: '单元门',
      lift: '电梯', fire: '消防', road: '道路', green: '绿化', sanitation: '环境卫生', security: '安防', parking: '停车', other: '其他',
    },
    channel: {
      web: '网页', phone: '电话', counter: '窗口', paper: '纸质', chat: '微信群', hotline: '热线', import: '导入', timer: '系统计时',
      process: '系统', demo: '示例',
    },
    placeKind: { compound: '小区', building: '楼栋', entrance: '单元', unit: '户', 'common-part': '共用部位' },
  },
  en: {
    status: {
      reported: 'To accept', accepted: 'Accepted', assigned: 'Assigned', started: 'On site', completed: 'To confirm', confirmed: 'Confirmed',
      cancelled: 'Withdrawn',
    },
    urgency: { emergency: 'Emergency', ordinary: 'Ordinary', deferrable: 'Can wait' },
    category: {
      water: 'Water supply', drain: 'Drains', power: 'Power', lighting: 'Lighting', 'roof-leak': 'Roof leak', wall: 'Wall', stairwell: 'Stairwell',
      door: 'Entrance door', lift: 'Lift', fire: 'Fire safety', road: 'Road', green: 'Green space', sanitation: 'Sanitation',
      security: 'Security', parking: 'Parking', other: 'Other',
    },
    channel: {
      web: 'Web', phone: 'Phone', counter: 'Counter', paper: 'Paper', chat: 'Chat group', hotline: 'Hotline', import: 'Import', timer: 'Timer',
      process: 'System', demo: 'Sample',
    },
    placeKind: { compound: 'Compound', building: 'Building', entrance: 'Entrance', unit: 'Unit', 'common-part': 'Common part' },
  },
}
