import { BuildingsRegistered, CompoundRegistered, UnitsRegistered } from '@changxin/shared/places'
import {
  BookingReversed,
  FundColumnsSaved,
  FundOpened,
  ImportBatchesBooked,
  ImportBooked,
  ImportBookingBegun,
  ImportRowsStaged,
  ImportStaged,
  type StagedRow,
  SuspenseAssigned,
  SuspenseReceived,
  SuspenseReturned,
} from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { projected } from '../../../../test/kit/projection-spec.ts'
import { placesProjection } from '../../places/index.ts'
import { collectionsProjection } from '../collections/collections.projection.ts'
import { Funds } from '../repair-fund.aggregates.ts'
import { entryIdOf, rowKeyOf } from './imports.aggregates.ts'
import { fundImportsProjection } from './imports.projection.ts'
import { importsInBooking, listMappings, listRows, listSuspense, rowsLeft, viewImport } from './imports.queries.ts'

const compoundId = 'c1'
const of = { importId: 'i1', compoundId }
const staging = { ...of, stagingId: 's1' }
const unit = { entranceId: null, kind: null, floor: null, floorArea: null, floorAreaSource: null, buildingId: 'b1' }
const building = { buildingId: 'b1', name: '1栋', storeys: null, builtInYear: null, entrances: [] }
const row = (number: number, outcome: StagedRow['outcome'], change: Partial<StagedRow> = {}): StagedRow => ({
  row: number,
  outcome,
  day: '2026-03-01',
  amountFen: number * 100,
  kind: 'top-up',
  key: String(number).padStart(32, '0'),
  unitId: outcome === 'matched' ? 'u1' : null,
  candidates: [],
  problems: [],
  sameAs: null,
  ...change,
})
const suspenseId = entryIdOf(compoundId, 'bank 工行', row(4, 'suspense').key ?? '')
const read = ImportStaged({
  ...staging,
  file: 'f'.repeat(64),
  columns: { day: '日期', amount: '金额' },
  kind: 'top-up',
  book: 'commercial',
  negatives: 'refuse',
  headerRow: 1,
  source: 'bank 工行',
  rows: 4,
})
const story = [
  CompoundRegistered({ compoundId, name: '建设新村', regionId: 'r', blockId: null, planRow: null }),
  BuildingsRegistered({ compoundId, rows: [building] }),
  UnitsRegistered({ compoundId, rows: [{ ...unit, unitId: 'u1', door: '101' }] }),
  read,
  ImportRowsStaged({ ...staging, from: 0, rows: [row(2, 'matched'), row(3, 'matched')] }),
]
const rest = ImportRowsStaged({
  ...staging,
  from: 2,
  rows: [
    row(4, 'suspense', { candidates: ['u1'] }),
    row(5, 'failed', { problems: [{ field: 'amount', fault: 'too-many-decimals' }] }),
  ],
})
const received = SuspenseReceived({
  compoundId,
  receiptId: 'r1',
  book: 'commercial',
  on: '2026-03-01',
  file: null,
  rows: [{ entryId: suspenseId, amountFen: 400, paidOn: '2026-03-01', row: 4 }],
})
const everything = [placesProjection, collectionsProjection, fundImportsProjection]
const page = { limit: 50 }

test('an import is followed from its first rows to its end, and what was late or refused is told', () => {
  const views = projected(everything, story)
  expect(viewImport(views.read, 'i1')).toMatchObject({ status: 'staging', rowsRead: 2, rows: 4 })
  views.apply(rest)
  expect(viewImport(views.read, 'i1')).toMatchObject({
    status: 'staged',
    counts: { matched: { rows: 2, fen: 500 }, suspense: { rows: 1, fen: 400 }, failed: { rows: 1, fen: 500 } },
  })
  expect(importsInBooking(views.read, 5)).toEqual([])
  views.apply(ImportBookingBegun({ ...staging, batches: 2 }))
  expect(importsInBooking(views.read, 5)).toMatchObject([{ importId: 'i1', batchesDone: 0 }])
  const refused = [{ row: 4, code: 'period-closed' }]
  views.apply(ImportBatchesBooked({ ...of, through: 2, late: [3], refused }))
  views.apply(ImportBooked({ ...of, matched: 1, matchedFen: 200, suspense: 0, suspenseFen: 0 }))
  expect(viewImport(views.read, 'i1')).toMatchObject({
    status: 'booked',
    bookedRows: 1,
    bookedFen: 200,
    counts: {
      matched: { rows: 1, fen: 200 },
      duplicate: { rows: 1, fen: 300 },
      failed: { rows: 2, fen: 900 },
      suspense: { rows: 0, fen: 0 },
    },
  })
  expect(listRows(views.read, { id: 'i1', ...page }, 'en')?.items).toMatchObject([
    { row: 2, outcome: 'matched', unitLabel: '1栋 101', reason: '' },
    { row: 3, outcome: 'duplicate', reason: 'Booked before, and not booked again' },
    { row: 4, outcome: 'failed', reason: expect.stringContaining('books changed') },
    { row: 5, outcome: 'failed', reason: '“金额” has more than two decimals: amounts are in whole fen' },
  ])
  expect(rowsLeft(views.read, 'i1', 'failed', 'zh')?.rows.map((one) => one.row)).toEqual([4, 5])
  expect(importsInBooking(views.read, 5)).toEqual([])
})

