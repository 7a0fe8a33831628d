import { describe, expect, test } from 'vitest'
import { given, refusalOf } from '../../../../test/kit/decider-spec.ts'
import { expectSayable } from '../../../../test/kit/sentences.ts'
import { fundColumnsDecider, sourcesFor } from './columns.decider.ts'
import { fundImportErrors } from './errors.ts'
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
  source: '',
  alike: 'hold',
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
const noted = (
  through: number,
  late: number[] = [],
  refused: { row: number; code: string }[] = [],
  kept: number[] = [],
) => ImportBatchesBooked({ ...of, through, late, refused, kept })
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
    const note = { type: 'NoteBookedBatches' as const, ...of, through: 2, late: [2], refused: [], kept: [] }
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
  test('counts as suspense what waits there because its account closed', () => {
    const note = { type: 'NoteBookedBatches' as const, ...of, through: 3, late: [], refused: [], kept: [3] }
    on(...whole, begun)
      .when(note)
      .then(noted(3, [], [], [3]), ImportBooked({ ...of, matched: 1, matchedFen: 200, suspense: 2, suspenseFen: 700 }))
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
  const mapping = {
    compoundId: 'c1',
    mappingId: 'm1',
    name: '工商银行',
    bank: null,
    columns,
    negatives: 'refuse',
  } as const
  const save = { type: 'SaveFundColumns', mapping, isNew: true } as const
  given(fundColumnsDecider).when(save).then(FundColumnsSaved(mapping))
  given(fundColumnsDecider, FundColumnsSaved(mapping)).when(save).nothing()
  const fifty = Array.from({ length: 50 }, (_, index) => FundColumnsSaved({ ...mapping, mappingId: `m${index}` }))
  given(fundColumnsDecider, ...fifty)
    .when({ ...save, mapping: { ...mapping, mappingId: 'new' } })
    .rejected('fund-too-many-mappings')
})

test('a mapping is replaced only where the compound has it', () => {
  const mapping = {
    compoundId: 'c1',
    mappingId: 'm1',
    name: '工商银行',
    bank: null,
    columns,
    negatives: 'refuse',
  } as const
  const replaced = { ...mapping, name: '工行' }
  const replace = { type: 'SaveFundColumns', mapping: replaced, isNew: false } as const
  given(fundColumnsDecider).when(replace).rejected('fund-mapping-unknown')
  given(fundColumnsDecider, FundColumnsSaved(mapping)).when(replace).then(FundColumnsSaved(replaced))
})

test('two mappings of one bank are one source; without the bank’s name each is its own, and all are looked up', () => {
  const saved = (mappingId: string, bank: string | null) =>
    FundColumnsSaved({ compoundId: 'c1', mappingId, name: mappingId, bank, columns, negatives: 'refuse' })
  const { state } = given(
    fundColumnsDecider,
    saved('m1', '工商银行 6789'),
    saved('m2', '工商银行６７８９'),
    saved('m3', null),
    saved('m4', '农行'),
    saved('m4', '建行'),
  )
  const own = (mappingId?: string) => sourcesFor(state, { mappingId, columns }).own
  expect(own('m1')).toBe(own('m2'))
  expect(new Set([own('m1'), own('m3'), own('m4'), own()]).size).toBe(4)
  // What was booked under a name that nobody uses any more is still found.
  expect(sourcesFor(state, { mappingId: 'm3', columns }).others).toEqual([
    '',
    'bank 工商银行6789',
    'bank 农行',
    'bank 建行',
  ])
  expect(() => sourcesFor(state, { mappingId: 'm9', columns })).toThrow('fund-mapping-unknown')
  // A sheet without the key columns of its mapping is not read under it.
  const more = { ...columns, serial: '流水号' }
  expect(() => sourcesFor(state, { mappingId: 'm1', columns: more })).toThrow('fund-key-column-added')
})

