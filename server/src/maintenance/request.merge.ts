/**
 * Merges a duplicate into another request: two streams, so two appends. The duplicate ends only when everybody who waits
 * for it waits for the other one as well, by the decider's own rule; until then nothing but that is written.
 */
import { type CommandAnswer, type Id, Rejected } from '@changxin/shared/kernel'
import { isOpen, type MergeFacts, waitersOf } from '@changxin/shared/maintenance'
import type { CommandContext } from '../feature.ts'
import { createGate } from '../gate.ts'
import { Requests } from './maintenance.aggregates.ts'
import { type StepInput, step, timingOf } from './request.step.ts'

/** Somebody may follow the duplicate between the two appends: then whoever came is taken over as well. */
const MAX_ROUNDS = 3

/**
 * Two desks that merge each other's request at once would each find the other one open, and both would end. One process
 * owns the log, so that one at a time here is one at a time everywhere.
 */
const merging = createGate({ atOnce: 1, waiting: 200 })

type MergeInput = StepInput & { readonly body: { readonly intoRequestId: Id } }

export function mergeRequest(context: CommandContext, input: MergeInput): Promise<CommandAnswer> {
  return merging.run(() => mergeAlone(context, input))
}

async function mergeAlone(context: CommandContext, input: MergeInput): Promise<CommandAnswer> {
  const { intoRequestId } = input.body
  const facts = () => mergeFacts(context, intoRequestId)
  const merge = () => step(context, input, { type: 'MergeRequest', intoRequestId }, { facts })
  for (let round = 1; ; round++) {
    try {
      // Tried before anybody is taken over: whatever else refuses it must refuse it with nothing written.
      return await merge()
    } catch (refusal) {
      if (round > MAX_ROUNDS || !isMissingSomebody(refusal)) throw refusal
      await joinFollowers(context, input, round)
    }
  }
}

const isMissingSomebody = (refusal: unknown) =>
  refusal instanceof Rejected && refusal.code === 'merge-followers-missing'

async function mergeFacts({ store }: CommandContext, intoRequestId: Id): Promise<MergeFacts> {
  const { state } = await store.load(Requests, intoRequestId)
  if (state.status === 'none') return { into: null }
  return { into: { compoundId: state.compoundId, isOpen: isOpen(state), waiterIds: waitersOf(state) } }
}

/** Its key is the command's with the round, so that a repeat of the whole finds each part done. */
async function joinFollowers(context: CommandContext, input: MergeInput, round: number): Promise<void> {
  const { store } = context
  const timing = timingOf(context, input)
  const { state } = await store.load(Requests, timing.requestId)
  if (state.status === 'none') return
  await store.execute(Requests, input.body.intoRequestId, {
    meta: { ...context.meta({ occurredAt: timing.at }), commandId: context.newId(round) },
    command: {
      ...timing,
      type: 'JoinFollowers',
      requestId: input.body.intoRequestId,
      fromRequestId: timing.requestId,
      personIds: waitersOf(state),
    },
  })
}
