/** A cost share with a payment and a spending for the access matrix, in the first compound. */
import { collectionsApi } from '@changxin/shared/repair-fund'
import type { AccessCase, Place, World } from './access-world.ts'
import { expectOk, type TestServer } from './server.ts'
import { uploaded } from './uploaded.ts'

export interface CollectionsWorld {
  readonly collectionId: string
  readonly spendingId: string
  readonly paymentId: string
}

const DAY = '2024-03-01'
const opening = (file: string) => ({
  kind: 'cost-share' as const,
  purpose: '换灯',
  scope: { kind: 'compound' as const },
  split: { by: 'floor-area' as const, totalFen: 10_000 },
  dueOn: '2099-01-01',
  ground: { kind: 'incurred' as const },
  cost: { requestId: null, costFen: 10_000, receipts: [file] },
})

interface Doors extends Pick<Place, 'compoundId'> {
  readonly unitIds: readonly string[]
}

export async function makeCollections(at: TestServer, { compoundId, unitIds }: Doors): Promise<CollectionsWorld> {
  const { admin } = at
  const file = await uploaded(at, admin, '#446688')
  const { id } = (await expectOk(admin.tell(collectionsApi.open, { id: compoundId }, opening(file)))).body
  const rows = [{ unitId: unitIds[0] ?? '', amountFen: 1_000 }]
  const payment = await expectOk(admin.tell(collectionsApi.pay, { id }, { rows, paidOn: DAY }))
  const spending = { purpose: '灯具', amountFen: 100, spentOn: DAY, invoices: [file] }
  const spent = await expectOk(admin.tell(collectionsApi.spend, { id }, spending))
  return { collectionId: id, spendingId: spent.body.id, paymentId: payment.body.id }
}

export function collectionsCases(world: World): Readonly<Record<string, AccessCase>> {
  const { here, collectionId, spendingId, paymentId, sha256 } = world
  const compound = (body: unknown = {}): AccessCase => ({ about: 'compound', params: { id: here.compoundId }, body })
  const collection = (body: unknown = {}, params = {}): AccessCase => ({
    about: 'compound',
    params: { id: collectionId, ...params },
    body,
  })
  const spending = (body: unknown = {}): AccessCase => ({ about: 'compound', params: { id: spendingId }, body })
  const reversal = (): AccessCase => collection({}, { reversalId: 'r1' })
  const giveBack = (): AccessCase => collection({}, { giveBackId: 'g1' })
  return {
    'repair-fund.collections': compound(),
    'repair-fund.collection': collection(),
    'repair-fund.collection-entries': collection(),
    'repair-fund.shared-money': compound(),
    'repair-fund.unit-collections': { about: 'unit', params: { id: here.unitIds[0] } },
    'repair-fund.paid-doors': compound(),
    'repair-fund.open-collection': compound(opening(sha256)),
    'repair-fund.confirm-collection': collection(),
    'repair-fund.cancel-collection': collection({ reason: '不做了' }),
    'repair-fund.close-collection': collection({ unpaidReason: null }),
    'repair-fund.pay-collection': collection({ rows: [{ unitId: here.unitIds[1], amountFen: 1 }], paidOn: DAY }),
    'repair-fund.spend-collection': collection({ purpose: '灯', amountFen: 1, spentOn: DAY, invoices: [sha256] }),
    'repair-fund.sign-collection-spending': spending(),
    'repair-fund.withdraw-collection-spending': spending({ reason: '写错' }),
    'repair-fund.propose-collection-reversal': collection({ entryId: paymentId, reason: '记错' }),
    'repair-fund.approve-collection-reversal': reversal(),
    'repair-fund.drop-collection-reversal': reversal(),
    'repair-fund.give-back-collection': collection({ amountFen: null }),
    'repair-fund.sign-give-back': giveBack(),
    'repair-fund.withdraw-give-back': giveBack(),
    'repair-fund.carry-over-collection': collection(),
    'repair-fund.show-paid-doors': compound({ shown: false, ground: '会议' }),
  }
}
