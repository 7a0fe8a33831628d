/** Serves imports: sheets brought, dry runs, booking, rows that come back, mappings. */
import { Rejected } from '@changxin/shared/kernel'
import { fundImportsApi } from '@changxin/shared/repair-fund'
import {
  answerOf,
  type CommandContext,
  type FeatureDeps,
  type Served,
  serveCommand,
  serveQuery,
} from '../../feature.ts'
import { subjectOfCompound } from '../../places/index.ts'
import { CSV_TYPE, XLSX_TYPE } from '../../sheets/index.ts'
import type { Read } from '../../views/views.ts'
import { beginBooking } from './book.ts'
import { bringSheet } from './bring-sheet.ts'
import { FundColumnMappings, FundImportLooks, FundImports } from './imports.aggregates.ts'
import { compoundOfImport, listImports, listMappings, listRows, rowsLeft, viewImport } from './imports.queries.ts'
import { fundSheets } from './sheets-of-fund.ts'
import { stageImport } from './stage.ts'

const IMPORT = 'repair_fund_imports_import'
const ROW = 'repair_fund_imports_row'
const MAPPING = 'repair_fund_imports_mapping'

function subjectOfImport(read: Read, importId: string) {
  const compoundId = compoundOfImport(read, importId)
  return compoundId === undefined ? null : { compoundId }
}
const aboutImport = ({ id }: { id: string }, read: Read) => subjectOfImport(read, id)
const onImport = ({ params }: { params: { id: string } }, read: Read) => subjectOfImport(read, params.id)
const aboutCompound = ({ id }: { id: string }, read: Read) => subjectOfCompound(read, id)
const onCompound = ({ params }: { params: { id: string } }, read: Read) => subjectOfCompound(read, params.id)
const inCompound = ({ id }: { id: string }) => ({ compoundId: id })

function viewOf({ views }: CommandContext, importId: string) {
  const view = views.peek((read) => viewImport(read, importId))
  if (!view) throw new Rejected('not-found')
  return view
}

const queries: readonly Served[] = [
  serveQuery(fundImportsApi.imports, {
    reads: [IMPORT],
    concerns: inCompound,
    sameForScope: true,
    subject: aboutCompound,
    run: ({ read }, { id, ...page }) => listImports(read, id, page),
  }),
  serveQuery(fundImportsApi.import, {
    reads: [IMPORT],
    sameForScope: true,
    subject: aboutImport,
    run: ({ read }, { id }) => viewImport(read, id),
  }),
  serveQuery(fundImportsApi.rows, {
    reads: [ROW, IMPORT, 'places_unit'],
    subject: aboutImport,
    run: ({ read, language }, input) => listRows(read, input, language),
  }),
  serveQuery(fundImportsApi.mappings, {
    reads: [MAPPING],
    concerns: inCompound,
    sameForScope: true,
    subject: aboutCompound,
    run: ({ read }, { id }) => listMappings(read, id),
  }),
]

const REASON = { zh: '未入账原因', en: 'Reason' }
const NAME = '退回行'

/** The sheets as the files that they are: read and written beside the main thread. */
function sheetRoutes({ files, store }: FeatureDeps): readonly Served[] {
  const sheets = fundSheets(files)
  return [
    serveCommand(fundImportsApi.bring, {
      subject: onCompound,
      // The bytes are read by the handler, after it is known who sends them.
      multipart: async () => ({}),
      handle: (context) => bringSheet(context, files, sheets),
    }),
    serveCommand(fundImportsApi.stage, {
      subject: onCompound,
      handle: (context, { params, body }) => stageImport(context, sheets, params.id, body),
    }),
    serveCommand(fundImportsApi.originals, {
      subject: onImport,
      async handle(context, { params: { id }, body: { rows } }) {
        const { compoundId, file, headerRow } = await headerOf(context, id)
        const { table } = await sheets.read(file)
        const look = { importId: id, compoundId, way: 'shown' as const, rows: rows.length }
        // Recorded first: nobody sees them without that.
        const executed = await context.execute(FundImportLooks, id, { command: { type: 'RevealImportRows', ...look } })
        return {
          ...answerOf(id, executed),
          headers: [...(table[headerRow - 1] ?? [])],
          rows: rows.map((row) => ({ row, cells: [...(table[row - 1] ?? [])] })),
        }
      },
    }),
    serveQuery(fundImportsApi.left, {
      reads: [ROW, IMPORT],
      subject: aboutImport,
      run({ read, language }, { id, outcome, format }) {
        const found = rowsLeft(read, id, outcome, language)
        return found && { ...found, format, reasonHeader: REASON[language] }
      },
      async file({ importId, file, format, headerRow, reasonHeader, rows }, meta) {
        const { table } = await sheets.read(file)
        const { state } = await store.load(FundImports, importId)
        if (state.compoundId === null) throw new Rejected('not-found')
        const look = { importId, compoundId: state.compoundId, way: 'downloaded' as const, rows: rows.length }
        await store.execute(FundImportLooks, importId, { meta, command: { type: 'RevealImportRows', ...look } })
        const headers = table[headerRow - 1] ?? []
        const lines = rows.map(({ row, reason }) => [...padded(table[row - 1] ?? [], headers.length), reason])
        const bytes = await sheets.write(format, NAME, [[...headers, reasonHeader], ...lines])
        return { name: `${NAME}.${format}`, type: format === 'csv' ? CSV_TYPE : XLSX_TYPE, bytes }
      },
    }),
  ]
}

/** The reason stands in its own column, however short or long the row is. */
const padded = (cells: readonly string[], width: number) =>
  Array.from({ length: width }, (_, index) => cells[index] ?? '')

async function headerOf({ store }: CommandContext, importId: string) {
  const { state } = await store.load(FundImports, importId)
  const { how, compoundId } = state
  if (!how || compoundId === null) throw new Rejected('not-found')
  return { ...how, compoundId }
}

const commands: readonly Served[] = [
  serveCommand(fundImportsApi.book, {
    subject: onImport,
    handle: (context, { params: { id: importId }, body }) =>
      beginBooking(context, { importId, compoundId: viewOf(context, importId).compoundId, ...body }),
  }),
  serveCommand(fundImportsApi.discard, {
    subject: onImport,
    async handle(context, { params: { id: importId } }) {
      const { compoundId } = viewOf(context, importId)
      const command = { type: 'DiscardImport' as const, importId, compoundId }
      return answerOf(importId, await context.execute(FundImports, importId, { command }))
    },
  }),
  serveCommand(fundImportsApi.saveMapping, {
    subject: onCompound,
    async handle(context, { params: { id: compoundId }, body: { mappingId: known, ...mapping } }) {
      const mappingId = known ?? context.newId()
      const saved = { compoundId, mappingId, ...mapping }
      const command = { type: 'SaveFundColumns' as const, mapping: saved, isNew: known === undefined }
      return answerOf(mappingId, await context.execute(FundColumnMappings, compoundId, { command }))
    },
  }),
]

export const importsServed = (deps: FeatureDeps): readonly Served[] => [...queries, ...sheetRoutes(deps), ...commands]
