/** What a timeline says of each step: its day, amount, words and papers. */
import { dayOf, type Recorded } from '@changxin/shared/kernel'
import type { PaymentKind, RepairFundEvent } from '@changxin/shared/repair-fund'

export interface Act {
  readonly on: string
  readonly amountFen: number | null
  readonly text: string | null
  readonly files: readonly string[]
  readonly payment?: { readonly id: string; readonly kind: PaymentKind }
}

export function actOf(event: Recorded<RepairFundEvent>): Act {
  const told = { on: dayOf(event.metadata.occurredAt), amountFen: null, text: null, files: [] }
  // A recorded event has the shape of its type, but the two are not tied together.
  const { type, data } = event as unknown as RepairFundEvent
  switch (type) {
    case 'WithdrawalDrafted':
      return { ...told, amountFen: data.estimateFen }
    case 'WithdrawalPlanned':
      return { ...told, amountFen: data.plan.budgetFen, text: data.plan.purpose, files: data.plan.files }
    case 'WithdrawalPosted':
      return { ...told, on: data.on, amountFen: data.totalFen, text: data.place, files: data.files }
    case 'AdvanceAsked':
      return { ...told, on: data.on, amountFen: data.amountFen, files: data.files }
    case 'WithdrawalSettled':
      return { ...told, on: data.on, amountFen: data.settledFen, files: [...data.acceptance, ...data.invoices] }
    case 'AskTakenBack':
    case 'WithdrawalCancelled':
      return { ...told, text: data.reason }
    case 'WithdrawalApproved':
      return { ...told, on: data.on, amountFen: data.amountFen }
    case 'ApplicationStamped':
      return { ...told, on: data.on, files: [data.scan] }
    case 'ApplicationSubmitted':
      return { ...told, on: data.on, text: data.number }
    case 'ApplicationReturned':
      return { ...told, on: data.on, text: data.reason, files: data.file === null ? [] : [data.file] }
    case 'ApplicationApproved':
      return { ...told, on: data.on, text: data.number, files: data.file === null ? [] : [data.file] }
    case 'PaymentMade': {
      const payment = { id: data.paymentId, kind: data.kind }
      return { ...told, on: data.paidOn, amountFen: data.amountFen, text: data.payee, files: data.files, payment }
    }
    case 'BookingReversed': {
      const back = [...data.units, ...data.sellers].reduce((sum, { amountFen }) => sum + amountFen, 0)
      return { ...told, on: data.on, amountFen: back, text: data.reason }
    }
    case 'ShortfallCovered':
      return { ...told, on: data.on, amountFen: data.amountFen }
    case 'SettlementBalanced':
      return { ...told, on: data.on, amountFen: data.returnedFen }
    case 'WithdrawalPublished':
      return { ...told, on: data.on, text: data.place, files: data.files }
    default:
      return told
  }
}
