/** Serves ballots: their codes and numbers, casting and logging them, and what the counters do with them. */
import { decisionErrors, decisionsApi, isReceiptNumberRight } from '@changxin/shared/decisions'
import { Rejected } from '@changxin/shared/kernel'
import { inputHashOf } from '../commands/derive.ts'
import type { Executed } from '../commands/store.ts'
import { answerOf, type CommandContext, type FeatureDeps, type Served, serveCommand } from '../feature.ts'
import { requireFilesOf } from '../files/index.ts'
import { createPasswords, createSignInLimit, Person } from '../people/index.ts'
import type { Read } from '../views/views.ts'
import { Decisions } from './decision.aggregates.ts'
import { countFacts, keyFacts } from './decision.facts.ts'
import { type BallotSecrets, codeHashOf, createBallotSecrets } from './decision.secrets.ts'
import { subjectOfCounters, subjectOfDecision, subjectOfVoters } from './decision.subject.ts'

const { reject } = decisionErrors
/** Numbers that are drawn until a free one is found; a second is hardly ever needed. */
const MAX_DRAWS = 5

type OnDecision = { readonly params: { readonly id: string } }
const guided = { subject: ({ params }: OnDecision, read: Read) => subjectOfDecision(read, params.id) }
const counted = { subject: ({ params }: OnDecision, read: Read) => subjectOfCounters(read, params.id) }

interface Numbered {
  readonly receiptNumber: string
  readonly executed: Executed
}
/** Draws a number and tries again where it is taken. A repeat finds its own number again: the ballot has it already. */
async function withNumber(
  secrets: BallotSecrets,
  context: CommandContext,
  [decisionId, ballotId]: readonly [string, string],
  run: (receiptNumber: string) => Promise<Executed>,
): Promise<Numbered> {
  for (let attempt = 0; ; attempt++) {
    const receiptNumber = secrets.receiptNumber(decisionId, ballotId, attempt)
    try {
      const executed = await run(receiptNumber)
      const { state } = await context.store.load(Decisions, decisionId)
      return { executed, receiptNumber: state?.ballots.get(ballotId)?.receiptNumber ?? receiptNumber }
    } catch (error) {
      const taken = error instanceof Rejected && error.code === 'receipt-number-taken'
      if (!taken || attempt + 1 >= MAX_DRAWS) throw error
    }
  }
}

const deliver = (secrets: BallotSecrets) =>
  serveCommand(decisionsApi.deliver, {
    ...guided,
    async handle(context, { params: { id: decisionId }, body: { withCode, ...body } }) {
      // Whoever hands out codes would otherwise vote for a door whose owner nobody knows.
      if (body.check !== null && body.toPersonId === context.actor) {
        throw reject('not-for-oneself', { field: 'toPersonId' })
      }
      await requireFilesOf(context, body.files)
      const head = { decisionId, voterId: body.voterId }
      const code = withCode ? secrets.code(head, context.newId()) : null
      const codeHash = code === null ? null : codeHashOf(head, code)
      const command = { type: 'Deliver' as const, decisionId, ...body, codeHash, at: context.receivedAt }
      return { ...answerOf(decisionId, await context.execute(Decisions, decisionId, { command })), code }
    },
  })

interface Checks {
  readonly secrets: BallotSecrets
  readonly passwords: ReturnType<typeof createPasswords>
  readonly limit: ReturnType<typeof createSignInLimit>
}

/** The password of whoever is signed in; a session that was left open casts no ballot. */
async function requirePassword({ store }: CommandContext, { passwords }: Checks, personId: string, password: string) {
  const { state: person } = await store.load(Person, personId)
  if (!person || person.passwordHash === null) throw reject('ballot-password-missing')
  if (!(await passwords.matches(person.passwordHash, password))) {
    throw reject('ballot-password-wrong', { field: 'password' })
  }
}

