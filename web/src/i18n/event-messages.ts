/** Every event type in words, for timelines and the newest events. */
export const eventMessages = {
  zh: {
    facts: {
      since: '自 {day} 起', target: { response: '响应时限', resolution: '完成时限' }, due: '应于 {at} 前', rating: '评分 {n}', units: '{n} 户',
      buildings: '{n} 栋', entries: '{n} 笔', rows: '{n} 项', faulty: '{n} 项有问题', condition: '完好 {n}%',
    },
    RegionRegistered: '登记区划', RegionRenamed: '区划更名', CompoundRegistered: '小区建档', RenovationAccepted: '改造竣工验收',
    BuildingsRegistered: '登记楼栋', UnitsRegistered: '登记房屋', UnitFloorAreaRecorded: '登记建筑面积', CommonPartsRegistered: '登记共用部位',
    RelationRecorded: '登记房屋关系', RelationEnded: '房屋关系终止', RequestReported: '报事报修', RequestAccepted: '受理', RequestAssigned: '派单',
    WorkStarted: '到场维修', WorkCompleted: '完工', CompletionConfirmed: '确认完工', RequestReopened: '返修（重新打开）', RequestCancelled: '撤销报修',
    RequestNoteAdded: '补充说明', TargetMissed: '超过时限', TargetsAdopted: '时限标准生效', FundOpened: '建立维修资金账目',
    UnitAccountsOpened: '增开分户账', ContributionsRecorded: '资金交存入账', EntryReversed: '冲正', OperatorRegistered: '登记管理单位',
    ModeAdopted: '管理模式变更', LookRecorded: '查看记录', PlanImported: '导入改造计划', PlanRowImported: '导入计划行', PlanFigureChosen: '选定计划数字',
    FreshnessDefined: '常新指数口径生效', PersonRegistered: '登记人员', PersonContactChanged: '修改联系方式', PasswordSet: '设置密码',
    LoginReserved: '占用登录名', RoleGranted: '授予角色', RoleRevoked: '撤销角色', PersonErased: '删除个人信息', SessionStarted: '登录',
    SessionEnded: '退出登录', ServerSetUp: '系统初始化', FileStored: '上传文件', DayStarted: '新的一天',
  },
  en: {
    facts: {
      since: 'since {day}', target: { response: 'response target', resolution: 'resolution target' }, due: 'due {at}', rating: 'rated {n}',
      units: '{n} units', buildings: '{n} buildings', entries: '{n} entries', rows: '{n} rows', faulty: '{n} faulty', condition: '{n}% good',
    },
    RegionRegistered: 'Region registered', RegionRenamed: 'Region renamed', CompoundRegistered: 'Compound registered',
    RenovationAccepted: 'Renovation accepted', BuildingsRegistered: 'Buildings registered', UnitsRegistered: 'Units registered',
    UnitFloorAreaRecorded: 'Floor area recorded', CommonPartsRegistered: 'Common parts registered', RelationRecorded: 'Relation to a unit recorded',
    RelationEnded: 'Relation to a unit ended', RequestReported: 'Request reported', RequestAccepted: 'Accepted', RequestAssigned: 'Assigned',
    WorkStarted: 'Work started on site', WorkCompleted: 'Work completed', CompletionConfirmed: 'Completion confirmed', RequestReopened: 'Reopened',
    RequestCancelled: 'Request withdrawn', RequestNoteAdded: 'Note added', TargetMissed: 'Target missed', TargetsAdopted: 'Targets in force',
    FundOpened: 'Repair fund opened', UnitAccountsOpened: 'Unit accounts opened', ContributionsRecorded: 'Contributions recorded',
    EntryReversed: 'Entry reversed', OperatorRegistered: 'Operator registered', ModeAdopted: 'Management mode adopted',
    LookRecorded: 'Look recorded', PlanImported: 'Plan imported', PlanRowImported: 'Plan row imported', PlanFigureChosen: 'Plan figure chosen',
    FreshnessDefined: 'Freshness definition in force', PersonRegistered: 'Person registered', PersonContactChanged: 'Contact changed',
    PasswordSet: 'Password set', LoginReserved: 'Login name reserved', RoleGranted: 'Role granted', RoleRevoked: 'Role revoked',
    PersonErased: 'Personal data erased', SessionStarted: 'Signed in', SessionEnded: 'Signed out', ServerSetUp: 'Server set up',
    FileStored: 'File stored', DayStarted: 'A new day',
  },
}
