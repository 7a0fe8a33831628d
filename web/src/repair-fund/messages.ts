/** Words of the repair fund. */
export const repairFundMessages = {
  zh: {
    kind: {
      'first-deposit': '首次交存', 'build-up': '补建', 'top-up': '续交', 'common-income': '公共收益', grant: '奖补', donation: '捐赠',
      interest: '利息', reversal: '冲正',
    },
    bookkeeper: { bank: '专户银行', authority: '主管部门', owners: '业主大会' },
    none: '尚无维修资金',
  },
  en: {
    kind: {
      'first-deposit': 'First deposit', 'build-up': 'Build-up', 'top-up': 'Top-up', 'common-income': 'Common income', grant: 'Grant',
      donation: 'Donation', interest: 'Interest', reversal: 'Reversal',
    },
    bookkeeper: { bank: 'Bank', authority: 'Authority', owners: 'Owners’ assembly' },
    none: 'No fund yet',
  },
}
