/** What the statements and their lines are called: by 财会〔2020〕7号, and what is ours as we say it. */
import type { BalanceLine, BookView, IncomeLine, NetAssetColumn, NetAssetLine } from './statements.ts'

type Line = BalanceLine | IncomeLine | NetAssetLine
interface StatementNames {
  readonly line: Readonly<Record<Line, string>>
  readonly view: Readonly<Record<BookView, string>>
  readonly column: Readonly<Record<NetAssetColumn, string>>
  readonly sheet: {
    readonly balanceSheet: string
    readonly income: string
    readonly netAssets: string
    readonly buildings: string
    readonly units: string
    readonly uses: string
  }
  readonly form: { readonly balanceSheet: string; readonly income: string; readonly netAssets: string }
  readonly head: Readonly<
    Record<
      | 'item'
      | 'yearStart'
      | 'end'
      | 'inMonth'
      | 'inYear'
      | 'thisYear'
      | 'lastYear'
      | 'unit'
      | 'building'
      | 'door'
      | 'opening'
      | 'in'
      | 'out'
      | 'closing'
      | 'yuan'
      | 'ours'
      | 'purpose'
      | 'amount'
      | 'doors'
      | 'paidOn',
      string
    >
  >
}

export const statementNames: Readonly<Record<'zh' | 'en', StatementNames>> = {
  zh: {
    line: {
      bank: '银行存款',
      bonds: '国债投资',
      'petty-cash': '备用金',
      assets: '资产合计',
      'loss-payable': '应付房屋灭失返还资金',
      payables: '负债合计',
      'fund-commercial': '商品住宅维修资金',
      'fund-public-housing': '已售公有住房维修资金',
      'of-compound': '其中：小区共有',
      undistributed: '待分配累计收益',
      suspense: '待查款',
      'net-assets': '净资产合计',
      'payables-and-net-assets': '负债和净资产总计',
      deposits: '交存收入',
      'deposit-interest': '存款利息收入',
      'bond-interest': '国债利息收入',
      operating: '经营收入',
      disposal: '共用设施处置收入',
      'other-income': '其他收入',
      income: '收入合计',
      repairs: '维修支出',
      returns: '返还支出',
      'other-expense': '其他支出',
      expense: '支出合计',
      surplus: '收支差额',
      opening: '上年年末余额',
      distributed: '分配转入（转出以负数）',
      'loss-out': '房屋灭失转出',
      'suspense-change': '待查款增减',
      closing: '本年年末余额',
    },
    view: { commercial: '商品住宅', 'public-housing': '已售公有住房', together: '合计' },
    column: {
      'fund-commercial': '商品住宅维修资金',
      'fund-public-housing': '已售公有住房维修资金',
      undistributed: '待分配累计收益',
      suspense: '待查款',
      total: '净资产合计',
    },
    sheet: {
      balanceSheet: '资产负债表',
      income: '收支表',
      netAssets: '净资产变动表',
      buildings: '分幢汇总',
      units: '分户明细',
      uses: '维修支出明细',
    },
    form: { balanceSheet: '会住维01表', income: '会住维02表', netAssets: '会住维03表' },
    head: {
      item: '项目',
      yearStart: '年初余额',
      end: '期末余额',
      inMonth: '本月数',
      inYear: '本年累计数',
      thisYear: '本年数',
      lastYear: '上年数',
      unit: '编制单位',
      building: '楼栋',
      door: '房号',
      opening: '期初',
      in: '本期增加',
      out: '本期减少',
      closing: '期末',
      yuan: '单位：元',
      ours: '自设',
      purpose: '项目',
      amount: '金额',
      doors: '分摊户数',
      paidOn: '支付日期',
    },
  },
  en: {
    line: {
      bank: 'Bank deposits',
      bonds: 'Treasury bonds',
      'petty-cash': 'Petty cash',
      assets: 'Total assets',
      'loss-payable': 'Payable for lost buildings',
      payables: 'Total payables',
      'fund-commercial': 'Fund of commercial housing',
      'fund-public-housing': 'Fund of sold public housing',
      'of-compound': 'of which the compound’s',
      undistributed: 'Undistributed gains',
      suspense: 'Suspense',
      'net-assets': 'Total net assets',
      'payables-and-net-assets': 'Payables and net assets',
      deposits: 'Deposits',
      'deposit-interest': 'Deposit interest',
      'bond-interest': 'Bond interest',
      operating: 'Operating income',
      disposal: 'Disposal of common facilities',
      'other-income': 'Other income',
      income: 'Total income',
      repairs: 'Repairs',
      returns: 'Money returned',
      'other-expense': 'Other expenditure',
      expense: 'Total expenditure',
      surplus: 'Surplus',
      opening: 'Balance at the end of last year',
      distributed: 'Distributed in (out: below zero)',
      'loss-out': 'Left for lost buildings',
      'suspense-change': 'Change of suspense',
      closing: 'Balance at the end of the year',
    },
    view: { commercial: 'Commercial housing', 'public-housing': 'Sold public housing', together: 'Together' },
    column: {
      'fund-commercial': 'Commercial housing',
      'fund-public-housing': 'Sold public housing',
      undistributed: 'Undistributed gains',
      suspense: 'Suspense',
      total: 'Total net assets',
    },
    sheet: {
      balanceSheet: 'Balance sheet',
      income: 'Income and expenditure',
      netAssets: 'Change of net assets',
      buildings: 'By building',
      units: 'By unit',
      uses: 'Repairs paid',
    },
    form: { balanceSheet: 'Form 会住维01', income: 'Form 会住维02', netAssets: 'Form 会住维03' },
    head: {
      item: 'Item',
      yearStart: 'Start of year',
      end: 'End of period',
      inMonth: 'In the month',
      inYear: 'In the year',
      thisYear: 'This year',
      lastYear: 'Last year',
      unit: 'Made by',
      building: 'Building',
      door: 'Door',
      opening: 'Opening',
      in: 'In',
      out: 'Out',
      closing: 'Closing',
      yuan: 'In yuan',
      ours: 'ours',
      purpose: 'Purpose',
      amount: 'Amount',
      doors: 'Units sharing',
      paidOn: 'Paid on',
    },
  },
}
