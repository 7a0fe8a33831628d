/** Serves reconciling, closing and the official book. Whoever does it is known from the session. */
import type { Id } from '@changxin/shared/kernel'
import { closingApi, type FundCommand, type FundFacts } from '@changxin/shared/repair-fund'
import { decisionStands } from '../../decisions/index.ts'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { subjectOfCompound } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { Funds } from '../repair-fund.aggregates.ts'
import { readReconciliations } from './closing.queries.ts'
import { listOfficialDifferences, readOfficial } from './official.queries.ts'

const READS = [
  'repair_fund_closing_period',
  'repair_fund_closing_reconciliation',
  'repair_fund_closing_difference',
  'repair_fund_statements_fund',
  'repair_fund_statements_sum',
  'places_compound',
  'people_person',
  'clock_day',
]
const OFFICIAL = ['repair_fund_closing_bookkeeper', 'repair_fund_closing_official', 'people_person']

const ofId = ({ id }: { id: Id }, read: Read) => subjectOfCompound(read, id)
const ofParams = ({ params }: { params: { id: Id } }, read: Read) => subjectOfCompound(read, params.id)

async function told(
  context: CommandContext,
  id: Id,
  command: FundCommand & { readonly compoundId: Id },
  facts?: () => Promise<FundFacts>,
) {
  return answerOf(id, await context.execute(Funds, command.compoundId, { command, ...(facts ? { facts } : {}) }))
}
const requireFile = (context: CommandContext, file: string | null) =>
  requireFilesOf(context, file === null ? [] : [file])

const queries: readonly Served[] = [
  serveQuery(closingApi.reconciliations, {
    reads: READS,
    concerns: ({ id }) => ({ compoundId: id }),
    subject: ofId,
    run: (context, { id }) => readReconciliations(context, id),
  }),
  serveQuery(closingApi.official, {
    reads: OFFICIAL,
    concerns: ({ id }) => ({ compoundId: id }),
    sameForScope: true,
    subject: ofId,
    run: (context, { id }) => readOfficial(context, id),
  }),
  serveQuery(closingApi.officialDifferences, {
    reads: [...OFFICIAL, 'places_unit'],
    concerns: ({ id }) => ({ compoundId: id }),
    sameForScope: true,
    subject: ofId,
    run: ({ read, at }, input) => listOfficialDifferences(read, at, input),
  }),
]

const commands: readonly Served[] = [
  serveCommand(closingApi.reconcile, {
    subject: ofParams,
    async handle(context, { params: { id: compoundId }, body }) {
      await requireFile(context, body.file)
      const reconciliationId = context.newId()
      const { today, actor: by } = context
      return told(context, reconciliationId, {
        type: 'ReconcileBank',
        compoundId,
        reconciliationId,
        ...body,
        by,
        today,
      })
    },
  }),
  serveCommand(closingApi.recordDifference, {
    subject: ofParams,
    handle(context, { params: { id: compoundId }, body }) {
      const differenceId = context.newId()
      const { today, actor: by } = context
      return told(context, differenceId, {
        type: 'RecordBankDifference',
        ...{ compoundId, differenceId, ...body, by, today },
      })
    },
  }),
  serveCommand(closingApi.workOff, {
    subject: ofParams,
    handle(context, { params: { id: compoundId, differenceId }, body }) {
      const { today, actor: by } = context
      return told(context, differenceId, {
        type: 'WorkOffBankDifference',
        ...{ compoundId, differenceId, ...body, by, today },
      })
    },
  }),
  serveCommand(closingApi.close, {
    subject: ofParams,
    handle(context, { params: { id: compoundId }, body: { month } }) {
      const { today, actor: by } = context
      return told(context, compoundId, { type: 'ClosePeriod', compoundId, month, by, today })
    },
  }),
  serveCommand(closingApi.recordOfficial, {
    subject: ofParams,
    bodyLimitBytes: 1024 * 1024,
    async handle(context, { params: { id: compoundId }, body }) {
      await requireFile(context, body.file)
      const officialId = context.newId()
      const { today, actor: by } = context
      return told(context, officialId, { type: 'RecordOfficialBalance', compoundId, officialId, ...body, by, today })
    },
  }),
  serveCommand(closingApi.resolve, {
    subject: ofParams,
    handle(context, { params: { id: compoundId, officialId }, body }) {
      const { today, actor: by } = context
      return told(context, officialId, {
        type: 'ResolveOfficialDifferences',
        ...{ compoundId, officialId, ...body, by, today },
      })
    },
  }),
  serveCommand(closingApi.changeBookkeeper, {
    subject: ofParams,
    handle(context, { params: { id: compoundId }, body }) {
      const { today, store } = context
      const { decisionId } = body
      const facts = async (): Promise<FundFacts> =>
        decisionId === null ? {} : { decisionPassed: await decisionStands(store, compoundId, decisionId) }
      return told(context, compoundId, { type: 'ChangeBookkeeper', compoundId, ...body, today }, facts)
    },
  }),
]

export const closingServed: readonly Served[] = [...queries, ...commands]
