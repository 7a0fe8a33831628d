/** What waits in suspense, whether it came in by an import or by hand, and what of it was worked off. */
import { BookingReversed, SuspenseAssigned, SuspenseReceived, SuspenseReturned } from '@changxin/shared/repair-fund'
import { isSample, on, type Rows } from '../../views/projection.ts'

const TABLE = 'repair_fund_imports_suspense'

function receive(
  rows: Rows,
  { data: { compoundId, receiptId, book }, sample }: { data: ReceiptData; sample: 0 | 1 },
  { entryId, paidOn, amountFen }: ReceiptData['rows'][number],
): void {
  const from = rows.get<{ import_id: string; row: number; candidates: string }>(
    "SELECT import_id, row, candidates FROM repair_fund_imports_row WHERE entry_id = ? AND outcome = 'suspense'",
    entryId,
  )
  rows.run(
    `INSERT INTO repair_fund_imports_suspense (suspense_id, compound_id, receipt_id, paid_on, amount_fen, left_fen, returned_fen,
       book, import_id, row, candidates, sample) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)`,
    entryId,
    compoundId,
    receiptId,
    paidOn,
    amountFen,
    amountFen,
    book,
    from?.import_id ?? null,
    from?.row ?? null,
    from?.candidates ?? '[]',
    sample,
  )
}

type ReceiptData = ReturnType<typeof SuspenseReceived>['data']

function workOff(rows: Rows, suspenseId: string, fen: number, returnedFen = 0): void {
  rows.run(
    'UPDATE repair_fund_imports_suspense SET left_fen = left_fen - ?, returned_fen = returned_fen + ? WHERE suspense_id = ?',
    fen,
    returnedFen,
    suspenseId,
  )
}

export const suspenseHandlers = [
  on(SuspenseReceived, (event, rows) => {
    const { data } = event
    for (const row of data.rows) receive(rows, { data, sample: isSample(event) }, row)
    rows.touch({ table: TABLE, compoundId: data.compoundId })
  }),
  on(SuspenseAssigned, ({ data: { compoundId, rows: shares } }, rows) => {
    for (const { suspenseId, amountFen } of shares) workOff(rows, suspenseId, amountFen)
    rows.touch({ table: TABLE, compoundId })
  }),
  on(SuspenseReturned, ({ data: { compoundId, suspenseId, amountFen } }, rows) => {
    workOff(rows, suspenseId, amountFen, amountFen)
    rows.touch({ table: TABLE, compoundId })
  }),
  // An assignment was a mistake: what it took is there again, to be assigned anew.
  on(BookingReversed, ({ data: { compoundId, pools } }, rows) => {
    const back = pools.filter(({ pool, reverses }) => pool === 'suspense' && reverses !== null)
    for (const { reverses, amountFen } of back) workOff(rows, reverses ?? '', -amountFen)
    if (back.length > 0) rows.touch({ table: TABLE, compoundId })
  }),
] as const
