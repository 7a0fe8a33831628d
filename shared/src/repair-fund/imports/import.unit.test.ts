import { describe, test } from 'vitest'
import { given } from '../../../../test/kit/decider-spec.ts'
import { fundColumnsDecider } from './columns.decider.ts'
import {
  FundColumnsSaved,
  ImportBatchesBooked,
  ImportBooked,
  ImportBookingBegun,
  ImportDiscarded,
  ImportRowsRevealed,
  ImportRowsStaged,
  ImportStaged,
  type StagedRow,
} from './events.ts'
import { fundImportDecider } from './import.decider.ts'
import { fundImportLookDecider } from './look.decider.ts'

const of = { importId: 'i1', compoundId: 'c1' }
const columns = { day: '日期', amount: '金额' }
const how = {
  file: 'a'.repeat(64),
  columns,
  kind: 'first-deposit',
  book: 'commercial',
  negatives: 'refuse',
  headerRow: 1,
} as const
const row = (number: number, change: Partial<StagedRow> = {}): StagedRow => ({
  row: number,
  outcome: 'matched',
  day: '2026-03-01',
  amountFen: 100 * number,
  kind: 'first-deposit',
  key: String(number).padStart(32, '0'),
  unitId: `u${number}`,
  candidates: [],
  problems: [],
  sameAs: null,
  ...change,
})
const staged = (stagingId: string, rows: number) => ImportStaged({ ...of, stagingId, ...how, rows })
const came = (stagingId: string, from: number, ...rows: StagedRow[]) =>
  ImportRowsStaged({ ...of, stagingId, from, rows })
const rows = [row(2), row(3, { day: '2026-03-02' }), row(4, { outcome: 'suspense', unitId: null })]
const whole = [staged('s1', 3), came('s1', 0, ...rows)]
const begun = ImportBookingBegun({ ...of, stagingId: 's1', batches: 3 })
const noted = (through: number, late: number[] = [], refused: { row: number; code: string }[] = []) =>
  ImportBatchesBooked({ ...of, through, late, refused })
const book = { type: 'BookImport', ...of, stagingId: 's1', takeGoodRows: false } as const
const on = (...events: Parameters<typeof given>[1][]) => given(fundImportDecider, ...(events as typeof whole))

describe('reading', () => {
  const stage = { type: 'StageImport', ...of, stagingId: 's2', ...how, rows: 3 } as const
  test('begins anew with another mapping, and never what is booked', () => {
    on(...whole)
      .when(stage)
      .then(staged('s2', 3))
    on(...whole)
      .when({ ...stage, stagingId: 's1' })
      .nothing()
    on(...whole, ImportDiscarded(of))
      .when(stage)
      .then(staged('s2', 3))
    on(...whole, begun)
      .when(stage)
      .nothing()
    on(...whole, begun, noted(3), ImportBooked({ ...of, matched: 2, matchedFen: 500, suspense: 1, suspenseFen: 400 }))
      .when(stage)
      .nothing()
  })
  test('takes each part once, and only of the reading that is on', () => {
    const part = { type: 'StageImportRows' as const, ...of, stagingId: 's1', from: 1, rows: [row(3)] }
    on(staged('s1', 3), came('s1', 0, row(2)))
      .when(part)
      .then(came('s1', 1, row(3)))
    on(staged('s1', 3), came('s1', 0, row(2)), came('s1', 1, row(3)))
      .when(part)
      .nothing()
    on(staged('s1', 3), staged('s2', 3)).when(part).rejected('fund-import-changed')
  })
  test('refuses a mapping that says nothing of money', () => {
    on()
      .when({ ...stage, columns: { day: '日期' } })
      .rejected('fund-columns-amount')
    on()
      .when({ ...stage, rows: 0 })
      .rejected('fund-sheet-empty')
    on()
      .when({ ...stage, rows: 100_001 })
      .rejected('fund-sheet-too-many-rows', { limit: 100_000 })
  })
})

