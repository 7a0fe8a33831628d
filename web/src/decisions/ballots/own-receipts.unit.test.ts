import { expect, test } from 'vitest'
import { fatesOf, type ReceiptRow } from './own-receipts.ts'

const row = (ballotId: string, voterId: string, isVoid: boolean | null) =>
  ({ ballotId, voterId, void: isVoid }) as ReceiptRow
const said = (...rows: ReceiptRow[]) => Object.fromEntries(fatesOf(rows))

test('before the count the last ballot of each head is taken, those before it are replaced', () => {
  expect(said(row('b1', 'a', null), row('b2', 'b', null), row('b3', 'a', null))).toEqual({
    b1: 'replaced',
    b2: 'taken',
    b3: 'taken',
  })
})

test('a void last ballot replaces nothing: the one before it was counted', () => {
  expect(said(row('b1', 'a', false), row('b2', 'a', false), row('b3', 'a', true))).toEqual({
    b1: 'replaced',
    b2: 'counted',
    b3: 'void',
  })
})