const cast = (checks: Checks) =>
  serveCommand(decisionsApi.cast, {
    subject: ({ params }, read) => subjectOfVoters(read, params.id),
    async handle(context, { params: { id: decisionId }, body: { code, password, ...body } }) {
      const personId = context.principal?.personId
      if (personId === undefined) throw new Rejected('not-signed-in')
      const ballotId = context.newId()
      // Guesses count for who is signed in alone: a compound may share one address, and nobody keeps a neighbour waiting.
      const guesser = `${decisionId} ${personId}`
      const { waitSeconds } = checks.limit.begin(guesser, personId)
      if (waitSeconds > 0) throw reject('ballot-code-slow-down', { retryAfterSeconds: waitSeconds })
      await requirePassword(context, checks, personId, password)
      const codeHash = codeHashOf({ decisionId, voterId: body.voterId }, code)
      const input = { ...body, decisionId }
      // Neither password nor code leaves a hash of its own in the log.
      const meta = { ...context.meta(), inputHash: inputHashOf('decisions.cast', input) }
      const { executed, receiptNumber } = await withNumber(checks.secrets, context, [decisionId, ballotId], (number) =>
        context.execute(Decisions, decisionId, {
          meta,
          command: {
            type: 'CastOnScreen',
            decisionId,
            ballotId,
            receiptNumber: number,
            personId,
            codeHash,
            at: context.receivedAt,
            ...body,
          },
        }),
      )
      checks.limit.succeeded(guesser, personId)
      return { ...answerOf(ballotId, executed), receiptNumber }
    },
  })

const receivePaper = (secrets: BallotSecrets) =>
  serveCommand(decisionsApi.receivePaper, {
    ...guided,
    async handle(context, { params: { id: decisionId }, body: { receiptNumber: printed, ...body } }) {
      if (printed !== null && !isReceiptNumberRight(printed)) {
        throw reject('receipt-number-wrong', { field: 'receiptNumber', receiptNumber: printed })
      }
      const ballotId = context.newId()
      const log = (receiptNumber: string) =>
        context.execute(Decisions, decisionId, {
          command: { type: 'ReceivePaper', decisionId, ballotId, receiptNumber, at: context.receivedAt, ...body },
        })
      const { executed, receiptNumber } =
        printed === null
          ? await withNumber(secrets, context, [decisionId, ballotId], log)
          : { executed: await log(printed), receiptNumber: printed }
      return { ...answerOf(ballotId, executed), receiptNumber }
    },
  })

const makeKey = serveCommand(decisionsApi.makeKey, {
  ...counted,
  async handle(context, { params: { id: decisionId }, body }) {
    const command = { type: 'MakeBallotKey' as const, decisionId, ...body }
    return answerOf(decisionId, await context.execute(Decisions, decisionId, { command }))
  },
})

const enterPaper = serveCommand(decisionsApi.enterPaper, {
  ...counted,
  async handle(context, { params: { id: decisionId, ballotId }, body }) {
    const command = { type: 'EnterPaper' as const, decisionId, ballotId, counterId: context.actor, ...body }
    return answerOf(ballotId, await context.execute(Decisions, decisionId, { command }))
  },
})

const settlePaper = serveCommand(decisionsApi.settlePaper, {
  ...counted,
  async handle(context, { params: { id: decisionId, ballotId }, body }) {
    const command = { type: 'SettlePaper' as const, decisionId, ballotId, counterId: context.actor, ...body }
    return answerOf(ballotId, await context.execute(Decisions, decisionId, { command }))
  },
})

const releaseKey = serveCommand(decisionsApi.releaseKey, {
  ...counted,
  async handle(context, { params: { id: decisionId }, body: { secretKey } }) {
    const executed = await context.execute(Decisions, decisionId, {
      command: { type: 'ReleaseKey', decisionId, secretKey },
      facts: async () => keyFacts((await context.store.load(Decisions, decisionId)).state, secretKey),
    })
    return answerOf(decisionId, executed)
  },
})

const count = serveCommand(decisionsApi.count, {
  ...counted,
  async handle(context, { params: { id: decisionId }, body }) {
    await requireFilesOf(context, body.minutes)
    const command = { type: 'CountVotes' as const, decisionId, ...body, today: context.today }
    const executed = await context.execute(Decisions, decisionId, {
      command,
      facts: async () => countFacts((await context.store.load(Decisions, decisionId)).state),
    })
    return answerOf(decisionId, executed)
  },
})

export function ballotRoutes({ config, nowMs }: FeatureDeps): readonly Served[] {
  const secrets = createBallotSecrets(config)
  const checks = { secrets, passwords: createPasswords(), limit: createSignInLimit({ nowMs }) }
  return [
    deliver(secrets),
    cast(checks),
    receivePaper(secrets),
    ...[makeKey, enterPaper, settlePaper, releaseKey, count],
  ]
}
