/**
 * Files of the fund: who may see its figures may see invoices and proof of costs; lists and slips that carry names open
 * only to whoever keeps or audits the books.
 */
import {
  AccountChangeProposed,
  BankReconciled,
  BuildingLost,
  ContributionsRecorded,
  FundOpened,
  ImportStaged,
  IncomeReceived,
  LossPaid,
  OfficialBalanceRecorded,
  PaymentMade,
  PoolDistributed,
  SaleHandoverRecorded,
  SellerDeposited,
  StatementPosted,
  SuspenseReceived,
  SuspenseReturned,
} from '@changxin/shared/repair-fund'
import { type Link, openers } from '../files/openers.ts'
import type { Handler } from '../views/projection.ts'
import { collectionFiles } from './collections/collections.files.ts'
import { withdrawalFiles } from './withdrawals/withdrawals.files.ts'

const one = ({ file }: { readonly file: string | null }) => (file === null ? [] : [file])
const many = ({ files }: { readonly files: readonly string[] }) => files

export function fundFiles(link: Link): readonly (readonly [string, Handler])[] {
  const opens = openers(link)
  return [
    // The owners' decision carries signatures.
    opens('repair-fund.accounts', FundOpened, ({ paper }) => (paper ? [paper.file] : [])),
    opens('repair-fund.compound', IncomeReceived, ({ files, costs }) => [...files, ...costs.map(({ file }) => file)]),
    opens('repair-fund.compound', PaymentMade, many),
    // An agreement is signed by name and door.
    opens('repair-fund.accounts', PoolDistributed, many),
    opens('repair-fund.accounts', ContributionsRecorded, one),
    opens('repair-fund.import', ImportStaged, one),
    opens('repair-fund.accounts', SellerDeposited, many),
    opens('repair-fund.accounts', SuspenseReceived, one),
    opens('repair-fund.accounts', SuspenseReturned, one),
    opens('repair-fund.account-change-proposals', AccountChangeProposed, many),
    opens('repair-fund.accounts', BuildingLost, many),
    opens('repair-fund.accounts', LossPaid, one),
    opens('repair-fund.accounts', SaleHandoverRecorded, one),
    opens('repair-fund.reconciliations', BankReconciled, one),
    // The list by unit: for whoever keeps or audits the books.
    opens('repair-fund.accounts', OfficialBalanceRecorded, one),
    opens('repair-fund.statements', StatementPosted, many),
    ...collectionFiles(link),
    ...withdrawalFiles(link),
  ]
}
