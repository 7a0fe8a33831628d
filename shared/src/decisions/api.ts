/**
 * Routes of one owners' decision, from proposal to posted result. `:id` is the decision. Ids of what a command makes
 * (objection, posting, authorisation, ballot) are the `id` of its answer.
 */
import {
  AsOfInput,
  CommandAnswer,
  commandRoute,
  Day,
  Id,
  Line,
  PageInput,
  Prose,
  queryRoute,
  Sha256,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import {
  DecisionPage,
  DecisionStatusName,
  DecisionView,
  DeliveriesView,
  MyDecision,
  PaperView,
  PublicNotice,
  ReceiptsView,
  RecountView,
  ResultView,
  RollView,
} from './api.views.ts'
import {
  BallotKeyMade,
  BallotKeyReleased,
  CalledBy,
  CountersNamed,
  NoticePosted,
  ReceiptNumber,
  ScreenBallotCast,
} from './events.ts'
import { Item, ItemGroup, MAX_GROUPS, MAX_ITEMS, Marks } from './items.ts'
import { DecisionScope } from './roll.events.ts'

const ofDecision = { id: Id }
const files = (most: number) => z.array(Sha256).max(most)

/** Chosen by the browser, so that groups and marks can name them before the server has seen them. */
export const ProposalBody = z.strictObject({
  title: Line(80),
  reason: Prose(2_000),
  form: z.enum(['written', 'meeting']),
  scope: DecisionScope,
  items: z.array(Item).min(1).max(MAX_ITEMS),
  groups: z.array(ItemGroup).max(MAX_GROUPS).default([]),
  calledBy: CalledBy,
  /** Unsold, or sold and not handed over: one head of the developer's. */
  unsoldUnitIds: z.array(Id).max(3_000).default([]),
})
export type ProposalBody = z.infer<typeof ProposalBody>

/** What a paper ballot says; `marks` null = not valid, with the reason. */
const Entered = { marks: Marks.nullable(), invalidReason: Line(200).nullable().default(null) }

export const decisionsApi = {
  propose: commandRoute({
    action: 'decisions.propose',
    path: '/api/compounds/:id/decisions',
    params: ofDecision,
    body: ProposalBody,
    summary: 'Proposes a decision: its rule, scope and roll are frozen as of today. `id` of the path is the compound',
  }),
  object: commandRoute({
    action: 'decisions.object',
    path: '/api/decisions/:id/object',
    params: ofDecision,
    body: z.strictObject({ unitId: Id.nullable(), text: Prose(1_000), file: Sha256.nullable().default(null) }),
    summary: 'Objects to the roll',
  }),
  settleObjection: commandRoute({
    action: 'decisions.settle-objection',
    path: '/api/decisions/:id/settle-objection',
    params: ofDecision,
    body: z.strictObject({
      objectionId: Id,
      outcome: z.enum(['upheld', 'dismissed']),
      reason: Prose(1_000),
      /** Upheld: these units are read anew from the register, as of the day of the roll. Correct the register first. */
      unitIds: z.array(Id).max(200).default([]),
    }),
    summary: 'Settles an objection; where it is upheld, units are read anew from the register',
  }),
  announce: commandRoute({
    action: 'decisions.announce',
    path: '/api/decisions/:id/announce',
    params: ofDecision,
    body: z.strictObject({ objectionsUntil: Day, opensOn: Day, closesOn: Day, place: Line(200).nullable() }),
    summary: 'Announces it as of today; from here on its items are fixed',
  }),
  post: commandRoute({
    action: 'decisions.post',
    path: '/api/decisions/:id/post',
    params: ofDecision,
    body: z.strictObject({
      what: NoticePosted.schema.shape.what,
      place: Line(100),
      postedOn: Day,
      files: NoticePosted.schema.shape.files,
    }),
    summary: 'Records what was hung up, with its photo',
  }),
  nameCounters: commandRoute({
    action: 'decisions.name-counters',
    path: '/api/decisions/:id/counters',
    params: ofDecision,
    body: z.strictObject({ counterIds: CountersNamed.schema.shape.counterIds }),
    summary: 'Names the three counters',
  }),
  makeKey: commandRoute({
    action: 'decisions.make-key',
    path: '/api/decisions/:id/key',
    params: ofDecision,
    body: z.strictObject({
      publicKey: BallotKeyMade.schema.shape.publicKey,
      shareHashes: BallotKeyMade.schema.shape.shareHashes,
    }),
    summary: 'Records the public key that was made in a browser with the counters present; once',
  }),
  deliver: commandRoute({
    action: 'decisions.deliver',
    path: '/api/decisions/:id/deliver',
    params: ofDecision,
    body: z.strictObject({
      voterId: Id,
      how: z.enum(['handed-over', 'mailed', 'message']),
      toPersonId: Id.nullable().default(null),
      check: Line(200).nullable().default(null),
      files: files(4).default([]),
      /** Also a code for the screen; a new one makes the one before worthless. */
      withCode: z.boolean(),
    }),
    /** `code`: to be printed once, never shown again; null without one. */
    answer: CommandAnswer.extend({ code: z.string().nullable() }),
    summary: 'Records that a head was given its ballot, and draws its code',
  }),
  undeliverable: commandRoute({
    action: 'decisions.undeliverable',
    path: '/api/decisions/:id/undeliverable',
    params: ofDecision,
    body: z.strictObject({ voterId: Id, reason: Line(200), postingId: Id.nullable() }),
    summary: 'Records that a head could not be reached; the posting may be named later by sending it again',
  }),
  recordProxy: commandRoute({
    action: 'decisions.record-proxy',
    path: '/api/decisions/:id/proxies',
    params: ofDecision,
    body: z.strictObject({ voterId: Id, personId: Id, files: z.array(Sha256).min(1).max(4) }),
    summary: 'Records a written authorisation to vote for a head',
  }),
  open: commandRoute({
    action: 'decisions.open',
    path: '/api/decisions/:id/open',
    params: ofDecision,
    body: z.strictObject({}),
    summary: 'Opens the voting',
  }),
  cast: commandRoute({
    action: 'decisions.cast',
    path: '/api/decisions/:id/ballots',
    params: ofDecision,
    body: z.strictObject({
      voterId: Id,
      proxyId: Id.nullable().default(null),
      code: z.string().min(1).max(40),
      password: z.string().min(1).max(200),
      sealed: ScreenBallotCast.schema.shape.sealed,
    }),
    answer: CommandAnswer.extend({ receiptNumber: ReceiptNumber }),
    summary: 'Casts a ballot on screen, sealed in the browser; the last of a head counts',
  }),
  receivePaper: commandRoute({
    action: 'decisions.receive-paper',
    path: '/api/decisions/:id/paper',
    params: ofDecision,
    body: z.strictObject({
      voterId: Id,
      proxyId: Id.nullable().default(null),
      /** As printed on the slip; without one the server draws it. */
      receiptNumber: ReceiptNumber.nullable().default(null),
    }),
    answer: CommandAnswer.extend({ receiptNumber: ReceiptNumber }),
    summary: 'Logs a paper ballot, unopened',
  }),
  close: commandRoute({
    action: 'decisions.close',
    path: '/api/decisions/:id/close',
    params: ofDecision,
    body: z.strictObject({}),
    summary: 'Closes early, when every head has returned a ballot; else it closes by itself',
  }),
  enterPaper: commandRoute({
    action: 'decisions.enter-paper',
    path: '/api/decisions/:id/paper/:ballotId/enter',
    params: { id: Id, ballotId: Id },
    body: z.strictObject(Entered),
    summary: 'A counter enters what a paper ballot says, after the closing',
  }),
  settlePaper: commandRoute({
    action: 'decisions.settle-paper',
    path: '/api/decisions/:id/paper/:ballotId/settle',
    params: { id: Id, ballotId: Id },
    body: z.strictObject({ ...Entered, reason: Line(200) }),
    summary: 'Settles two entries that differ',
  }),
  releaseKey: commandRoute({
    action: 'decisions.release-key',
    path: '/api/decisions/:id/release-key',
    params: ofDecision,
    body: z.strictObject({ secretKey: BallotKeyReleased.schema.shape.secretKey }),
    summary: 'Releases the secret that two counters put together, after the closing',
  }),
  count: commandRoute({
    action: 'decisions.count',
    path: '/api/decisions/:id/count',
    params: ofDecision,
    body: z.strictObject({ countedBy: z.array(Id).min(2).max(3), minutes: files(10).default([]) }),
    summary: 'Counts, once',
  }),
  publish: commandRoute({
    action: 'decisions.publish',
    path: '/api/decisions/:id/publish',
    params: ofDecision,
    body: z.strictObject({ place: Line(100).nullable().default(null), files: files(6).default([]) }),
    summary: 'Posts the result as of today; passed items take effect',
  }),
  annul: commandRoute({
    action: 'decisions.annul',
    path: '/api/decisions/:id/annul',
    params: ofDecision,
    body: z.strictObject({
      ground: z.enum(['withdrawn', 'void', 'court']),
      reason: Prose(1_000),
      files: files(6).default([]),
    }),
    summary: 'Withdraws it before the closing; after it only as void or by the court',
  }),

  list: queryRoute({
    action: 'decisions.list',
    path: '/api/decisions',
    input: {
      ...PageInput.shape,
      compoundId: Id.optional(),
      view: z.enum(['all', 'running', 'done', DecisionStatusName.enum.annulled]).default('all'),
      ...AsOfInput,
    },
    output: DecisionPage,
    summary: 'Decisions one may see, newest first',
  }),
  mine: queryRoute({
    action: 'decisions.mine',
    path: '/api/my-decisions',
    input: {},
    output: z.object({ items: z.array(MyDecision) }),
    summary: 'What the person votes on, with their heads and whether a ballot was returned; what runs comes first',
  }),
  decision: queryRoute({
    action: 'decisions.decision',
    path: '/api/decisions/:id',
    input: { id: Id },
    output: DecisionView,
    summary: 'One decision, with what is possible now and the true reason if not',
  }),
  roll: queryRoute({
    action: 'decisions.roll',
    path: '/api/decisions/:id/roll',
    input: { id: Id },
    output: RollView,
    summary: 'The roll; owners in scope see doors and floor areas, who delivers and counts also names',
  }),
  deliveries: queryRoute({
    action: 'decisions.deliveries',
    path: '/api/decisions/:id/deliveries',
    input: { id: Id },
    output: DeliveriesView,
    summary: 'Per head: how it was delivered to and whether a ballot came back',
  }),
  paper: queryRoute({
    action: 'decisions.paper',
    path: '/api/decisions/:id/paper',
    input: { id: Id },
    output: PaperView,
    summary: 'Paper ballots for the counters to enter and settle, after the closing',
  }),
  result: queryRoute({
    action: 'decisions.result',
    path: '/api/decisions/:id/result',
    input: { id: Id },
    output: ResultView,
    summary: 'What the count came to, line by line, and what followed',
  }),
  recount: queryRoute({
    action: 'decisions.recount',
    path: '/api/decisions/:id/recount',
    input: { id: Id },
    output: RecountView,
    summary: 'Everything to count again, after the count; for owners in scope',
  }),
  receipts: queryRoute({
    action: 'decisions.receipts',
    path: '/api/decisions/:id/receipts',
    input: { id: Id },
    output: ReceiptsView,
    summary: 'The receipts of one’s own heads',
  }),
  notice: queryRoute({
    action: 'decisions.notice',
    path: '/api/decisions/:id/notice',
    input: { id: Id },
    output: PublicNotice,
    summary: 'The public notice: items, calendar and totals, no names and no doors',
  }),
}
