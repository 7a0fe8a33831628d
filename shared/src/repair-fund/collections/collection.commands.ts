/** What may be asked of a collection, and what deciding needs from outside its stream. */
import type { Day } from '@changxin/shared/kernel'
import type { CollectionEvent, DoorShare } from './events.ts'
import type { SharingUnit } from './shares.ts'

type DataOf<Type extends CollectionEvent['type']> = Extract<CollectionEvent, { type: Type }>['data']

interface ByOn {
  /** Person id; `system` for what follows from a decision. */
  readonly by: string
  /** The day of the command in Asia/Shanghai. */
  readonly today: Day
}
type Plan = Pick<
  DataOf<'CollectionDrafted'>,
  'collectionId' | 'compoundId' | 'kind' | 'purpose' | 'scope' | 'split' | 'dueOn' | 'ground' | 'cost'
>
type Spending = Pick<
  DataOf<'CollectionSpendingRecorded'>,
  'spendingId' | 'purpose' | 'amountFen' | 'spentOn' | 'invoices' | 'photos'
>

export type CollectionCommand = ByOn &
  (
    | ({ readonly type: 'DraftCollection' } & Plan)
    /** Drafted and confirmed at once, by whoever has looked at the preview. */
    | ({ readonly type: 'OpenCollection' } & Plan)
    | { readonly type: 'ConfirmCollection' }
    | { readonly type: 'CancelCollection'; readonly reason: string }
    | {
        readonly type: 'RecordPayments'
        readonly rows: readonly (DoorShare & { readonly paymentId: string })[]
        readonly paidOn: Day
        readonly file: string | null
        /** What is paid beyond a share stays as a credit to give back, instead of being refused. */
        readonly keepCredit: boolean
      }
    | ({ readonly type: 'RecordSpending' } & Spending)
    | { readonly type: 'SignSpending'; readonly spendingId: string }
    | { readonly type: 'WithdrawSpending'; readonly spendingId: string; readonly reason: string }
    | {
        readonly type: 'ProposeReversal'
        readonly reversalId: string
        readonly entryId: string
        readonly reason: string
      }
    | { readonly type: 'ApproveReversal'; readonly reversalId: string }
    | { readonly type: 'DropReversal'; readonly reversalId: string }
    /** `amountFen` null: everything that is left. */
    | { readonly type: 'PlanGiveBack'; readonly giveBackId: string; readonly amountFen: number | null }
    | { readonly type: 'SignGiveBack'; readonly giveBackId: string }
    | { readonly type: 'WithdrawGiveBack'; readonly giveBackId: string }
    | { readonly type: 'CarryOver'; readonly carryOverId: string }
    | { readonly type: 'CloseCollection'; readonly unpaidReason: string | null }
  )
export type CommandOf<Type extends CollectionCommand['type']> = Extract<CollectionCommand, { type: Type }>

/**
 * Opening and confirming need the units of the compound; opening and carrying over whether it has a fund, carrying over
 * also the units and which of them have an open account there.
 */
export interface CollectionFacts {
  readonly units?: readonly SharingUnit[]
  readonly fundIsOpen?: boolean
  readonly hasAccount?: (unitId: string) => boolean
}
