/** Papers of withdrawals open to everybody who may see the withdrawal; what carries names or stamps, to who keeps the books. */
import {
  AdvanceAsked,
  ApplicationApproved,
  ApplicationReturned,
  ApplicationStamped,
  SmallExpenseRecorded,
  SmallExpensesPosted,
  WithdrawalPlanned,
  WithdrawalPosted,
  WithdrawalPublished,
  WithdrawalSettled,
} from '@changxin/shared/repair-fund'
import { type Link, openers } from '../../files/openers.ts'
import { type Handler, on } from '../../views/projection.ts'

const FOR_ALL = 'repair-fund.withdrawals'
/** Stamped applications: for whoever looks after the fund, too. */
const FOR_SEERS = 'repair-fund.authorisations'
const FOR_KEEPERS = 'repair-fund.withdrawal-shares'

const one = ({ file }: { readonly file: string | null }) => (file === null ? [] : [file])
const many = ({ files }: { readonly files: readonly string[] }) => files

export function withdrawalFiles(link: Link): readonly (readonly [string, Handler])[] {
  const opens = openers(link)
  return [
    on(WithdrawalPlanned, ({ data: { plan, compoundId } }, rows) => {
      const { ground, warrantyOver, split, files } = plan
      const proof = ground.kind === 'emergency' ? (ground.proof?.files ?? []) : []
      const papers = [...files, ...proof, ...(warrantyOver ? [warrantyOver.file] : [])]
      link(rows, papers, FOR_ALL, compoundId, compoundId)
      link(rows, split.by === 'agreement' ? [split.file] : [], FOR_KEEPERS, compoundId, compoundId)
    }),
    opens(FOR_ALL, WithdrawalPosted, many),
    opens(FOR_ALL, AdvanceAsked, many),
    opens(FOR_ALL, WithdrawalSettled, ({ acceptance, invoices }) => [...acceptance, ...invoices]),
    opens(FOR_ALL, WithdrawalPublished, many),
    opens(FOR_ALL, SmallExpenseRecorded, ({ photos, invoices }) => [...photos, ...invoices]),
    opens(FOR_ALL, SmallExpensesPosted, many),
    opens(FOR_SEERS, ApplicationStamped, ({ scan }) => [scan]),
    opens(FOR_SEERS, ApplicationReturned, one),
    opens(FOR_SEERS, ApplicationApproved, one),
  ]
}
