/** Words that belong to no feature: the frame, the shared components, sign-in. */
export const uiMessages = {
  zh: {
    app: { name: '常新', slogan: '改造之后，小区常新', demo: '示例环境', skip: '跳到正文', nav: '主导航', tabs: '底部导航' },
    action: {
      cancel: '取消', close: '关闭', confirm: '确定', more: '加载更多', retry: '重试', save: '保存', search: '搜索', clear: '清除筛选', back: '返回',
      moreNav: '更多', signOut: '退出登录', signIn: '登录', show: '查看',
    },
    prefs: { elder: '大字', elderOn: '开启大字模式', elderOff: '关闭大字模式', language: 'English', languageLabel: '切换到英文', account: '账号' },
    sample: '示例',
    sampleHint: '模拟数据，不是实际发生的事',
    unknown: '未知',
    none: '无',
    day: { choose: '选择日期', asOf: '截至日期', today: '今天', asOfNote: '正在看截至 {day} 的情况' },
    count: '共 {n} 条',
    shown: '已显示 {n} 条',
    figure: { how: '“{name}”怎么算的', n: '依据 {n} 件' },
    problem: {
      title: '没有成功', unreachable: '连不上服务器。请检查网络，然后重试。', unreadable: '服务器的回答无法读取（{status}）。请稍后重试，仍不行请告诉管理员。',
    },
    connection: {
      down: '连接中断，正在重新连接。', asOf: '屏幕上的内容可能已过时。', up: '实时', downShort: '离线', connecting: '连接中', back: '已恢复连接',
    },
    countdown: { left: '剩 {time}', over: '超时 {time}', d: '{n} 天', h: '{n} 小时', m: '{n} 分钟', soon: '不到 1 分钟' },
    loading: '正在加载…',
    notFound: { title: '没有这个页面', text: '地址可能写错了，或者内容已经移走。' },
    notAllowed: { title: '没有查看权限', text: '当前账号不能看这一页。需要的话请联系管理员授权。' },
    toHome: '回到首页',
    tenThousand: '{n} 万',
  },
  en: {
    app: {
      name: 'Changxin', slogan: 'Renovated, and staying so', demo: 'Demo', skip: 'Skip to content', nav: 'Main navigation', tabs: 'Bottom navigation',
    },
    action: {
      cancel: 'Cancel', close: 'Close', confirm: 'OK', more: 'Load more', retry: 'Try again', save: 'Save', search: 'Search', clear: 'Clear filters',
      back: 'Back', moreNav: 'More', signOut: 'Sign out', signIn: 'Sign in', show: 'Show',
    },
    prefs: {
      elder: 'Large type', elderOn: 'Turn large type on', elderOff: 'Turn large type off', language: '中文', languageLabel: 'Switch to Chinese',
      account: 'Account',
    },
    sample: 'Sample',
    sampleHint: 'Simulated data; it did not really happen',
    unknown: 'Unknown',
    none: 'None',
    day: { choose: 'Choose a day', asOf: 'As of', today: 'Today', asOfNote: 'Showing things as they stood on {day}' },
    count: '{n} in all',
    shown: '{n} shown',
    figure: { how: 'How “{name}” is counted', n: 'from {n} cases' },
    problem: {
      title: 'That did not work', unreachable: 'The server cannot be reached. Check the network and try again.',
      unreadable: 'The server’s answer could not be read ({status}). Try again later; if it stays so, tell the administrator.',
    },
    connection: {
      down: 'Connection lost, reconnecting.', asOf: 'What you see may be out of date.', up: 'Live', downShort: 'Offline', connecting: 'Connecting',
      back: 'Connected again',
    },
    countdown: { left: '{time} left', over: '{time} overdue', d: '{n} d', h: '{n} h', m: '{n} min', soon: 'under 1 min' },
    loading: 'Loading…',
    notFound: { title: 'No such page', text: 'The address may be mistyped, or the content has moved.' },
    notAllowed: { title: 'Not permitted', text: 'This account may not see this page. Ask the administrator for access if you need it.' },
    toHome: 'To the start page',
    tenThousand: '{n} × 10,000',
  },
}

export const sessionMessages = {
  zh: {
    signIn: {
      title: '登录', lead: '报事报修、维修资金、谁在管理，一目了然', loginName: '登录名', password: '密码', submit: '登录', busy: '正在登录…',
      demo: '示例账号', demoLead: '点一下即可登录', missing: '请填写登录名和密码',
    },
    setUp: {
      title: '首次使用', lead: '创建系统管理员。一次性口令显示在启动服务器的终端里。', token: '一次性口令', name: '姓名', loginName: '登录名',
      password: '密码', passwordHint: '至少 8 个字符', loginNameHint: '字母、数字和 . _ @ -', submit: '创建管理员并登录', busy: '正在创建…',
    },
  },
  en: {
    signIn: {
      title: 'Sign in', lead: 'Requests, repair fund and management at a glance', loginName: 'Login name', password: 'Password',
      submit: 'Sign in', busy: 'Signing in…', demo: 'Demo accounts', demoLead: 'One tap signs you in', missing: 'Enter login name and password',
    },
    setUp: {
      title: 'First run', lead: 'Create the administrator. The one-time token is printed in the terminal that runs the server.',
      token: 'One-time token', name: 'Name', loginName: 'Login name', password: 'Password', passwordHint: 'At least 8 characters',
      loginNameHint: 'Letters, digits and . _ @ -', submit: 'Create administrator and sign in', busy: 'Creating…',
    },
  },
}
