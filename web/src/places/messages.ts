/** Words of places. */
export const placesMessages = {
  zh: {
    list: {
      title: '小区', search: '搜索小区名称', region: '区域', allRegions: '全部区域', mode: '管理模式', allModes: '全部模式', sort: '排序',
      sorts: { name: '按名称', overdue: '超时最多', open: '在办最多', freshness: '指数最低' }, none: '没有符合条件的小区', noneText: '换一个名称，或清除筛选。',
      empty: '还没有小区', name: '小区', place: '所在', homes: '楼栋 / 户', modeColumn: '管理', open: '在办', overdue: '超时', fund: '资金余额',
      freshness: '常新指数', acceptedOn: '竣工验收', homesText: '{buildings} 栋 {units} 户', register: '登记小区',
    },
    compound: {
      title: '小区', tabs: '小区的各部分', story: '大事记', requests: '报修', fund: '维修资金', management: '管理', buildings: '楼栋与户', parts: '共用部位',
      freshness: '常新指数', back: '小区', accepted: '{day} 竣工验收', age: '改造后 {years} 年 {months} 个月', notAccepted: '尚未竣工验收',
      open: '在办报修', overdue: '超时 {n} 件', noneOverdue: '没有超时', fundBalance: '资金余额', mode: '管理模式', homes: '规模', homesText: '{buildings} 栋 {units} 户',
      noOperator: '没有管理单位', lacking: '{n} 户缺建筑面积', lackingHow: '按面积分摊、表决和人均资金都需要建筑面积；缺的户要先补登。', report: '报修',
      plan: '改造计划：{name}',
      howOpen: '本小区已报修、尚未完工、也没有撤销的报修。', howFund: '本小区全部分户账余额之和。', howFreshness: '0–100，由报修、查看、资金、管理等部分加权平均；45 天内没有独立查看为未评。',
    },
    story: { none: '还没有记录', recorded: '{at} 录入', late: '补录' },
    requests: { none: '没有报修', all: '全部', open: '在办', overdue: '超时', awaiting: '待确认', filter: '报修状态', desk: '在报修台打开' },
    building: {
      none: '还没有登记楼栋', noneText: '登记楼栋和户以后，报修能定位到户，资金能按户记账。', name: '楼栋', storeys: '层数', builtIn: '建成年份', units: '户数',
      floorArea: '建筑面积', entrances: '单元', unitsTitle: '户', allBuildings: '全部楼栋', search: '搜索门牌', door: '户', kind: '用途', floor: '楼层', source: '面积来源',
      unitsNone: '没有户', year: '{n} 年', floorText: '{n} 层',
    },
    part: { none: '还没有登记共用部位', noneText: '登记屋面、排水、照明等及其保修期，报修时就知道该找谁。', name: '名称', kind: '类别', where: '位置', acceptedOn: '验收日期', warranty: '保修', until: '至 {day}', whole: '全小区' },
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
    list: {
      title: 'Compounds', search: 'Search compounds', region: 'Region', allRegions: 'All regions', mode: 'Mode', allModes: 'All modes', sort: 'Sort',
      sorts: { name: 'By name', overdue: 'Most overdue', open: 'Most open', freshness: 'Least fresh' }, none: 'No compound matches',
      noneText: 'Try another name, or clear the filters.', empty: 'No compounds yet', name: 'Compound', place: 'Where', homes: 'Buildings / units',
      modeColumn: 'Managed by', open: 'Open', overdue: 'Overdue', fund: 'Fund balance', freshness: 'Freshness', acceptedOn: 'Accepted',
      homesText: '{buildings} buildings, {units} units', register: 'Register a compound',
    },
    compound: {
      title: 'Compound', tabs: 'Parts of this compound', story: 'Story', requests: 'Requests', fund: 'Repair fund', management: 'Management',
      buildings: 'Buildings and units', parts: 'Common parts', freshness: 'Freshness', back: 'Compounds', accepted: 'accepted {day}',
      age: '{years} y {months} m since the renovation', notAccepted: 'not accepted yet', open: 'Open requests', overdue: '{n} overdue', noneOverdue: 'none overdue',
      fundBalance: 'Fund balance', mode: 'Managed by', homes: 'Size', homesText: '{buildings} buildings, {units} units', noOperator: 'No operator',
      lacking: '{n} units lack floor area', lackingHow: 'Cost shares, votes and fund figures by area need it; record what is missing first.',
      report: 'Report a fault', plan: 'Renovation plan: {name}', howOpen: 'Reported in this compound, not completed and not withdrawn.',
      howFund: 'Sum of all unit accounts of this compound.',
      howFreshness: '0–100, the weighted mean of requests, looks, money, management and more; not rated without an independent look within 45 days.',
    },
    story: { none: 'Nothing recorded yet', recorded: 'entered {at}', late: 'entered later' },
    requests: { none: 'No requests', all: 'All', open: 'Open', overdue: 'Overdue', awaiting: 'To confirm', filter: 'State of requests', desk: 'Open in the request desk' },
    building: {
      none: 'No buildings registered', noneText: 'With buildings and units, a request finds its door and money its account.', name: 'Building',
      storeys: 'Storeys', builtIn: 'Built in', units: 'Units', floorArea: 'Floor area', entrances: 'Entrances', unitsTitle: 'Units',
      allBuildings: 'All buildings', search: 'Search doors', door: 'Unit', kind: 'Use', floor: 'Floor', source: 'Source of area', unitsNone: 'No units',
      year: '{n}', floorText: '{n}',
    },
    part: {
      none: 'No common parts registered', noneText: 'With roofs, drains, lamps and their warranties on record, a request knows whom to call.', name: 'Name',
      kind: 'Kind', where: 'Where', acceptedOn: 'Accepted', warranty: 'Warranty', until: 'until {day}', whole: 'Whole compound',
    },
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
