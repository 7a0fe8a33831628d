/** A stairwell of three doors and the collection of 1,000 yuan among them, for tests. */
import type { CollectionCommand, CommandOf } from './collection.commands.ts'
import type { SharingUnit } from './shares.ts'

export const today = '2026-03-31'
export const receipt = 'a'.repeat(64)

export const unit = (unitId: string, floorArea: number | null, entranceId = 'e1'): SharingUnit => ({
  unitId,
  buildingId: 'b1',
  entranceId,
  label: `1栋 ${unitId}`,
  floorArea,
})
export const units = [unit('u1', 5_000), unit('u2', 10_000), unit('u3', 15_000), unit('u4', 7_000, 'e2')]
export const facts = { units, fundIsOpen: false }

export const agreement = { kind: 'agreement' as const, text: '楼道业主约定', file: receipt }
export const opening: CommandOf<'OpenCollection'> = {
  type: 'OpenCollection',
  collectionId: 'c1',
  compoundId: 'k1',
  kind: 'collection',
  purpose: '更换楼道灯',
  scope: { kind: 'entrance', buildingId: 'b1', entranceId: 'e1' },
  split: { by: 'floor-area', totalFen: 100_000 },
  dueOn: '2026-04-30',
  ground: agreement,
  cost: null,
  by: 'p1',
  today,
}
export const cost = { requestId: null, costFen: 100_000, receipts: [receipt] }

export const pay = (paymentId: string, unitId: string, amountFen: number, change: object = {}): CollectionCommand => ({
  type: 'RecordPayments',
  rows: [{ paymentId, unitId, amountFen }],
  paidOn: '2026-03-20',
  file: null,
  keepCredit: false,
  by: 'p1',
  today,
  ...change,
})
export const spend = (spendingId: string, amountFen: number, change: object = {}): CollectionCommand => ({
  type: 'RecordSpending',
  spendingId,
  purpose: '灯具',
  amountFen,
  spentOn: '2026-03-25',
  invoices: [receipt],
  photos: [],
  by: 'p1',
  today,
  ...change,
})
export const sign = (spendingId: string, by = 'p2'): CollectionCommand => ({
  type: 'SignSpending',
  spendingId,
  by,
  today,
})
export const propose = (reversalId: string, entryId: string, by = 'p2'): CollectionCommand => ({
  ...{ type: 'ProposeReversal', reversalId, entryId, by, today },
  reason: '记错门牌',
})
export const approve = (reversalId: string, by = 'p3'): CollectionCommand => ({
  type: 'ApproveReversal',
  reversalId,
  by,
  today,
})
export const planBack = (giveBackId: string, amountFen: number | null = null): CollectionCommand => ({
  ...{ type: 'PlanGiveBack', giveBackId, amountFen, by: 'p1', today },
})
export const signBack = (giveBackId: string, by = 'p2'): CollectionCommand => ({
  ...{ type: 'SignGiveBack', giveBackId, by, today },
})
export const carry: CollectionCommand = { type: 'CarryOver', carryOverId: 'o1', by: 'p2', today }
export const close = (unpaidReason: string | null = null): CollectionCommand => ({
  ...{ type: 'CloseCollection', unpaidReason, by: 'p1', today },
})
