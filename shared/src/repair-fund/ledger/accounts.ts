/**
 * The chart of accounts: names of 财会〔2020〕7号, commercial and sold public housing in separate books, cash basis. Its
 * account *numbers* were not at hand and are not used. `suspense` is ours: money that nobody has been found for is no
 * income yet.
 */
import { z } from 'zod'

/** 商品住宅, 已售公有住房 (165号令 art. 6, 20). */
export const Book = z.enum(['commercial', 'public-housing'])
export type Book = z.infer<typeof Book>

/** 银行存款, 国债投资, 备用金 */
export const AssetAccount = z.enum(['bank', 'bonds', 'petty-cash'])
export type AssetAccount = z.infer<typeof AssetAccount>
/** 应付房屋灭失返还资金 */
export const PayableAccount = z.enum(['loss-payable'])
/** 维修资金 of the book, 待分配累计收益, 待查款 */
export const NetAssetAccount = z.enum(['fund', 'undistributed', 'suspense'])
/** 交存收入, 存款利息收入, 国债利息收入, 经营收入, 共用设施处置收入, 其他收入 */
export const IncomeAccount = z.enum([
  'deposits',
  'deposit-interest',
  'bond-interest',
  'operating',
  'disposal',
  'other-income',
])
export type IncomeAccount = z.infer<typeof IncomeAccount>
/** 维修支出, 返还支出, 其他支出 */
export const ExpenseAccount = z.enum(['repairs', 'returns', 'other-expense'])
export type ExpenseAccount = z.infer<typeof ExpenseAccount>

export const LedgerAccount = z.enum([
  ...AssetAccount.options,
  ...PayableAccount.options,
  ...NetAssetAccount.options,
  ...IncomeAccount.options,
  ...ExpenseAccount.options,
])
export type LedgerAccount = z.infer<typeof LedgerAccount>

/** Money of the fund that is no unit's and no seller's: 小区共有, 待分配累计收益, 待查款. */
export const Pool = z.enum(['compound', 'undistributed', 'suspense'])
export type Pool = z.infer<typeof Pool>

/** In which net asset account money of a pool stands once it is there. */
export const accountOfPool: Record<Pool, LedgerAccount> = {
  compound: 'fund',
  undistributed: 'undistributed',
  suspense: 'suspense',
}
