/** Income, reversals and the life of accounts for the access matrix. */
import { fundAccountsApi, incomeApi, reversalsApi } from '@changxin/shared/repair-fund'
import type { AccessCase, Place, World } from './access-world.ts'
import { expectOk, type TestServer } from './server.ts'
import { uploaded } from './uploaded.ts'

const DAY = '2024-03-01'
const PAPER = 'd'.repeat(64)

export interface FundIncomeWorld {
  readonly proposalId: string
  readonly changeId: string
  readonly sellerId: string
}

/** The fund is open and `entryId` is an entry of it. */
export async function makeFundIncome(at: TestServer, here: Place, entryId: string): Promise<FundIncomeWorld> {
  const { admin } = at
  const about = { id: here.compoundId }
  await expectOk(admin.tell(incomeApi.recordIncome, about, { kind: 'donation', grossFen: 100, paidOn: DAY }))
  const { items } = (await expectOk(admin.ask(incomeApi.income, about))).body
  const proposed = await expectOk(admin.tell(reversalsApi.reverse, { id: items[0]?.id ?? entryId }, { reason: '录错' }))
  await expectOk(admin.tell(fundAccountsApi.recordHandover, { id: here.unitIds[0] }, { on: DAY, buyerToldOn: DAY }))
  const [one, other] = here.unitIds
  const change = await expectOk(
    admin.tell(fundAccountsApi.rearrange, about, {
      ...{ kind: 'merge', on: DAY, reason: '打通', fromUnitIds: [one, other], toUnitIds: [one] },
      files: [await uploaded(at, admin, '#338811')],
    }),
  )
  return { proposalId: proposed.body.id, changeId: change.body.id, sellerId: 'nobody' }
}

export function fundIncomeCases({
  here,
  entryId,
  proposalId,
  changeId,
  sellerId,
}: World): Readonly<Record<string, AccessCase>> {
  const [unitId] = here.unitIds
  const compound = (body: unknown = {}, params = {}): AccessCase => ({
    about: 'compound',
    params: { id: here.compoundId, ...params },
    body,
  })
  const unit = (body: unknown = {}): AccessCase => ({ about: 'unit', params: { id: unitId }, body })
  const proposal = (body: unknown = {}): AccessCase => ({ about: 'compound', params: { id: proposalId }, body })
  return {
    'repair-fund.reverse': { about: 'compound', params: { id: entryId }, body: { reason: '录错' } },
    'repair-fund.approve-reversal': proposal({ dryRun: true }),
    'repair-fund.refuse-reversal': proposal({ reason: '没有记错' }),
    'repair-fund.withdraw-reversal': proposal(),
    'repair-fund.reversals': compound(),
    'repair-fund.claims': compound(),
    'repair-fund.income': compound(),
    'repair-fund.distributions': compound(),
    'repair-fund.bonds': compound(),
    'repair-fund.petty-cash': compound(),
    'repair-fund.money': compound(),
    'repair-fund.record-income': compound({ kind: 'donation', grossFen: 1, paidOn: DAY }),
    'repair-fund.credit-interest': compound({
      amountFen: 1,
      period: { from: DAY, to: DAY },
      paidOn: DAY,
      dryRun: true,
    }),
    'repair-fund.distribute': compound({
      from: 'compound',
      on: DAY,
      split: { key: 'floor-area', amountFen: 1 },
      dryRun: true,
    }),
    'repair-fund.move-assets': compound({ from: 'bank', to: 'petty-cash', amountFen: 1, on: DAY }),
    'repair-fund.open-seller': compound({ buildingId: 'b', name: '售房单位' }),
    'repair-fund.seller-deposit': compound({ amountFen: 1, paidOn: DAY }, { sellerId }),
    'repair-fund.classify': compound({ book: 'commercial', unitIds: [unitId] }),
    'repair-fund.account-changes': compound(),
    'repair-fund.account-books': compound(),
    'repair-fund.account-doors': compound({}, { buildingId: 'b' }),
    'repair-fund.losses': compound(),
    'repair-fund.handovers': unit(),
    'repair-fund.record-handover': unit({ on: DAY, buyerToldOn: DAY }),
    'repair-fund.rearrange': compound({
      kind: 'merge',
      on: DAY,
      reason: '打通',
      fromUnitIds: ['u-x', 'u-y'],
      toUnitIds: ['u-x'],
      files: [PAPER],
    }),
    'repair-fund.record-loss': compound({ buildingId: 'b', on: DAY, reason: '拆除', files: [PAPER] }),
    'repair-fund.account-change-proposals': compound(),
    'repair-fund.approve-account-change': { about: 'compound', params: { id: changeId }, body: {} },
    'repair-fund.refuse-account-change': { about: 'compound', params: { id: changeId }, body: { reason: '没有材料' } },
    'repair-fund.pay-loss': compound({ paidOn: DAY }, { entryId: 'nothing' }),
    'repair-fund.close-account': unit({ reason: '已拆除' }),
  }
}
