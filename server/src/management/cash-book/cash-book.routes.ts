/** Serves the cash book. Whoever acts on it is a member of the group, by the log itself. */
import { cashBookApi } from '@changxin/shared/management'
import { unitsOf } from '@changxin/shared/places'
import type { Subject } from '../../access/may.ts'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { Compounds, subjectOfCompound } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { modeFromLog } from '../management.reads.ts'
import { membersFromLog, membersNow } from '../terms/terms.reads.ts'
import { CashBooks } from './cash-book.aggregates.ts'
import { listCashEntries, readCashBook, readPosting } from './cash-book.queries.ts'

const tables = ['management_cash_book_book', 'management_cash_book_entry', 'management_terms_version', 'people_person']

function subjectOfBook(read: Read, compoundId: string): Subject | null {
  const subject = subjectOfCompound(read, compoundId)
  return subject && { ...subject, personIds: membersNow(read, compoundId) }
}
const inBook = ({ params }: { params: { id: string } }, read: Read) => subjectOfBook(read, params.id)
const ofBook = ({ id }: { id: string }, read: Read) => subjectOfBook(read, id)

const membersFact = async ({ store, today }: CommandContext, compoundId: string) => ({
  memberIds: await membersFromLog(store, compoundId, today),
})

const queries: readonly Served[] = [
  serveQuery(cashBookApi.cashBook, {
    reads: tables,
    concerns: ({ id }) => ({ compoundId: id }),
    subject: ofBook,
    run: ({ read, at, principal }, { id }) => ({
      ...readCashBook(read, at, id),
      mayWrite: principal !== null && membersNow(read, id).includes(principal.personId),
    }),
  }),
  serveQuery(cashBookApi.entries, {
    reads: tables,
    concerns: ({ id }) => ({ compoundId: id }),
    subject: ofBook,
    run: ({ read, at }, input) => listCashEntries(read, at, input),
  }),
  serveQuery(cashBookApi.posting, {
    reads: [...tables, 'places_unit', 'places_compound'],
    concerns: ({ id }) => ({ compoundId: id }),
    subject: ofBook,
    run: ({ read, at }, { id, month }) => ({ posting: readPosting(read, at, id, month) }),
  }),
]

const commands: readonly Served[] = [
  serveCommand(cashBookApi.open, {
    subject: inBook,
    async handle(context, { params: { id: compoundId }, body }) {
      const { today, actor: by } = context
      const executed = await context.execute(CashBooks, compoundId, {
        command: { type: 'OpenCashBook', compoundId, ...body, by, today },
        facts: async () => ({
          ...(await membersFact(context, compoundId)),
          mode: await modeFromLog(context.store, compoundId, today),
        }),
      })
      return answerOf(compoundId, executed)
    },
  }),
  serveCommand(cashBookApi.record, {
    subject: inBook,
    async handle(context, { params: { id: compoundId }, body }) {
      await requireFilesOf(context, body.receipts)
      const { today, actor: recordedBy } = context
      const entryId = context.newId()
      const executed = await context.execute(CashBooks, compoundId, {
        command: { type: 'RecordCashEntry', compoundId, entryId, ...body, recordedBy, today },
        facts: async () => {
          const members = await membersFact(context, compoundId)
          if (!body.fees) return members
          const { state } = await context.store.load(Compounds, compoundId)
          return { ...members, unitIds: new Set(unitsOf(state).map(({ unitId }) => unitId)) }
        },
      })
      return answerOf(entryId, executed)
    },
  }),
  serveCommand(cashBookApi.sign, {
    subject: inBook,
    async handle(context, { params: { id: compoundId, entryId } }) {
      const executed = await context.execute(CashBooks, compoundId, {
        command: { type: 'SignCashEntry', entryId, by: context.actor },
        facts: () => membersFact(context, compoundId),
      })
      return answerOf(entryId, executed)
    },
  }),
  serveCommand(cashBookApi.withdraw, {
    subject: inBook,
    async handle(context, { params: { id: compoundId, entryId }, body: { reason } }) {
      const executed = await context.execute(CashBooks, compoundId, {
        command: { type: 'WithdrawCashEntry', entryId, by: context.actor, reason },
        facts: () => membersFact(context, compoundId),
      })
      return answerOf(entryId, executed)
    },
  }),
  serveCommand(cashBookApi.reverse, {
    subject: inBook,
    async handle(context, { params: { id: compoundId, entryId }, body: { note } }) {
      const { today, actor: by } = context
      const reversalId = context.newId()
      const executed = await context.execute(CashBooks, compoundId, {
        command: { type: 'ReverseCashEntry', entryId, reversalId, note, by, today },
        facts: () => membersFact(context, compoundId),
      })
      return answerOf(reversalId, executed)
    },
  }),
]

export const cashBookServed: readonly Served[] = [...queries, ...commands]
