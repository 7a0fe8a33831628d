/** Serves collections and shared money. */
import { Rejected } from '@changxin/shared/kernel'
import { type CollectionCommand, collectionErrors, collectionsApi, repairFundApi } from '@changxin/shared/repair-fund'
import type { Subject } from '../../access/may.ts'
import {
  answerOf,
  type CommandContext,
  type QueryContext,
  type Served,
  serveCommand,
  serveQuery,
} from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { Requests } from '../../maintenance/index.ts'
import { subjectOfCompound, subjectOfUnit } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { Collections, PaidDoors } from './collections.aggregates.ts'
import { listEntries } from './collections.entries.ts'
import { carryingFacts, openingFacts } from './collections.facts.ts'
import {
  collectionsOfUnit,
  compoundOfCollection,
  listCollections,
  paidDoorsOf,
  placeOfSpending,
  readCollection,
} from './collections.queries.ts'
import { readSharedMoney } from './shared-money.queries.ts'

const table = (name: string) => `repair_fund_collections_${name}`
const places = ['places_unit', 'places_building', 'places_entrance', 'places_compound']

function subjectOfCollection(read: Read, id: string): Subject | null {
  const compoundId = compoundOfCollection(read, id)
  return compoundId === undefined ? null : { compoundId }
}
const inCompound = ({ id }: { id: string }, read: Read) => subjectOfCompound(read, id)
const inCollection = ({ id }: { id: string }, read: Read) => subjectOfCollection(read, id)
const toCompound = ({ params }: { params: { id: string } }, read: Read) => subjectOfCompound(read, params.id)
const toCollection = ({ params }: { params: { id: string } }, read: Read) => subjectOfCollection(read, params.id)

const seesDoors = ({ may }: QueryContext, subject: Subject) => may(repairFundApi.accounts.action, subject)

function readerOf(context: QueryContext, subject: Subject) {
  const { principal, may } = context
  return {
    isDesk: seesDoors(context, subject),
    mayWrite: may(collectionsApi.pay.action, subject),
    ownUnitIds: new Set(principal?.homes.filter(({ checked }) => checked).map(({ unitId }) => unitId)),
  }
}

const queries: readonly Served[] = [
  serveQuery(collectionsApi.list, {
    reads: [table('collection')],
    concerns: ({ id }) => ({ compoundId: id }),
    sameForScope: true,
    subject: inCompound,
    run: ({ read }, { id, ...page }) => listCollections(read, id, page),
  }),
  serveQuery(collectionsApi.collection, {
    reads: [table('collection'), table('door'), table('entry'), table('setting'), ...places],
    subject: inCollection,
    run: (context, { id }) => {
      const subject = subjectOfCollection(context.read, id)
      return subject && readCollection(context.read, id, readerOf(context, subject))
    },
  }),
  serveQuery(collectionsApi.entries, {
    reads: [table('entry'), 'people_person'],
    subject: inCollection,
    run: (context, { id, ...page }) => {
      const subject = subjectOfCollection(context.read, id)
      return subject && listEntries(context.read, id, page, seesDoors(context, subject))
    },
  }),
  serveQuery(collectionsApi.sharedMoney, {
    reads: [table('money'), table('fund'), table('collection')],
    concerns: ({ id }) => ({ compoundId: id }),
    sameForScope: true,
    subject: inCompound,
    run: ({ read, at }, { id }) => readSharedMoney(read, at, id),
  }),
  serveQuery(collectionsApi.unitCollections, {
    reads: [table('door'), table('collection'), 'places_unit'],
    sameForScope: true,
    subject: ({ id }, read) => subjectOfUnit(read, id),
    run: ({ read }, { id }) => {
      const compoundId = subjectOfUnit(read, id)?.compoundId
      return compoundId === undefined ? null : collectionsOfUnit(read, id, compoundId)
    },
  }),
  serveQuery(collectionsApi.paidDoors, {
    reads: [table('setting')],
    concerns: ({ id }) => ({ compoundId: id }),
    sameForScope: true,
    subject: inCompound,
    run: ({ read }, { id }) => paidDoorsOf(read, id),
  }),
]

type Step = CollectionCommand extends infer One
  ? One extends CollectionCommand
    ? Omit<One, 'by' | 'today'>
    : never
  : never

/** Decides on one collection; `answerId` names what was made. */
async function execute(context: CommandContext, collectionId: string, step: Step, answerId = collectionId) {
  const { actor: by, today } = context
  const executed = await context.execute(Collections, collectionId, {
    command: { ...step, by, today } as CollectionCommand,
    facts: () => factsFor(context, collectionId, step),
  })
  return answerOf(answerId, executed)
}

async function factsFor({ store }: CommandContext, collectionId: string, step: Step) {
  if (step.type === 'OpenCollection') return openingFacts(store, step.compoundId)
  if (step.type !== 'ConfirmCollection' && step.type !== 'CarryOver') return undefined
  const { state } = await store.load(Collections, collectionId)
  if (!state) return undefined
  if (step.type === 'ConfirmCollection') return openingFacts(store, state.compoundId)
  return carryingFacts(store, state.compoundId)
}

