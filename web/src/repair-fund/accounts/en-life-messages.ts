/** English words of the life of accounts. */
import { enBookMessages } from './en-book-messages.ts'
import type { zhLifeMessages } from './zh-life-messages.ts'

export const enLifeMessages: typeof zhLifeMessages = {
  title: 'Changes of unit accounts',
  book: enBookMessages,
  about:
    'On a sale the balance stays with the unit; it goes with what a unit becomes, to the fen; of a lost building it is paid to the owners. The books of commercial and sold public housing and the deposits of sellers are here too.',
  changes: 'Changes',
  none: 'No changes yet',
  record: 'Record',
  done: 'Recorded',
  unit: 'Unit',
  on: 'Day',
  handover: 'Sale of a unit',
  handoverLead:
    'The money stays on the account and passes to the buyer with the unit; the seller tells the buyer. The balance of that moment is kept here, for a sheet to be signed.',
  soldOn: 'Day of the transfer',
  toldOn: 'Buyer told on',
  told: 'The buyer was told on {day}',
  sheet: 'Signed sheet',
  sheetHint: 'A picture; it can follow later',
  printSheet: 'Print the sheet',
  rearrange: 'Split or merge',
  what: 'What happened',
  lead: {
    split:
      'The balance is divided by the floor areas of the new units, and the old account closes. The new units need accounts first.',
    merge: 'The balances become one, and the other accounts close.',
  },
  one: { split: 'The unit that was divided', merge: 'The unit that they became' },
  many: { split: 'New unit {n}', merge: 'Old unit {n}' },
  more: 'One more unit',
  loss: 'Building lost',
  lossLead:
    'The balances of the building become payable and are paid to the owners one by one, the sellers’ part to them. The accounts close.',
  building: 'Building',
  papers: 'Papers',
  propose: 'Propose',
  didPropose: 'Proposed; another person approves it',
  secondPerson:
    'Another person of the community, the subdistrict or an administrator approves it, and only that books it. A wrong one is taken back by the opposite change, which opens the old accounts again.',
  waiting: 'Waiting for approval',
  noneWaiting: 'No change waits for approval',
  waitingLead: 'Whoever proposed a change may not approve it. An approval books it on the balances as they stand then.',
  proposed: { split: 'Split proposed', merge: 'Merger proposed', loss: 'Loss of a building proposed' },
  step: { approve: 'Approve and book', refuse: 'Refuse' },
  stepLead: {
    approve: 'The papers were checked; approve and book: {what}.',
    refuse: 'Not to be done: {what}. Whoever proposed it may take it back like this.',
  },
  due: 'Payable for lost buildings',
  dueLeft: '{amount} still to be paid',
  pay: 'Record payment',
  payLead: '{amount} were paid to the owner of {who}.',
  paidDay: 'Paid on',
  paidOn: 'paid on {day}',
  andMore: ' and others, {n} units',
  change: {
    handover: 'Sale of a unit',
    rearranged: 'Split or merge',
    lost: 'Building lost',
    closed: 'Accounts closed',
    reopened: 'Accounts opened again',
  },
  paper: {
    heading: 'Repair fund: notice to the buyer of a unit',
    none: 'No sale of this unit was recorded. Record it under “Changes of unit accounts” of the compound.',
    balance: 'Balance of the unit account',
    owed: 'Claim that is still open',
    text: 'The balance of the unit account passes to the buyer together with the ownership of the unit (住宅专项维修资金管理办法 art. 28). The buyer knows the balance above.',
    seller: 'Seller',
    buyer: 'Buyer',
    keeper: 'Recorded by, day',
  },
}