describe('booking', () => {
  test('begins once, when everything was read', () => {
    on(...whole)
      .when(book)
      .then(begun)
    on(...whole, begun)
      .when(book)
      .nothing()
    on().when(book).rejected('fund-import-unknown')
    on(staged('s1', 4), came('s1', 0, ...rows))
      .when(book)
      .rejected('fund-import-not-staged')
    on(...whole)
      .when({ ...book, stagingId: 's0' })
      .rejected('fund-import-changed')
    on(...whole, ImportDiscarded(of))
      .when(book)
      .rejected('fund-import-discarded')
  })
  test('waits for failed rows, or leaves them out when told so', () => {
    const bad = row(9, { outcome: 'failed', key: null, problems: [{ field: 'amount', fault: 'amount-zero' }] })
    const some = [staged('s1', 2), came('s1', 0, row(2), bad)]
    on(...some)
      .when(book)
      .rejected('fund-import-has-failed-rows', { failed: 1, row: 9 })
    on(...some)
      .when({ ...book, takeGoodRows: true })
      .then(ImportBookingBegun({ ...of, stagingId: 's1', batches: 1 }))
    const known = [staged('s1', 1), came('s1', 0, row(2, { outcome: 'duplicate' }))]
    on(...known)
      .when(book)
      .rejected('fund-import-nothing-to-book')
  })
  test('ends with the last batch, with figures of what was really booked', () => {
    const note = { type: 'NoteBookedBatches' as const, ...of, through: 2, late: [2], refused: [] }
    on(...whole, begun)
      .when(note)
      .then(noted(2, [2]))
    on(...whole, begun, noted(2, [2]))
      .when(note)
      .nothing()
    on(...whole, begun, noted(2, [2]))
      .when({ ...note, through: 3, late: [], refused: [{ row: 4, code: 'period-closed' }] })
      .then(
        noted(3, [], [{ row: 4, code: 'period-closed' }]),
        ImportBooked({ ...of, matched: 1, matchedFen: 300, suspense: 0, suspenseFen: 0 }),
      )
  })
  test('is not taken back', () => {
    const discard = { type: 'DiscardImport', ...of } as const
    on(...whole)
      .when(discard)
      .then(ImportDiscarded(of))
    on(...whole, ImportDiscarded(of))
      .when(discard)
      .nothing()
    on(...whole, begun)
      .when(discard)
      .rejected('fund-import-booked')
    on().when(discard).rejected('fund-import-unknown')
  })
})

test('columns are saved under a name, fifty at most, the same ones once', () => {
  const mapping = { compoundId: 'c1', mappingId: 'm1', name: '工商银行', columns, negatives: 'refuse' } as const
  const save = { type: 'SaveFundColumns', mapping, isNew: true } as const
  given(fundColumnsDecider).when(save).then(FundColumnsSaved(mapping))
  given(fundColumnsDecider, FundColumnsSaved(mapping)).when(save).nothing()
  const fifty = Array.from({ length: 50 }, (_, index) => FundColumnsSaved({ ...mapping, mappingId: `m${index}` }))
  given(fundColumnsDecider, ...fifty)
    .when({ ...save, mapping: { ...mapping, mappingId: 'new' } })
    .rejected('fund-too-many-mappings')
})

test('a mapping is replaced only where the compound has it', () => {
  const mapping = { compoundId: 'c1', mappingId: 'm1', name: '工商银行', columns, negatives: 'refuse' } as const
  const replaced = { ...mapping, name: '工行' }
  const replace = { type: 'SaveFundColumns', mapping: replaced, isNew: false } as const
  given(fundColumnsDecider).when(replace).rejected('fund-mapping-unknown')
  given(fundColumnsDecider, FundColumnsSaved(mapping)).when(replace).then(FundColumnsSaved(replaced))
})

test('every look at the payers is told, and a look at no row is none', () => {
  const look = { importId: 'i1', compoundId: 'c1', way: 'downloaded', rows: 3 } as const
  const reveal = { type: 'RevealImportRows', ...look } as const
  given(fundImportLookDecider, ImportRowsRevealed(look)).when(reveal).then(ImportRowsRevealed(look))
  given(fundImportLookDecider)
    .when({ ...reveal, rows: 0 })
    .nothing()
})