async function requireRequest({ store }: CommandContext, compoundId: string, requestId: string | null) {
  if (requestId === null) return
  const { state } = await store.load(Requests, requestId)
  if (state.status === 'none' || state.compoundId !== compoundId)
    throw collectionErrors.reject('collection-request-unknown', { field: 'cost.requestId' })
}

function collectionOfSpending({ views }: CommandContext, spendingId: string): string {
  const place = views.read((read) => placeOfSpending(read, spendingId)).result
  if (!place) throw new Rejected('not-found')
  return place.collectionId
}

const opening: readonly Served[] = [
  serveCommand(collectionsApi.open, {
    subject: toCompound,
    async handle(context, { params: { id: compoundId }, body }) {
      const { ground, cost } = body
      const proof = ground.kind === 'agreement' ? [ground.file] : ground.kind === 'emergency' ? ground.files : []
      await requireFilesOf(context, [...proof, ...(cost?.receipts ?? [])])
      await requireRequest(context, compoundId, cost?.requestId ?? null)
      const collectionId = context.newId()
      return execute(context, collectionId, { type: 'OpenCollection', collectionId, compoundId, ...body })
    },
  }),
  serveCommand(collectionsApi.confirm, {
    subject: toCollection,
    handle: (context, { params: { id } }) => execute(context, id, { type: 'ConfirmCollection' }),
  }),
  serveCommand(collectionsApi.cancel, {
    subject: toCollection,
    handle: (context, { params: { id }, body }) => execute(context, id, { type: 'CancelCollection', ...body }),
  }),
  serveCommand(collectionsApi.close, {
    subject: toCollection,
    handle: (context, { params: { id }, body }) => execute(context, id, { type: 'CloseCollection', ...body }),
  }),
  serveCommand(collectionsApi.showPaidDoors, {
    subject: toCompound,
    async handle(context, { params: { id: compoundId }, body }) {
      const { actor: by, today } = context
      const command = { type: 'ShowPaidDoors', compoundId, ...body, by, today } as const
      return answerOf(compoundId, await context.execute(PaidDoors, compoundId, { command }))
    },
  }),
]

const money: readonly Served[] = [
  serveCommand(collectionsApi.pay, {
    subject: toCollection,
    async handle(context, { params: { id }, body }) {
      await requireFilesOf(context, body.file === null ? [] : [body.file])
      const rows = body.rows.map((row, index) => ({ paymentId: context.newId(index), ...row }))
      return execute(context, id, { type: 'RecordPayments', ...body, rows }, rows[0]?.paymentId)
    },
  }),
  serveCommand(collectionsApi.spend, {
    subject: toCollection,
    async handle(context, { params: { id }, body }) {
      await requireFilesOf(context, [...body.invoices, ...body.photos])
      const spendingId = context.newId()
      return execute(context, id, { type: 'RecordSpending', spendingId, ...body }, spendingId)
    },
  }),
  serveCommand(collectionsApi.signSpending, {
    subject: ({ params }, read) => placeOfSpending(read, params.id) ?? null,
    handle: (context, { params: { id: spendingId } }) =>
      execute(context, collectionOfSpending(context, spendingId), { type: 'SignSpending', spendingId }, spendingId),
  }),
  serveCommand(collectionsApi.withdrawSpending, {
    subject: ({ params }, read) => placeOfSpending(read, params.id) ?? null,
    handle: (context, { params: { id: spendingId }, body }) => {
      const step = { type: 'WithdrawSpending', spendingId, ...body } as const
      return execute(context, collectionOfSpending(context, spendingId), step, spendingId)
    },
  }),
]

const corrections: readonly Served[] = [
  serveCommand(collectionsApi.proposeReversal, {
    subject: toCollection,
    handle: (context, { params: { id }, body }) => {
      const reversalId = context.newId()
      return execute(context, id, { type: 'ProposeReversal', reversalId, ...body }, reversalId)
    },
  }),
  serveCommand(collectionsApi.approveReversal, {
    subject: toCollection,
    handle: (context, { params: { id, reversalId } }) => execute(context, id, { type: 'ApproveReversal', reversalId }),
  }),
  serveCommand(collectionsApi.dropReversal, {
    subject: toCollection,
    handle: (context, { params: { id, reversalId } }) => execute(context, id, { type: 'DropReversal', reversalId }),
  }),
  serveCommand(collectionsApi.giveBack, {
    subject: toCollection,
    handle: (context, { params: { id }, body }) => {
      const giveBackId = context.newId()
      return execute(context, id, { type: 'PlanGiveBack', giveBackId, ...body }, giveBackId)
    },
  }),
  serveCommand(collectionsApi.signGiveBack, {
    subject: toCollection,
    handle: (context, { params: { id, giveBackId } }) => execute(context, id, { type: 'SignGiveBack', giveBackId }),
  }),
  serveCommand(collectionsApi.withdrawGiveBack, {
    subject: toCollection,
    handle: (context, { params: { id, giveBackId } }) => execute(context, id, { type: 'WithdrawGiveBack', giveBackId }),
  }),
  serveCommand(collectionsApi.carryOver, {
    subject: toCollection,
    handle: (context, { params: { id } }) => execute(context, id, { type: 'CarryOver', carryOverId: context.newId() }),
  }),
]

export const collectionsServed: readonly Served[] = [...queries, ...opening, ...money, ...corrections]
