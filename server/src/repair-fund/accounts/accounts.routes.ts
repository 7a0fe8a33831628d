/** Serves the life of accounts: sale, split and merger, loss of a building and its payment, closing. */
import { Rejected } from '@changxin/shared/kernel'
import { type AccountChange, fundAccountsApi } from '@changxin/shared/repair-fund'
import { caughtUp } from '../../commands/caught-up.ts'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { compoundOfUnit, subjectOfCompound, subjectOfUnit } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { floorAreasOf } from '../income/income.routes.ts'
import { Funds } from '../repair-fund.aggregates.ts'
import { compoundOfChange, listChanges, listHandovers, listLosses, listProposals } from './accounts.queries.ts'
import { listBooks, listDoors } from './books.queries.ts'

const inCompound = ({ params }: { params: { id: string } }, read: Read) => subjectOfCompound(read, params.id)
const ofUnit = ({ params }: { params: { id: string } }, read: Read) => subjectOfUnit(read, params.id)
const one = (file: string | null) => (file === null ? [] : [file])

async function compoundHere(context: CommandContext, unitId: string): Promise<string> {
  await caughtUp(context)
  const compoundId = context.views.peek((read) => compoundOfUnit(read, unitId))
  if (compoundId === undefined) throw new Rejected('not-found')
  return compoundId
}

const recordHandover = serveCommand(fundAccountsApi.recordHandover, {
  subject: ofUnit,
  async handle(context, { params: { id: unitId }, body }) {
    await requireFilesOf(context, one(body.file))
    const compoundId = await compoundHere(context, unitId)
    const handoverId = context.newId()
    const command = {
      type: 'RecordSaleHandover',
      compoundId,
      handoverId,
      unitId,
      today: context.today,
      ...body,
    } as const
    return answerOf(handoverId, await context.execute(Funds, compoundId, { command }))
  },
})

interface Proposed {
  readonly change: AccountChange
  readonly files: string[]
}
async function propose(context: CommandContext, compoundId: string, { change, files }: Proposed) {
  await requireFilesOf(context, files)
  const { today, actor: by } = context
  const proposalId = context.newId()
  const executed = await context.execute(Funds, compoundId, {
    command: { type: 'ProposeAccountChange', compoundId, today, proposalId, change, files, by },
    facts: async () => ({ floorAreas: await floorAreasOf(context, compoundId) }),
  })
  return answerOf(proposalId, executed)
}

const rearrange = serveCommand(fundAccountsApi.rearrange, {
  subject: inCompound,
  handle: (context, { params: { id }, body: { files, ...change } }) => propose(context, id, { change, files }),
})

const recordLoss = serveCommand(fundAccountsApi.recordLoss, {
  subject: inCompound,
  handle: (context, { params: { id }, body: { files, ...loss } }) =>
    propose(context, id, { change: { kind: 'loss', ...loss }, files }),
})

const ofProposal = ({ params }: { params: { id: string } }, read: Read) => {
  const compoundId = compoundOfChange(read, params.id)
  return compoundId === undefined ? null : { compoundId }
}
/** What was acknowledged a moment ago is known. */
async function compoundOfProposed(context: CommandContext, proposalId: string): Promise<string> {
  await caughtUp(context)
  const compoundId = context.views.peek((read) => compoundOfChange(read, proposalId))
  if (compoundId === undefined) throw new Rejected('not-found')
  return compoundId
}

const approveChange = serveCommand(fundAccountsApi.approveAccountChange, {
  subject: ofProposal,
  async handle(context, { params: { id: proposalId } }) {
    const compoundId = await compoundOfProposed(context, proposalId)
    const { today, actor: by } = context
    const executed = await context.execute(Funds, compoundId, {
      command: { type: 'ApproveAccountChange', compoundId, today, proposalId, by },
      facts: async () => ({ floorAreas: await floorAreasOf(context, compoundId) }),
    })
    return answerOf(proposalId, executed)
  },
})

const refuseChange = serveCommand(fundAccountsApi.refuseAccountChange, {
  subject: ofProposal,
  async handle(context, { params: { id: proposalId }, body: { reason } }) {
    const compoundId = await compoundOfProposed(context, proposalId)
    const { today, actor: by } = context
    const command = { type: 'RefuseAccountChange', compoundId, today, proposalId, by, reason } as const
    return answerOf(proposalId, await context.execute(Funds, compoundId, { command }))
  },
})

const payLoss = serveCommand(fundAccountsApi.payLoss, {
  subject: inCompound,
  async handle(context, { params: { id: compoundId, entryId: lossEntryId }, body }) {
    await requireFilesOf(context, one(body.file))
    const paymentId = context.newId()
    const { today, actor: by } = context
    const command = { type: 'PayLoss', compoundId, paymentId, lossEntryId, today, by, ...body } as const
    return answerOf(paymentId, await context.execute(Funds, compoundId, { command }))
  },
})

const closeAccount = serveCommand(fundAccountsApi.closeAccount, {
  subject: ofUnit,
  async handle(context, { params: { id: unitId }, body: { reason } }) {
    const compoundId = await compoundHere(context, unitId)
    const command = { type: 'CloseAccount', compoundId, unitId, today: context.today, reason } as const
    return answerOf(unitId, await context.execute(Funds, compoundId, { command }))
  },
})

const changes = serveQuery(fundAccountsApi.accountChanges, {
  reads: ['repair_fund_accounts_change', 'places_unit'],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: ({ read }, input) => listChanges(read, input),
})

const proposals = serveQuery(fundAccountsApi.accountChangeProposals, {
  reads: ['repair_fund_accounts_proposal', 'places_unit', 'places_building', 'people_person'],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: ({ read }, { id }) => listProposals(read, id),
})

const losses = serveQuery(fundAccountsApi.lossesDue, {
  reads: ['repair_fund_accounts_loss', 'repair_fund_seller', 'places_unit'],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: ({ read }, { id }) => listLosses(read, id),
})

const handovers = serveQuery(fundAccountsApi.handoverSheets, {
  reads: ['repair_fund_accounts_change', 'places_unit'],
  sameForScope: true,
  subject: ({ id }, read) => subjectOfUnit(read, id),
  run: ({ read }, { id }) => listHandovers(read, id),
})

/** A booking of a seller touches the bookings alone. */
const BOOK_TABLES = ['repair_fund_account', 'repair_fund_seller', 'repair_fund_booking', 'repair_fund_accounts_change']

const books = serveQuery(fundAccountsApi.accountBooks, {
  reads: [...BOOK_TABLES, 'places_unit', 'places_building'],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: ({ read }, { id }) => listBooks(read, id),
})

const doors = serveQuery(fundAccountsApi.accountDoors, {
  reads: ['repair_fund_account', 'repair_fund_accounts_change', 'places_unit'],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: ({ read }, { id, buildingId }) => listDoors(read, id, buildingId),
})

export const fundAccountsServed: readonly Served[] = [
  ...[recordHandover, rearrange, recordLoss, approveChange, refuseChange, payLoss, closeAccount],
  ...[changes, proposals, losses, handovers, books, doors],
]
