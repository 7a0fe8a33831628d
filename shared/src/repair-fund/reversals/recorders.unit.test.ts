/** Whoever had a hand in recording something does not approve taking it back. */
import { expect, test } from 'vitest'
import { refusalOf } from '../../../../test/kit/decider-spec.ts'
import type { RepairFundEvent } from '../events.ts'
import { type FundCommand, fundDecider } from '../fund.decider.ts'
import { compoundId, facts, fund, income, today } from '../fund.fixture.ts'
import { defaultFundRule } from '../rules/default-fund-rule.ts'

const FILE = 'a'.repeat(64)
const withdrawal = { rule: defaultFundRule, part: null, liability: null, authorised: null, mode: 'none' } as const

test.each([
  ['wrote', 'reversal-own-booking'],
  ['signed', 'reversal-own-booking'],
  ['bert', 'ReversalApproved BookingReversed'],
])('of a small expense %s approves its reversal: %s', (by, outcome) => {
  let { state } = fund(income('ad', 5_000))
  const run = (command: FundCommand, actor: string): readonly RepairFundEvent[] => {
    const made = fundDecider.decide(command, state, { ...facts, withdrawal })
    const metadata = { occurredAt: '2026-03-01T02:00:00.000Z', actor }
    for (const event of made) state = fundDecider.evolve(state, Object.assign({}, event, { metadata }))
    return made
  }
  const of = { compoundId, expenseId: 'x1', today } as const
  const what = { purpose: '换楼道灯', amountFen: 2_000, spentOn: today, payee: null, photos: [FILE], invoices: [] }
  run({ type: 'RecordSmallExpense', ...of, ...what, by: 'wrote' }, 'wrote')
  run({ type: 'SignSmallExpense', ...of, by: 'signed' }, 'signed')
  const back = { compoundId, today, proposalId: 'p' } as const
  const proposal = { reversesId: 'x1', amountFen: null, cameBackOn: null, reason: '记错' }
  run({ type: 'ProposeReversal', ...back, ...proposal, by: 'anna' }, 'anna')
  const approve = () => run({ type: 'ApproveReversal', ...back, reversalId: 'r', by, approver: 'subdistrict' }, by)
  if (outcome.startsWith('reversal')) expect(refusalOf(approve).code).toBe(outcome)
  else
    expect(
      approve()
        .map(({ type }) => type)
        .join(' '),
    ).toBe(outcome)
})
