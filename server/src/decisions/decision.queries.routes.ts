/** Serves what is read of decisions. */
import { decisionsApi } from '@changxin/shared/decisions'
import { type Served, serveQuery } from '../feature.ts'
import type { Read } from '../views/views.ts'
import { decisionsOf, listDecisions } from './decision.list.queries.ts'
import { viewPaper, viewRecount, viewResult } from './decision.result.queries.ts'
import { viewDeliveries, viewReceipts, viewRoll } from './decision.roll.queries.ts'
import { coreOf } from './decision.rows.ts'
import { subjectOfCounters, subjectOfDecision, subjectOfVoters } from './decision.subject.ts'
import { publicNotice, viewDecision } from './decision.view.queries.ts'

const NAMES = ['places_unit', 'places_compound', 'people_person']
const MATTER = ['decisions_core_decision', 'decisions_core_tally', 'decisions_core_head', 'clock_day', ...NAMES]
const RESULT = ['decisions_core_decision', 'decisions_core_ballot', 'decisions_effects_effect', ...NAMES]

const of = (subject: typeof subjectOfDecision) => ({
  subject: ({ id }: { readonly id: string }, read: Read) => subject(read, id),
})

export const decisionQueries: readonly Served[] = [
  serveQuery(decisionsApi.list, {
    reads: ['decisions_core_decision', 'decisions_core_tally', ...NAMES],
    sameForScope: true,
    subject: () => ({}),
    run: (context, input) => listDecisions(context, input),
  }),
  serveQuery(decisionsApi.mine, {
    reads: MATTER,
    subject: () => ({}),
    run: (context) => ({ items: decisionsOf(context) }),
  }),
  serveQuery(decisionsApi.decision, {
    reads: [...MATTER, 'people_grant', 'management_operator'],
    // Its counters and proxies need not live there.
    ...of(subjectOfVoters),
    run: (context, { id }) => viewDecision(context, id),
  }),
  serveQuery(decisionsApi.roll, {
    reads: MATTER,
    ...of(subjectOfVoters),
    run: (context, { id }) => viewRoll(context, id),
  }),
  serveQuery(decisionsApi.deliveries, {
    reads: MATTER,
    ...of(subjectOfCounters),
    run: (context, { id }) => viewDeliveries(context, id),
  }),
  serveQuery(decisionsApi.paper, {
    reads: ['decisions_core_ballot', 'decisions_core_tally', 'people_person'],
    ...of(subjectOfCounters),
    run: (context, { id }) => viewPaper(context, id),
  }),
  serveQuery(decisionsApi.result, {
    reads: RESULT,
    ...of(subjectOfVoters),
    run: (context, { id }) => viewResult(context, id),
  }),
  serveQuery(decisionsApi.recount, {
    reads: RESULT,
    ...of(subjectOfVoters),
    run: (context, { id }) => viewRecount(context, id),
  }),
  serveQuery(decisionsApi.receipts, {
    reads: RESULT,
    ...of(subjectOfVoters),
    run: (context, { id }) => viewReceipts(context, id),
  }),
  serveQuery(decisionsApi.notice, {
    reads: ['decisions_core_decision', 'places_compound', 'places_building'],
    sameForScope: true,
    // Before the announcement it is nobody's but theirs who prepare it.
    subject: ({ id }, read) => (coreOf(read, id)?.calendar ? subjectOfDecision(read, id) : null),
    run({ read }, { id }) {
      const core = coreOf(read, id)
      return core && publicNotice(read, core)
    },
  }),
]
