/** An import of the first compound for the access matrix: booked, with one receipt that nobody was found for. */
import { fundImportsApi } from '@changxin/shared/repair-fund'
import type { AccessCase, Place, World } from './access-world.ts'
import { bookImport, stageSheet } from './fund-import.ts'
import { expectOk, type TestServer } from './server.ts'

export interface FundImportsWorld {
  readonly importId: string
  readonly stagingId: string
  readonly suspenseId: string
}

const columns = { day: '日期', amount: '金额' }
const SHEET = Buffer.from('日期,金额\n2024-03-01,5.00\n', 'utf8')

export async function makeFundImports(at: TestServer, { compoundId }: Place): Promise<FundImportsWorld> {
  const staged = await expectOk(stageSheet(at, at.admin, compoundId, SHEET, { columns }))
  const { id: importId, stagingId } = await bookImport(at, at.admin, staged.body['id'] as string)
  const { items } = (await expectOk(at.admin.ask(fundImportsApi.suspense, { id: compoundId }))).body
  return { importId, stagingId, suspenseId: items[0]?.id ?? '' }
}

export function fundImportsCases(world: World): Readonly<Record<string, AccessCase>> {
  const { here, importId, stagingId, suspenseId, sha256 } = world
  const compound = (body: unknown = {}): AccessCase => ({ about: 'compound', params: { id: here.compoundId }, body })
  const ofImport = (body: unknown = {}): AccessCase => ({ about: 'compound', params: { id: importId }, body })
  const receipt = (body: unknown): AccessCase => ({ about: 'compound', params: { id: suspenseId }, body })
  return {
    'repair-fund.bring-sheet': compound(),
    'repair-fund.stage-import': compound({ file: sha256, columns, kind: 'top-up' }),
    'repair-fund.imports': compound(),
    'repair-fund.import': ofImport(),
    'repair-fund.import-rows': ofImport(),
    'repair-fund.import-originals': ofImport({ rows: [2] }),
    'repair-fund.import-left': ofImport(),
    'repair-fund.book-import': ofImport({ stagingId }),
    'repair-fund.discard-import': ofImport(),
    'repair-fund.import-columns': compound(),
    'repair-fund.save-import-columns': compound({ name: '某银行', columns }),
    'repair-fund.suspense': compound(),
    'repair-fund.assign-suspense': receipt({ kind: 'top-up', shares: [{ unitId: here.unitIds[0], amountFen: 1 }] }),
    'repair-fund.return-suspense': receipt({ paidOn: '2024-03-02', reason: '退回' }),
  }
}
