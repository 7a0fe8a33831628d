/** Words of alerts in English. */
export const enAlertsMessages = {
  alerts: {
    title: 'Alerts',
    bell: 'Alerts, {n} not seen',
    bellMany: 'Alerts, more than {n} not seen',
    bellNone: 'Alerts, all seen',
    more: '{n}+',
    unseen: 'new',
    due: 'due {at}',
    none: 'No alerts',
    noneText:
      'Work that you are given, questions that wait for you, and requests near or past their targets appear here.',
  },
}
