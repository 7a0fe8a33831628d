/** Money on its way to an account that closes meanwhile is booked all the same: nothing of it is lost, nothing is stuck. */
import { sentenceOf } from '@changxin/shared/kernel'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../../../../test/kit/decider-spec.ts'
import { expectSayable } from '../../../../test/kit/sentences.ts'
import { fundAccountErrors } from '../accounts/errors.ts'
import { AccountsClosed } from '../accounts/events.ts'
import { repairFundErrors } from '../errors.ts'
import { ContributionsRecorded, UnitsClassified } from '../events.ts'
import { type FundCommand, fundDecider } from '../fund.decider.ts'
import { after, balancesOf, compoundId, facts, fund, today } from '../fund.fixture.ts'
import { hasEntryIn, keptRowsOf, requireBookable, withoutLate } from '../imports/fund-batches.ts'
import { SuspenseReceived, SuspenseReturned } from '../ledger/index.ts'

const close = (...unitIds: string[]) =>
  AccountsClosed({ compoundId, unitIds, on: today, because: 'split', reason: '分户', successors: [] })
const paidOn = '2026-02-20'
const file = 'f'.repeat(64)
const list = {
  ...({ type: 'RecordContributions', compoundId, today, contributionId: 'k', kind: 'build-up' } as const),
  ...{ paidOn, note: null, file },
  rows: [
    { entryId: 'e1', unitId: 'u1', amountFen: 500, row: 4 },
    { entryId: 'e2', unitId: 'u2', amountFen: 7, row: 5 },
  ],
} satisfies FundCommand
const taken = (entryId: string, unitId: string, amountFen: number) =>
  ContributionsRecorded({
    ...{ compoundId, contributionId: 'k', kind: 'build-up', paidOn, note: null, file },
    rows: [{ entryId, unitId, amountFen }],
  })
const kept = (
  book: 'commercial' | 'public-housing',
  rows: { entryId: string; amountFen: number; row: number; closedUnitId: string }[],
) =>
  SuspenseReceived({
    ...{ compoundId, receiptId: `k-${book}`, book, on: paidOn, file },
    outOf: { contributionId: 'k', collectionId: 'col' },
    rows: rows.map((row) => ({ paidOn, ...row })),
  })
const keepsClosed = { collectionId: 'col' }
const first = { entryId: 'e1', amountFen: 500, row: 4, closedUnitId: 'u1' }
const second = { entryId: 'e2', amountFen: 7, row: 5, closedUnitId: 'u2' }

test('a list that is refused for its accounts says how many, and no inner number of a unit', () => {
  const inner = 'f9b1c0de-0000-8000-8000-000000000301'
  const rows = [{ entryId: 'e', unitId: inner, amountFen: 1 }]
  const refusals = [fund(), fund(close(inner))].map(({ state }) =>
    refusalOf(() => fundDecider.decide({ ...list, rows }, state, facts)),
  )
  expect(refusals.map(({ code }) => code)).toEqual(['units-without-account', 'account-closed'])
  for (const { code, params } of refusals) {
    const entry = repairFundErrors.entries[code] ?? fundAccountErrors.entries[code]
    if (!entry) throw new TypeError(code)
    for (const language of ['zh', 'en'] as const) {
      expect(sentenceOf(entry, language, params)).toContain('1')
      expect(sentenceOf(entry, language, params)).not.toContain(inner)
    }
  }
})

describe('a list with money for a closed account', () => {
  test('is refused where it is only being written down: the desk corrects the door', () => {
    fund(close('u1')).when(list, facts).rejected('account-closed', { count: 1 })
  })
  test('is booked where the money is here already; what is for the closed account waits with its source', () => {
    const story = fund(close('u1'))
    story.when({ ...list, keepsClosed }, facts).then(taken('e2', 'u2', 7), kept('commercial', [first]))
    expect(balancesOf(after(story.state, { ...list, keepsClosed }))).toEqual([0, 7, 0])
  })
  test('waits whole where all have closed, each in the book of its account, and is never booked again', () => {
    const classified = UnitsClassified({ compoundId, book: 'public-housing', unitIds: ['u2'] })
    const story = fund(classified, close('u1', 'u2'))
    story.when({ ...list, keepsClosed }, facts).then(kept('commercial', [first]), kept('public-housing', [second]))
    const booked = after(story.state, { ...list, keepsClosed })
    expect(fundDecider.decide({ ...list, keepsClosed }, booked, facts)).toEqual([])
    // It finds the door of today like any other receipt.
    const found = after(booked, {
      ...{ type: 'AssignSuspense', compoundId, today, assignmentId: 'a', kind: 'build-up', on: today },
      rows: [{ entryId: 'a1', suspenseId: 'e1', unitId: 'u3', amountFen: 500 }],
    })
    expect(balancesOf(found)).toEqual([0, 0, 500])
  })
  test('does not go back without the payee’s paper, in either book', () => {
    const classified = UnitsClassified({ compoundId, book: 'public-housing', unitIds: ['u2'] })
    const booked = after(fund(classified, close('u1', 'u2')).state, { ...list, keepsClosed })
    const back = { returnId: 'b', paidOn: today, reason: '退回', file: null }
    const giveBack = (suspenseId: string, paper: string | null) =>
      fundDecider.decide({ type: 'ReturnSuspense', compoundId, today, ...back, suspenseId, file: paper }, booked, facts)
    for (const [suspenseId, book, amountFen] of [
      ['e1', 'commercial', 500],
      ['e2', 'public-housing', 7],
    ] as const) {
      const refusal = refusalOf(() => giveBack(suspenseId, null))
      expect(refusal).toMatchObject({ code: 'suspense-return-needs-paper', params: { field: 'file' } })
      expectSayable(repairFundErrors.entries, refusal)
      const returned = { compoundId, ...back, suspenseId, book, amountFen, file }
      expect(giveBack(suspenseId, file)).toEqual([SuspenseReturned(returned)])
    }
  })
  test('is booked as it is where nothing has closed', () => {
    fund()
      .when({ ...list, rows: list.rows.slice(0, 1), keepsClosed }, facts)
      .then(taken('e1', 'u1', 500))
  })
})

test('an import whose unit closed after the dry run is booked; that row is told apart, and is its own when tried again', () => {
  const rows = list.rows.map(({ row, unitId, amountFen }) => ({ row, key: `${row}`, day: paidOn, unitId, amountFen }))
  const batch = { kind: 'build-up' as const, day: paidOn, rows }
  const entryIdOf = (key: string) => `row-${key}`
  const how = { compoundId, bookingId: 'k', book: 'commercial' as const, file, today, entryIdOf, alikeIdsOf: () => [] }
  const { state } = fund(close('u1'))
  expect([...requireBookable(state, [batch], () => how)]).toHaveLength(1)
  const booked = after(state, {
    ...list,
    rows: list.rows.map((row) => ({ ...row, entryId: entryIdOf(`${row.row}`) })),
    keepsClosed: { collectionId: null },
  })
  expect(hasEntryIn(booked, 'row-4')).toBe(true)
  expect(keptRowsOf(booked, rows, how).map(({ row }) => row)).toEqual([4])
  expect(withoutLate(booked, batch, how)).toEqual({ rows, late: [], alike: [] })
})
