/** Words of oversight. */
export const oversightMessages = {
  zh: {
    freshness: '常新指数',
    band: { fresh: '新', steady: '稳', ageing: '旧', broken: '破', unrated: '未评' },
    part: {
      defects: '报修积压', recurrence: '反复报修', upkeep: '按期养护', condition: '共用部位状况', response: '响应及时', money: '资金保障',
      management: '管理覆盖',
    },
    overview: {
      title: '总览', all: '全部区域', asOf: '截至', backToday: '回到今天', up: '返回上级', empty: '还没有小区',
      emptyText: '先导入改造计划，或登记第一个小区。', day: '数据到 {day}',
    },
    figure: {
      compounds: '小区', compoundsBelow: '{buildings} 栋 · {units} 户', open: '在办报修', overdue: '超时 {n} 件', noneOverdue: '没有超时',
      awaiting: '待确认 {n} 件', today: '今日报修', todayBelow: '完工 {n} 件', fund: '维修资金余额', funds: '{n} 个小区有资金', noFund: '{n} 个小区尚无资金',
      contributed: '今日交存 {amount}', median: '常新指数中位数', rated: '已评 {n} 个', unrated: '未评 {n} 个', noneRated: '尚无评级',
    },
    how: {
      compounds: '登记在册的小区，包括没有大门、没有名称的单栋楼。建筑面积只累计已登记的户。',
      open: '已报修、尚未完工、也没有撤销的报修。超时：响应或完成时限已过而仍未办结。',
      today: '上海时间今天零时以来的报修和完工。',
      fund: '已建立维修资金账目的小区余额之和。没有资金的小区不计入，也不算作零。',
      median: '只算 45 天内有独立查看（巡查、检查、十项月查）的小区，取中位数。未评的小区不计入。',
    },
    modes: '谁在管理', bands: '新旧程度', bandsLink: '按指数查看小区',
    curve: {
      title: '改造后逐月的常新指数', how: '各管理模式下，已评小区按竣工验收后的月数取中位数；少于 {n} 个小区的月份不画。口径第 {version} 版。',
      label: '折线图：竣工验收后各月的常新指数中位数，按管理模式', month: '第 {n} 个月', compounds: '{n} 个小区', axis: '竣工验收后（年）', years: '{n} 年',
      none: '还没有可以画的数据', noneText: '小区竣工验收并有独立查看后，这里会出现曲线。', table: '看数字', mode: '管理模式',
    },
    regions: { title: '下级区域', name: '区域', compounds: '小区', units: '户', open: '在办', overdue: '超时', fund: '资金余额', freshness: '指数中位数', unrated: '未评' },
    list: '查看小区列表',
    recent: { title: '最新动态', none: '还没有动态' },
    detail: {
      title: '常新指数', weight: '权重 {n}', noData: '无数据', n: '依据 {n} 件', spread: '没有数据的部分不计分，其权重分给其余部分。',
      unrated: { 'no-look': '{days} 天内没有独立查看，因此未评。沉默不等于健康。', 'no-units': '没有登记房屋，因此未评。', 'not-accepted': '改造尚未竣工验收，因此未评。' },
      lastLook: '最近一次查看：{day}', neverLook: '从未有人查看', history: '历月变化', historyLabel: '折线图：每月末的常新指数', historyNone: '还没有历史',
      definition: '怎么算的', definitionText: '0–100 分，由以下部分加权平均。口径第 {version} 版，自 {day} 起；依据：{source}。',
      bands: '新 ≥ {fresh}，稳 ≥ {steady}，旧 ≥ {ageing}，破 < {ageing}。{days} 天内没有独立查看为未评。', record: '登记十项月查', looks: '查看记录',
    },
    partHow: {
      defects: '近 {window} 天内，每百户报修未办结的天数，按急缓加权；{limit} 个加权天数得 0 分。',
      recurrence: '完工后返修或同类再报的比例。', upkeep: '按期完成的养护任务比例。', condition: '查看中完好项占完好与有问题项的比例。',
      response: '在响应时限内受理或到场的比例。', money: '资金余额与建议储备（每平方米 {reserve}）之比。', management: '有人管理的天数比例。',
    },
  },
  en: {
    freshness: 'Freshness',
    band: { fresh: 'Fresh', steady: 'Steady', ageing: 'Ageing', broken: 'Broken', unrated: 'Not rated' },
    part: {
      defects: 'Open defects', recurrence: 'Recurrence', upkeep: 'Upkeep kept', condition: 'Condition', response: 'Response', money: 'Money',
      management: 'Management',
    },
    overview: {
      title: 'Overview', all: 'All regions', asOf: 'As of', backToday: 'Back to today', up: 'One level up', empty: 'No compounds yet',
      emptyText: 'Import a renovation plan, or register the first compound.', day: 'Data up to {day}',
    },
    figure: {
      compounds: 'Compounds', compoundsBelow: '{buildings} buildings · {units} units', open: 'Open requests', overdue: '{n} overdue',
      noneOverdue: 'none overdue', awaiting: '{n} to confirm', today: 'Reported today', todayBelow: '{n} completed', fund: 'Repair fund balance',
      funds: '{n} compounds with a fund', noFund: '{n} without one', contributed: '{amount} paid in today', median: 'Median freshness',
      rated: '{n} rated', unrated: '{n} not rated', noneRated: 'none rated',
    },
    how: {
      compounds: 'Compounds on record, single buildings without gate or name included. Floor area is the sum of the units where it is known.',
      open: 'Reported, not completed and not withdrawn. Overdue: a response or resolution target has passed.',
      today: 'Reported and completed since midnight, Shanghai time.',
      fund: 'Sum of the balances of compounds that have a fund. Compounds without one are left out, not counted as zero.',
      median: 'Median over compounds with an independent look (patrol, inspection, ten-tick check) within 45 days. Unrated ones are left out.',
    },
    modes: 'Who manages', bands: 'How fresh', bandsLink: 'Compounds by freshness',
    curve: {
      title: 'Freshness by month since the renovation',
      how: 'Median of the rated compounds by months since acceptance, per management mode; months with fewer than {n} compounds are not drawn. Definition version {version}.',
      label: 'Line chart: median freshness by month since acceptance, per management mode', month: 'Month {n}', compounds: '{n} compounds',
      axis: 'Years since acceptance', years: '{n} y', none: 'Nothing to draw yet',
      noneText: 'The curve appears once compounds are accepted and somebody has looked.', table: 'Show figures', mode: 'Mode',
    },
    regions: {
      title: 'Regions below', name: 'Region', compounds: 'Compounds', units: 'Units', open: 'Open', overdue: 'Overdue', fund: 'Fund balance',
      freshness: 'Median freshness', unrated: 'Not rated',
    },
    list: 'Show the compounds',
    recent: { title: 'Newest events', none: 'Nothing has happened yet' },
    detail: {
      title: 'Freshness', weight: 'weight {n}', noData: 'no data', n: 'from {n} cases',
      spread: 'Parts without data do not count; their weight is spread over the rest.',
      unrated: {
        'no-look': 'Nobody has looked independently within {days} days, so it is not rated. Silence is not health.',
        'no-units': 'No units are registered, so it is not rated.', 'not-accepted': 'The renovation is not accepted yet, so it is not rated.',
      },
      lastLook: 'Last look: {day}', neverLook: 'Nobody has looked so far', history: 'Month by month', historyLabel: 'Line chart: freshness at each month end',
      historyNone: 'No history yet', definition: 'How it is counted',
      definitionText: '0–100, the weighted mean of the parts below. Definition version {version}, since {day}; source: {source}.',
      bands: 'Fresh ≥ {fresh}, steady ≥ {steady}, ageing ≥ {ageing}, broken < {ageing}. Not rated without an independent look within {days} days.',
      record: 'Record a ten-tick check', looks: 'Looks',
    },
    partHow: {
      defects: 'Days that requests stayed open per 100 units over {window} days, weighted by urgency; {limit} weighted days give 0.',
      recurrence: 'Share of work that was reopened or reported again.', upkeep: 'Share of upkeep tasks done on time.',
      condition: 'Good among good and faulty items of the looks.', response: 'Share answered or on site within the response target.',
      money: 'Fund balance against the suggested reserve ({reserve} per m²).', management: 'Share of days with a manager.',
    },
  },
}
