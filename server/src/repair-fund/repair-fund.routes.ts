/** Serves the repair fund: balances and statements; open, contribute. */
import { unitsOf } from '@changxin/shared/places'
import {
  type Bookkeeper,
  closingApi,
  type FundFacts,
  repairFundApi,
  repairFundErrors,
} from '@changxin/shared/repair-fund'
import { decisionStands } from '../decisions/index.ts'
import { answerOf, type CommandContext, type QueryContext, type Served, serveCommand, serveQuery } from '../feature.ts'
import { requireFilesOf } from '../files/index.ts'
import { Compounds, subjectOfCompound, subjectOfUnit } from '../places/index.ts'
import { writeSheet, XLSX_TYPE } from '../sheets/index.ts'
import { compoundFlows, fundBookings, unitFlows } from './bookings.queries.ts'
import { Funds } from './repair-fund.aggregates.ts'
import { compoundFund, compoundFundForAll, fundAccounts, unitEntries, unitFund } from './repair-fund.queries.ts'
import { unitSheet } from './unit-sheet.ts'

/** A sheet of a workbook is called something that every program takes. */
const SHEET_NAME = '对账单'

const seesAccounts = ({ may }: QueryContext, compoundId: string) => may(repairFundApi.accounts.action, { compoundId })

const unit = serveQuery(repairFundApi.unitFund, {
  // Opening a fund touches the accounts of all its units, so that the fund's own table need not be watched.
  reads: ['repair_fund_account', 'places_unit'],
  concerns: ({ id }) => ({ unitId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfUnit(read, id),
  run: ({ read, at }, { id }) => unitFund(read, at, id),
})

const entries = serveQuery(repairFundApi.unitEntries, {
  reads: ['repair_fund_entry'],
  concerns: ({ id }) => ({ unitId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfUnit(read, id),
  run: ({ read, at }, { id, ...page }) => unitEntries(read, at, id, page),
})

const unitMoney = serveQuery(repairFundApi.unitFlows, {
  reads: ['repair_fund_entry'],
  concerns: ({ id }) => ({ unitId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfUnit(read, id),
  run: ({ read, at }, { id }) => unitFlows(read, at, id),
})

const unitStatement = serveQuery(repairFundApi.unitSheet, {
  reads: ['repair_fund_entry'],
  concerns: ({ id }) => ({ unitId: id }),
  subject: ({ id }, read) => subjectOfUnit(read, id),
  run: ({ read, at, language }, { id }) => unitSheet(read, at, id, language),
  file: async ({ name, lines }) => ({
    name: `${name}.xlsx`,
    type: XLSX_TYPE,
    bytes: await writeSheet(SHEET_NAME, lines),
  }),
})

const bookings = serveQuery(repairFundApi.compoundEntries, {
  reads: ['repair_fund_booking'],
  concerns: ({ id }) => ({ compoundId: id }),
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: (context, { id, ...page }) => fundBookings(context.read, context.at, id, page, seesAccounts(context, id)),
})

const compoundMoney = serveQuery(repairFundApi.compoundFlows, {
  reads: ['repair_fund_booking'],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: ({ read, at }, { id }) => compoundFlows(read, at, id),
})

const compound = serveQuery(repairFundApi.compoundFund, {
  reads: ['repair_fund_fund', 'repair_fund_building', 'repair_fund_units_history', 'places_building'],
  concerns: ({ id }) => ({ compoundId: id }),
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: (context, { id }) =>
    (seesAccounts(context, id) ? compoundFund : compoundFundForAll)(context.read, context.at, id),
})

const accounts = serveQuery(repairFundApi.accounts, {
  reads: ['repair_fund_account', 'places_unit'],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: ({ read }, { id, buildingId, ...page }) => fundAccounts(read, id, buildingId, page),
})

/** Money rests on the compound's own stream, not on a view of it. */
async function unitsOfCompound({ store }: CommandContext, compoundId: string): Promise<FundFacts> {
  const { state } = await store.load(Compounds, compoundId)
  return { units: unitsOf(state).map(({ unitId, buildingId }) => ({ unitId, buildingId })) }
}

/** Owners keep the book themselves by a decision of theirs: a manager must not open it so and skip the bank's application. */
async function requireOwnersOpen(context: CommandContext, compoundId: string, bookkeeper: Bookkeeper): Promise<void> {
  if (bookkeeper !== 'owners' || context.may(closingApi.changeBookkeeper.action, { compoundId })) return
  const { state } = await context.store.load(Funds, compoundId)
  if (state.openedOn === null) throw repairFundErrors.reject('fund-own-book-by-owners', { field: 'bookkeeper' })
}

const open = serveCommand(repairFundApi.open, {
  subject: ({ params }, read) => subjectOfCompound(read, params.id),
  async handle(context, { params: { id: compoundId }, body }) {
    await requireOwnersOpen(context, compoundId, body.bookkeeper)
    await requireFilesOf(context, body.paper === null ? [] : [body.paper.file])
    const executed = await context.execute(Funds, compoundId, {
      command: { type: 'OpenFund', compoundId, today: context.today, ...body },
      facts: async () => ({
        ...(await unitsOfCompound(context, compoundId)),
        decisionPassed: body.decisionId !== null && (await decisionStands(context.store, compoundId, body.decisionId)),
      }),
    })
    return answerOf(compoundId, executed)
  },
})

const contribute = serveCommand(repairFundApi.contribute, {
  subject: ({ params }, read) => subjectOfCompound(read, params.id),
  async handle(context, { params: { id: compoundId }, body }) {
    await requireFilesOf(context, body.file === null ? [] : [body.file])
    const contributionId = context.newId()
    // Index 0 is the contribution itself.
    const rows = body.rows.map((row, index) => ({ entryId: context.newId(index + 1), ...row }))
    const executed = await context.execute(Funds, compoundId, {
      command: { type: 'RecordContributions', compoundId, today: context.today, contributionId, ...body, rows },
    })
    return answerOf(contributionId, executed)
  },
})

export const repairFundServed: readonly Served[] = [
  unit,
  entries,
  unitMoney,
  unitStatement,
  bookings,
  compoundMoney,
  compound,
  accounts,
  open,
  contribute,
]
