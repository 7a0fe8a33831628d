import { DayStarted } from '@changxin/shared/clock'
import { CashBookOpened, CashEntryRecorded, CashEntrySigned, CashEntryWithdrawn } from '@changxin/shared/management'
import { expect, test } from 'vitest'
import { projected, recorded } from '../../../../test/kit/projection-spec.ts'
import { clockProjection } from '../../clock/clock.projection.ts'
import { NOW } from '../../views/intervals.ts'
import { cashBookProjection } from './cash-book.projection.ts'
import { readCashBook } from './cash-book.queries.ts'

const stream = { stream: 'cashbook-c1' }
const entry = (entryId: string, amountFen: number) => ({
  compoundId: 'c1',
  entryId,
  kind: amountFen > 0 ? ('donation' as const) : ('labour' as const),
  amountFen,
  paidOn: '2026-03-01',
  fees: null,
  reverses: null,
  recordedBy: 'p1',
})
const record = (entryId: string, amountFen: number) =>
  recorded(CashEntryRecorded({ ...entry(entryId, amountFen), note: null, receipts: [] }), stream)
const sign = (entryId: string, amountFen: number) =>
  recorded(CashEntrySigned({ ...entry(entryId, amountFen), signedBy: 'p2' }), stream)
const opened = recorded(CashBookOpened({ compoundId: 'c1', openedOn: '2026-01-01', openedBy: 'p1' }), stream)

test('signed entries make the balance, now and at the end of any past day', () => {
  const views = projected(
    [clockProjection, cashBookProjection],
    [
      DayStarted({ day: '2026-03-01' }),
      opened,
      record('e1', 5_000),
      sign('e1', 5_000),
      record('e2', -2_000),
      DayStarted({ day: '2026-03-02' }),
      sign('e2', -2_000),
      record('e3', 100),
      recorded(CashEntryWithdrawn({ compoundId: 'c1', entryId: 'e3', withdrawnBy: 'p1', reason: '写错' }), stream),
    ],
  )
  expect(readCashBook(views.read, NOW, 'c1')).toMatchObject({ balanceFen: 3_000, entries: 3, unsigned: 0, revision: 6 })
  expect(readCashBook(views.read, views.asOf('2026-03-01'), 'c1')).toMatchObject({
    balanceFen: 5_000,
    entries: 2,
    unsigned: 1,
  })
  expect(readCashBook(views.read, NOW, 'c2')).toMatchObject({ hasBook: false, balanceFen: null })
  expect(views.all('SELECT number FROM management_cash_book_entry ORDER BY number')).toEqual([
    { number: 1 },
    { number: 2 },
    { number: 3 },
  ])
  expect(views.touches.at(-1)).toEqual({ table: 'management_cash_book_entry', compoundId: 'c1' })
})
