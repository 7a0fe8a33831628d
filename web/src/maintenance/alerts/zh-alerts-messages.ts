/** Words of alerts in Chinese; what each alert says is in shared, because messages outside say the same. */
export const zhAlertsMessages = {
  alerts: {
    title: '提醒',
    bell: '提醒，{n} 条没看过',
    bellMany: '提醒，超过 {n} 条没看过',
    bellNone: '提醒，都看过了',
    more: '{n}+',
    unseen: '新',
    due: '时限 {at}',
    none: '没有提醒',
    noneText: '派给您的单、等您答复的事、快到时限和超时的报修，都会在这里告诉您。',
  },
}
