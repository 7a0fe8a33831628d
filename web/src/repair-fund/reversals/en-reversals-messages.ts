/** English words of reversals and claims. */
import type { zhReversalsMessages } from './zh-reversals-messages.ts'

export const enReversalsMessages: typeof zhReversalsMessages = {
  title: 'Reversals and claims',
  about: 'A mistake is neither changed nor deleted: one person proposes, another approves, and the opposite is booked.',
  propose: 'Propose a reversal',
  proposeSubmit: 'Propose',
  lead: 'Proposes to take this booking back ({kind}, {amount}). It is booked only after another eligible person approves; both stay in the book.',
  proposed: 'Proposed; another person has to approve',
  cameBack: 'Came back (yuan)',
  cameBackHint: 'Leave empty if all of it came back; units get it by their shares of then',
  cameBackOn: 'Came back on',
  waiting: 'Waiting for approval',
  none: 'No reversal is waiting',
  noneText: 'Propose one at an entry, an income or a payment.',
  ended: 'Ended',
  by: 'proposed by {name}',
  unknown: 'Booking',
  because: 'Reason: {reason}',
  state: { open: 'waiting', approved: 'reversed', refused: 'refused', withdrawn: 'withdrawn' },
  open: { approve: 'Look and approve', refuse: 'Refuse', withdraw: 'Withdraw' },
  step: { approve: 'Approve and book', refuse: 'Refuse', withdraw: 'Withdraw the proposal' },
  did: { approve: 'Reversed', refuse: 'Refused', withdraw: 'Withdrawn' },
  refusal: 'Why not',
  will: 'Takes back {amount}',
  required: {
    'second-person': 'another person approves',
    community: 'by its amount the community or the subdistrict approves',
    subdistrict: 'by its amount the subdistrict approves',
  },
  changes: 'What changes',
  pool: { compound: 'Compound’s pool', undistributed: 'Undistributed gains', suspense: 'In suspense' },
  bankIn: 'The bank account gains {amount}',
  bankOut: 'The bank account pays {amount}',
  willOwe:
    '{units}: {amount} were spent already. What the account lacks becomes a claim, which later money covers first.',
  claims: 'Claims',
  claimsHow:
    '{amount} in all. This money had been spent when it was taken back and stands outside the books; what comes in for the unit covers it first.',
}