test('read again with other columns, the first reading is gone', () => {
  const views = projected(everything, [...story, rest])
  views.apply({ ...read, data: { ...read.data, stagingId: 's2', rows: 1 } })
  views.apply(ImportRowsStaged({ ...of, stagingId: 's2', from: 0, rows: [row(2, 'suspense')] }))
  expect(viewImport(views.read, 'i1')).toMatchObject({ status: 'staged', stagingId: 's2', rows: 1 })
  expect(listRows(views.read, { id: 'i1', ...page }, 'en')?.items).toHaveLength(1)
})

test('a receipt in suspense is worked off in parts, comes back when that was a mistake, and goes back to its payer', () => {
  const views = projected(everything, [...story, rest, received])
  const open = () => listSuspense(views.read, compoundId, 'open', page)
  expect(open()).toMatchObject({
    total: 1,
    openFen: 400,
    items: [{ id: suspenseId, leftFen: 400, importId: 'i1', row: 4, candidates: [{ unitId: 'u1', label: '1栋 101' }] }],
  })
  const share = { entryId: 'e1', unitId: 'u1', amountFen: 150, suspenseId }
  views.apply(SuspenseAssigned({ compoundId, assignmentId: 'a1', kind: 'top-up', on: '2026-03-02', rows: [share] }))
  expect(open()).toMatchObject({ openFen: 250, items: [{ leftFen: 250, amountFen: 400 }] })
  views.apply(
    BookingReversed({
      compoundId,
      reversalId: 'x1',
      proposalId: 'p1',
      reversesId: 'a1',
      on: '2026-03-03',
      reason: '记错户',
      asset: null,
      account: 'deposits',
      units: [{ entryId: 'x2', unitId: 'u1', amountFen: -150, reverses: 'e1' }],
      sellers: [],
      pools: [{ pool: 'suspense', book: 'commercial', amountFen: 150, reverses: suspenseId }],
      owed: [],
    }),
  )
  expect(open()).toMatchObject({ openFen: 400 })
  const back = { returnId: 'z1', suspenseId, amountFen: 400, paidOn: '2026-03-04', reason: '非维修资金', file: null }
  views.apply(SuspenseReturned({ compoundId, book: 'commercial', ...back }))
  expect(open()).toMatchObject({ total: 0, openFen: 0 })
  expect(listSuspense(views.read, compoundId, 'done', page)).toMatchObject({
    total: 1,
    items: [{ leftFen: 0, returnedFen: 400 }],
  })
})

test('a mapping of one compound never takes the place of another’s', () => {
  const saved = { mappingId: 'm1', columns: { day: '日期', amount: '金额' }, negatives: 'refuse' as const }
  const { read: views } = projected(
    [fundImportsProjection],
    [
      FundColumnsSaved({ ...saved, compoundId, name: '工商银行' }),
      FundColumnsSaved({ ...saved, compoundId: 'c2', name: '农业银行' }),
    ],
  )
  const namesOf = (id: string) => listMappings(views, id).items.map(({ name }) => name)
  expect([namesOf(compoundId), namesOf('c2')]).toEqual([['工商银行'], ['农业银行']])
})

test('the key of a row rests on what nobody is shown, not on what stands in the row alone', () => {
  const opened = FundOpened({ compoundId, openedOn: '2026-01-01', bookkeeper: 'bank', ground: '开户', rows: [] })
  const secretOf = (commandId: string) => {
    const metadata = { commandId, occurredAt: '2026-01-01T02:00:00.000Z' }
    return Funds.decider.evolve(Funds.decider.initial, { ...opened, metadata } as typeof opened).secret
  }
  const keyWith = (commandId: string) => rowKeyOf(compoundId, secretOf(commandId), 'row|2026-03-01|123450|at 1-101|1')
  expect(keyWith('a')).toBe(keyWith('a'))
  expect(keyWith('a')).not.toBe(keyWith('b'))
})
