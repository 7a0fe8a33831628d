/** Words of people. */
export const peopleMessages = {
  zh: {
    home: {
      title: '我的家', greeting: '{name}，您好', ways: '常用', report: '报修', requests: '我的报修', fund: '维修资金', noHome: '还没有登记您的房屋',
      noHomeText: '请带身份证和不动产权证到社区或物业服务中心登记，登记后这里会显示维修资金和报修。',
    },
    list: {
      title: '人员', name: '姓名', phone: '电话', login: '登录名', roles: '角色', search: '搜索姓名、登录名、完整手机号', noLogin: '不登录', noRole: '没有角色', act: '操作',
      none: '还没有人员', noneHere: '没有找到',
    },
    register: {
      title: '登记人员', submit: '登记', name: '姓名', phone: '电话', phoneHint: '可不填。列表里只显示前三位和后四位。', loginName: '登录名', loginHint: "需要登录才填，和密码一起填。字母、数字和 . _ {'@'} -",
      password: '初始密码', passwordHint: '至少 8 个字符',
    },
    person: { open: '角色' },
    grant: { title: '授予角色', role: '角色', where: '在哪里', choose: '选择{what}', findCompound: '输入小区名查找', submit: '授予' },
    revoke: { title: '撤销角色', submit: '撤销', reason: '原因', lead: '将撤销“{role} · {scope}”。此人正在使用的页面会立刻失去这一权限。' },
    erase: {
      title: '删除个人信息', submit: '删除', lead: '姓名、电话和登录将永久删除，不能恢复；账目、表决和报修记录保留，只是不再显示姓名（个人信息保护法第四十七条）。',
    },
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
    home: {
      title: 'My home', greeting: 'Hello {name}', ways: 'Most used', report: 'Report a fault', requests: 'My requests', fund: 'Repair fund',
      noHome: 'Your home is not registered yet', noHomeText: 'Bring your identity card and title deed to the community or service centre; then fund and requests show here.',
    },
    list: {
      title: 'People', name: 'Name', phone: 'Phone', login: 'Login name', roles: 'Roles', search: 'Search name, login name, whole phone number', noLogin: 'no sign-in',
      noRole: 'no role', act: 'Change', none: 'Nobody yet', noneHere: 'Nobody found',
    },
    register: {
      title: 'Register a person', submit: 'Register', name: 'Name', phone: 'Phone', phoneHint: 'optional; lists show three and four digits of it alone', loginName: 'Login name',
      loginHint: "only for signing in, together with the password: letters, digits and . _ {'@'} -", password: 'First password', passwordHint: 'At least 8 characters',
    },
    person: { open: 'Roles' },
    grant: { title: 'Grant a role', role: 'Role', where: 'Where', choose: 'Choose: {what}', findCompound: 'Type the name of a compound', submit: 'Grant' },
    revoke: {
      title: 'Revoke a role', submit: 'Revoke', reason: 'Reason', lead: '“{role} · {scope}” is taken away. Pages that this person has open lose it at once.',
    },
    erase: {
      title: 'Erase personal data', submit: 'Erase', lead: 'Name, phone and sign-in are erased for good. Money, votes and requests stand, without the name (Personal Information Protection Law art. 47).',
    },
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
