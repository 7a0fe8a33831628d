/**
 * One owners' decision 业主共同决定: proposal, roll, announcement, delivery, ballots, count, result. The law behind it:
 * Civil Code art. 278–280, 物业管理条例 art. 12–14; lengths and thresholds come with the rule that was frozen in it.
 */
import { type Decider, unreachable } from '@changxin/shared/kernel'
import { announce, makeBallotKey, nameCounters, postNotice } from './decision.announce.ts'
import { castOnScreen, closeVoting, receivePaper } from './decision.ballots.ts'
import type { DecisionCommand, DecisionFacts } from './decision.commands.ts'
import { countVotes, enterPaper, releaseKey, settlePaper } from './decision.count.ts'
import { deliver, openVoting, recordProxy, undeliverable } from './decision.deliver.ts'
import { evolveDecision } from './decision.evolve.ts'
import { propose } from './decision.propose.ts'
import { annulDecision, missPublishing, publishResult } from './decision.publish.ts'
import { objectToRoll, settleObjection } from './decision.roll.ts'
import type { DecisionState, KnownDecision } from './decision.state.ts'
import { rejectDecision as reject } from './errors.ts'
import type { VoteEvent } from './events.ts'

export const decisionDecider: Decider<DecisionCommand, VoteEvent, DecisionState, DecisionFacts> = {
  initial: null,
  evolve: evolveDecision,
  decide(command, state, facts) {
    if (command.type === 'Propose') return state ? [] : propose(command, factsFor(command.type, facts))
    if (!state) throw reject('decision-unknown')
    return decideKnown(command, state, facts)
  },
}

/** A command without the facts it rests on is a fault of the program, not of whoever sent it. */
function factsFor<Type extends NonNullable<DecisionFacts>['for']>(type: Type, facts: DecisionFacts) {
  if (facts?.for !== type) throw new TypeError(`${type} needs its facts`)
  return facts as Extract<NonNullable<DecisionFacts>, { for: Type }>
}

function decideKnown(
  command: Exclude<DecisionCommand, { type: 'Propose' }>,
  state: KnownDecision,
  facts: DecisionFacts,
): readonly VoteEvent[] {
  switch (command.type) {
    case 'ObjectToRoll':
      return objectToRoll(command, state)
    case 'SettleObjection':
      return settleObjection(command, state, factsFor(command.type, facts))
    case 'Announce':
      return announce(command, state)
    case 'PostNotice':
      return postNotice(command, state)
    case 'NameCounters':
      return nameCounters(command, state, factsFor(command.type, facts))
    case 'MakeBallotKey':
      return makeBallotKey(command, state)
    case 'Deliver':
      return deliver(command, state)
    case 'Undeliverable':
      return undeliverable(command, state)
    case 'RecordProxy':
      return recordProxy(command, state)
    case 'OpenVoting':
      return openVoting(command, state)
    case 'CastOnScreen':
      return castOnScreen(command, state)
    case 'ReceivePaper':
      return receivePaper(command, state)
    case 'CloseVoting':
      return closeVoting(command, state)
    case 'EnterPaper':
      return enterPaper(command, state)
    case 'SettlePaper':
      return settlePaper(command, state)
    case 'ReleaseKey':
      return releaseKey(command, state, factsFor(command.type, facts))
    case 'CountVotes':
      return countVotes(command, state, factsFor(command.type, facts))
    case 'MissPublishing':
      return missPublishing(command, state)
    case 'PublishResult':
      return publishResult(command, state)
    case 'AnnulDecision':
      return annulDecision(command, state)
    default:
      return unreachable(command)
  }
}
