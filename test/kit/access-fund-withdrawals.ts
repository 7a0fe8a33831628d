/** A withdrawal and a small expense for the access matrix. */
import { withdrawalsApi } from '@changxin/shared/repair-fund'
import type { AccessCase, Place, World } from './access-world.ts'
import { expectOk, type TestServer } from './server.ts'
import { uploaded } from './uploaded.ts'

const PAPER = 'f'.repeat(64)
const PLAN = {
  ...{ purpose: '屋面防水维修', requestId: null, partId: null, partCode: 'roof', warrantyOver: null, exclusion: null },
  ground: { kind: 'decision', authorisation: null },
  ...{ budgetFen: 100, contractor: null, scope: { kind: 'compound' }, split: { by: 'floor-area' } },
  ...{ unsoldUnitIds: [], files: [] },
} as const

export interface WithdrawalsWorld {
  readonly withdrawalId: string
  readonly expenseId: string
}

export async function makeWithdrawals(at: TestServer, here: Pick<Place, 'compoundId'>): Promise<WithdrawalsWorld> {
  const { admin } = at
  // A paper of its own: another one would open to whoever sees the withdrawal.
  const photo = await uploaded(at, admin, '#224466')
  const id = here.compoundId
  // In danger nothing is decided first, so that it is posted at once: residents see what is posted.
  const proof = { kind: 'lift', seenOn: '2024-03-01', parties: ['manager', 'owners'], files: [photo] }
  const over = { contractor: '某公司', warrantyOver: { text: '1998 年竣工', file: photo } }
  const plan = { ...structuredClone(PLAN), ...over, ground: { kind: 'emergency', proof } }
  const { body: withdrawal } = await expectOk(admin.tell(withdrawalsApi.prepare, { id }, plan as never))
  await expectOk(admin.tell(withdrawalsApi.submit, { id: withdrawal.id }, {}))
  await expectOk(admin.tell(withdrawalsApi.post, { id: withdrawal.id }, { place: '公告栏' }))
  const expense = { purpose: '换楼道灯', amountFen: 100, spentOn: '2024-03-01', payee: null, photos: [photo] }
  const { body: recorded } = await expectOk(admin.tell(withdrawalsApi.recordSmallExpense, { id }, expense))
  return { withdrawalId: withdrawal.id, expenseId: recorded.id }
}

export function withdrawalsCases({ here, withdrawalId, expenseId }: World): Readonly<Record<string, AccessCase>> {
  const inCompound = (body: unknown = {}): AccessCase => ({ about: 'compound', params: { id: here.compoundId }, body })
  const withdrawal = (body: unknown = {}): AccessCase => ({ about: 'compound', params: { id: withdrawalId }, body })
  const expense = (body: unknown = {}): AccessCase => ({ about: 'compound', params: { id: expenseId }, body })
  const posting = { place: '公告栏', files: [] }
  const reason = '不做了'
  const spent = { purpose: '换灯', amountFen: 100, spentOn: '2024-03-01', payee: null, photos: [PAPER] }
  return {
    'repair-fund.withdrawals': inCompound(),
    'repair-fund.withdrawal': withdrawal(),
    'repair-fund.withdrawal-shares': withdrawal(),
    'repair-fund.withdrawal-preview': withdrawal(),
    'repair-fund.unit-withdrawals': { about: 'unit', params: { id: here.unitIds[0] } },
    'repair-fund.authorisations': inCompound(),
    'repair-fund.prepare-withdrawal': inCompound(PLAN),
    'repair-fund.plan-withdrawal': withdrawal(PLAN),
    'repair-fund.submit-withdrawal': withdrawal(),
    'repair-fund.post-withdrawal': withdrawal(posting),
    'repair-fund.advance-withdrawal': withdrawal({ amountFen: 1 }),
    'repair-fund.settle-withdrawal': withdrawal({
      ...{ acceptedOn: '2024-03-01', settledFen: 1, acceptance: [PAPER], invoices: [PAPER] },
    }),
    'repair-fund.take-back-ask': withdrawal({ reason }),
    'repair-fund.approve-withdrawal': withdrawal({ askId: 'ask' }),
    'repair-fund.record-application': withdrawal({ step: 'stamped', on: '2024-03-01', scan: PAPER }),
    'repair-fund.pay-withdrawal': withdrawal({ askId: 'ask', paidOn: '2024-03-01' }),
    'repair-fund.cover-shortfall': withdrawal({ decisionId: null, note: '补足' }),
    'repair-fund.publish-withdrawal': withdrawal({ place: '公告栏', files: [PAPER] }),
    'repair-fund.cancel-withdrawal': withdrawal({ reason }),
    'repair-fund.small-expenses': inCompound(),
    'repair-fund.record-small-expense': inCompound(spent),
    'repair-fund.sign-small-expense': expense(),
    'repair-fund.withdraw-small-expense': expense({ reason }),
    'repair-fund.post-small-expenses': inCompound({ month: '2024-03', ...posting }),
  }
}
