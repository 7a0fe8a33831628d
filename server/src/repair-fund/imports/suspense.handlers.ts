/** What waits in suspense, whether it came in by an import or by hand, and what of it was worked off. */
import { BookingReversed, SuspenseAssigned, SuspenseReceived, SuspenseReturned } from '@changxin/shared/repair-fund'
import { isSample, on, type Rows } from '../../views/projection.ts'
import { importIdOf } from './imports.aggregates.ts'

const TABLE = 'repair_fund_imports_suspense'

type ReceiptData = ReturnType<typeof SuspenseReceived>['data']
type Receipt = ReceiptData['rows'][number]

interface From {
  readonly import_id: string
  readonly row: number
  readonly candidates: string
}

/** Its row in an import: one that nobody was found for, or one whose unit has no open account any more. */
function importRowOf(rows: Rows, { compoundId, file }: ReceiptData, { entryId, row, closedUnitId }: Receipt) {
  if (closedUnitId === undefined)
    return rows.get<From>(
      "SELECT import_id, row, candidates FROM repair_fund_imports_row WHERE entry_id = ? AND outcome = 'suspense'",
      entryId,
    )
  if (file === null || row === null) return undefined
  return rows.get<From>(
    'SELECT import_id, row, candidates FROM repair_fund_imports_row WHERE import_id = ? AND row = ?',
    importIdOf(compoundId, file),
    row,
  )
}

function receive(rows: Rows, data: ReceiptData, sample: 0 | 1, receipt: Receipt): void {
  const { compoundId, receiptId, book, outOf } = data
  const { entryId, paidOn, amountFen, closedUnitId = null } = receipt
  const from = importRowOf(rows, data, receipt)
  rows.run(
    `INSERT INTO repair_fund_imports_suspense (suspense_id, compound_id, receipt_id, paid_on, amount_fen, left_fen, returned_fen,
       book, import_id, row, candidates, closed_unit_id, collection_id, sample)
     VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)`,
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
    closedUnitId,
    outOf?.collectionId ?? null,
    sample,
  )
}

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
    for (const row of data.rows) receive(rows, data, isSample(event), row)
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