describe('what tells the rows of a bank apart', () => {
  const withSerial = { ...columns, serial: '流水号' }
  const withBoth = { ...withSerial, balance: '余额' }
  const mapping = (mappingId: string, bank: string | null, of: typeof columns) =>
    ({ compoundId: 'c1', mappingId, name: mappingId, bank, columns: of, negatives: 'refuse' }) as const
  const save = (of: ReturnType<typeof mapping>, isNew = true) => ({
    ...{ type: 'SaveFundColumns' as const, isNew },
    mapping: of,
  })
  const first = FundColumnsSaved(mapping('m1', '工行 6789', withSerial))

  test('is the same in each of its mappings, and the refusal names the column', () => {
    const bank = given(fundColumnsDecider, first)
    const without = save(mapping('m2', '工行６７８９', columns))
    bank.when(without).rejected('fund-key-column-missing', { header: '流水号', field: 'columns.serial' })
    const more = save(mapping('m2', '工行6789', withBoth))
    bank.when(more).rejected('fund-key-column-added', { header: '余额', field: 'columns.balance' })
    for (const command of [without, more])
      expectSayable(
        fundImportErrors.entries,
        refusalOf(() => fundColumnsDecider.decide(command, bank.state, undefined)),
      )
    const renamed = { ...withSerial, serial: '交易序号' }
    const alike = mapping('m2', '工行6789', renamed)
    bank.when(save(alike)).then(FundColumnsSaved(alike))
    for (const other of [mapping('m2', '农行', columns), mapping('m2', null, withBoth)])
      bank.when(save(other)).then(FundColumnsSaved(other))
  })
  test('does not change in a saved mapping, whether it names a bank or not', () => {
    for (const bank of ['工行', null]) {
      const saved = given(fundColumnsDecider, FundColumnsSaved(mapping('m', bank, withSerial)))
      saved.when(save(mapping('m', bank, columns), false)).rejected('fund-key-column-missing', { header: '流水号' })
      saved.when(save(mapping('m', bank, withBoth), false)).rejected('fund-key-column-added', { header: '余额' })
      saved.when(save(mapping('m', '建行', columns), false)).rejected('fund-key-column-missing')
      const renamed = { ...mapping('m', bank, { ...withSerial, amount: '发生额' }), name: '新名称' }
      saved.when(save(renamed, false)).then(FundColumnsSaved(renamed))
    }
  })
  test('holds for a bank that no mapping names any more, and for a mapping that comes to name one', () => {
    const moved = given(fundColumnsDecider, first, FundColumnsSaved(mapping('m1', '建行', withSerial)))
    moved.when(save(mapping('m2', '工行6789', columns))).rejected('fund-key-column-missing')
    const plain = given(fundColumnsDecider, first, FundColumnsSaved(mapping('m2', null, columns)))
    plain.when(save(mapping('m2', '工行6789', columns), false)).rejected('fund-key-column-missing')
  })
  test('is no trap where two mappings of one bank differed before: each can still be renamed', () => {
    const old = given(fundColumnsDecider, first, FundColumnsSaved(mapping('m2', '工行6789', columns)))
    const renamed = { ...mapping('m2', '工行6789', columns), name: '改名' }
    old.when(save(renamed, false)).then(FundColumnsSaved(renamed))
  })
})

test('a compound names a hundred banks at most, and may go on using them', () => {
  const mapping = { compoundId: 'c1', mappingId: 'm', name: '银行', columns, negatives: 'refuse' } as const
  const hundred = Array.from({ length: 100 }, (_, index) => FundColumnsSaved({ ...mapping, bank: `b${index}` }))
  const save = (bank: string) => ({
    ...{ type: 'SaveFundColumns' as const, isNew: false },
    mapping: { ...mapping, bank },
  })
  const full = given(fundColumnsDecider, ...hundred)
  full.when(save('b100')).rejected('fund-too-many-banks')
  full.when(save('b0')).then(FundColumnsSaved({ ...mapping, bank: 'b0' }))
})

test('every look at the payers is told, and a look at no row is none', () => {
  const look = { importId: 'i1', compoundId: 'c1', way: 'downloaded', rows: 3 } as const
  const reveal = { type: 'RevealImportRows', ...look } as const
  given(fundImportLookDecider, ImportRowsRevealed(look)).when(reveal).then(ImportRowsRevealed(look))
  given(fundImportLookDecider)
    .when({ ...reveal, rows: 0 })
    .nothing()
})
