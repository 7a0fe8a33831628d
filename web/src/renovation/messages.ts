/** Words of the renovation plan. */
export const renovationMessages = {
  zh: {
    import: '导入改造计划',
    field: {
      compounds: '小区数', buildings: '楼栋数', floorArea: '建筑面积（万平方米）', households: '户数', year: '年度', areaName: '片区', table: '来源表',
      share: '占比', note: '备注', ignored: '不导入',
    },
    kind: { subtotal: '小计', total: '合计', statement: '正文' },
    check: {
      subtotal: '小计不符', 'same-fact-twice': '同一事项两个数', shares: '占比不符', 'mixed-variants': '口径混用', 'ratio-outlier': '比例异常',
      'one-place-two-names': '一地两名', 'not-exact': '非准确数', total: '合计不符',
    },
    plans: {
      title: '改造计划', lead: '按印出的原样导入，不改一个数字；互相矛盾之处列出来，由人选定并写明理由。', name: '计划', file: '文件', rows: '行数', findings: '矛盾',
      at: '导入时间', open: '{n} 处，已选定 {chosen}', rowsText: '{n} 行', none: '还没有导入计划', noneText: '把改造计划的表格存为 CSV 导入，系统会指出前后不一致的数字。',
    },
    plan: { title: '改造计划' },
    form: {
      lead: '选择 CSV 文件，或把表格粘贴到下面。先试读，什么都不会写入。', file: '选择 CSV 文件', tooLarge: '文件太大，请分开导入。', title: '计划名称', text: '表格内容',
      textHint: '第一行是表头，例如：年度,片区名称,小区个数,栋数,面积（万平方米）,户数,来源表', try: '试读', import: '导入 {n} 行',
    },
    reading: {
      summary: '读出 {rows} 行，{findings} 处矛盾，{problems} 个问题。', nothingWritten: '尚未写入。', problems: '需要先改正', mapping: '各列怎么理解', rows: '原样数据',
      rowsCount: '原样数据 {n} 行',
    },
    row: { line: '第 {n} 行', lineHead: '行', cells: '显示每个数字的来源单元格', chosen: '选定 {value}', notExact: '非准确数' },
    findings: { title: '矛盾 {n} 处', all: '全部', open: '未选定', settled: '已选定', filter: '按是否选定', none: '没有发现矛盾', noneHere: '这里没有了' },
    choose: {
      title: '选定数字', again: '改选', submit: '选定', which: '用哪个数', other: '其他数字', figure: '数字', floorAreaUnit: '单位：万平方米', notExact: '请写准确的数字',
      reason: '理由', reasonHint: '会和选定人一起公开保留', chosen: '选定 {value}：',
    },
  },
  en: {
    import: 'Import a plan',
    field: {
      compounds: 'Compounds', buildings: 'Buildings', floorArea: 'Floor area (10,000 m²)', households: 'Households', year: 'Year', areaName: 'Area', table: 'Source table',
      share: 'Share', note: 'Note', ignored: 'left out',
    },
    kind: { subtotal: 'Subtotal', total: 'Total', statement: 'Text' },
    check: {
      subtotal: 'Subtotal differs', 'same-fact-twice': 'One fact, two figures', shares: 'Shares differ', 'mixed-variants': 'Variants mixed',
      'ratio-outlier': 'Odd ratio', 'one-place-two-names': 'One place, two names', 'not-exact': 'Not exact', total: 'Total differs',
    },
    plans: {
      title: 'Renovation plans', lead: 'Imported as printed, no figure changed; contradictions are listed and settled by a person with a reason.', name: 'Plan', file: 'File',
      rows: 'Rows', findings: 'Contradictions', at: 'Imported', open: '{n}, {chosen} settled', rowsText: '{n} rows', none: 'No plan imported yet',
      noneText: 'Save the table of the plan as CSV and import it: figures that contradict each other are shown.',
    },
    plan: { title: 'Renovation plan' },
    form: {
      lead: 'Choose a CSV file or paste the table. It is read first; nothing is written.', file: 'Choose a CSV file', tooLarge: 'The file is too large, split it.',
      title: 'Name of the plan', text: 'Table', textHint: 'The first line is the header, such as: year, area name, compounds, buildings, area_10k_m2, households, source table',
      try: 'Read it', import: 'Import {n} rows',
    },
    reading: {
      summary: '{rows} rows, {findings} contradictions, {problems} problems.', nothingWritten: 'Nothing is written yet.', problems: 'To be corrected first',
      mapping: 'How the columns were understood', rows: 'Rows as printed', rowsCount: '{n} rows as printed',
    },
    row: { line: 'Line {n}', lineHead: 'Line', cells: 'Show the source cell of every figure', chosen: 'chosen {value}', notExact: 'not exact' },
    findings: {
      title: '{n} contradictions', all: 'All', open: 'Open', settled: 'Settled', filter: 'Settled or not', none: 'No contradictions found', noneHere: 'None here',
    },
    choose: {
      title: 'Choose a figure', again: 'Choose again', submit: 'Choose', which: 'Which figure', other: 'Another figure', figure: 'Figure', floorAreaUnit: 'In 10,000 m²',
      notExact: 'Give an exact figure', reason: 'Reason', reasonHint: 'kept in the open together with your name', chosen: 'Chosen {value}:',
    },
  },
}
