/** Statements, reconciliation and the official book for the access matrix: what each action is about lies in the first compound. */
import { closingApi } from '@changxin/shared/repair-fund'
import type { AccessCase, Place, World } from './access-world.ts'
import { expectOk, type TestServer } from './server.ts'

export interface FundStatementsWorld {
  readonly bankDifferenceId: string
  readonly officialId: string
}

export async function makeFundStatements({ admin }: TestServer, here: Place): Promise<FundStatementsWorld> {
  const id = here.compoundId
  const difference = { since: '2024-02-01', reason: 'interest-unrecorded', amountFen: 5 } as const
  const recorded = await expectOk(admin.tell(closingApi.recordDifference, { id }, difference))
  const [unitId] = here.unitIds
  const official = await expectOk(
    admin.tell(
      closingApi.recordOfficial,
      { id },
      { asOf: '2024-02-29', source: '银行', officialFen: 101, rows: [{ unitId, officialFen: 101 }] },
    ),
  )
  return { bankDifferenceId: recorded.body.id, officialId: official.body.id }
}

export function fundStatementsCases({
  here,
  bankDifferenceId: differenceId,
  officialId,
}: World): Readonly<Record<string, AccessCase>> {
  const compound = (params: object = {}, body: unknown = undefined): AccessCase => ({
    about: 'compound',
    params: { id: here.compoundId, ...params },
    ...(body === undefined ? {} : { body }),
  })
  const period = { period: '2024-02' }
  const difference = { since: '2024-03-01', reason: 'other', amountFen: 1 }
  return {
    'repair-fund.statements': compound(),
    'repair-fund.statement': compound(period),
    'repair-fund.published-statement': compound(period),
    'repair-fund.statement-units': compound(period),
    'repair-fund.statement-workbook': compound(period),
    'repair-fund.post-statement': compound(period, { postedOn: '2024-03-01', place: '公告栏', noticeDays: 7 }),
    'repair-fund.reconciliations': compound(),
    'repair-fund.reconcile': compound({}, { month: '2024-02', asOf: '2024-02-29', bankFen: 100, source: '对账单' }),
    'repair-fund.record-difference': compound({}, difference),
    'repair-fund.work-off-difference': compound({ differenceId }, { on: '2024-03-01', ground: '已补记' }),
    'repair-fund.close-period': compound({}, { month: '2024-02' }),
    'repair-fund.official': compound(),
    'repair-fund.official-differences': compound({ officialId }),
    'repair-fund.record-official': compound({}, { asOf: '2024-03-01', source: '银行', officialFen: 1 }),
    'repair-fund.resolve-official': compound({ officialId }, { whole: true, ground: '对方更正' }),
    'repair-fund.change-bookkeeper': compound({}, { bookkeeper: 'authority', on: '2024-03-01', ground: '移交' }),
  }
}
