/** After the closing: paper ballots are entered twice, the key is released, and the votes are counted once. */
import { addDays } from '@changxin/shared/kernel'
import { type CountedBallot, countItems } from './count/index.ts'
import type { CountFacts, CountVotes, EnterPaper, KeyFacts, ReleaseKey, SettlePaper } from './decision.commands.ts'
import { rollUnitsOf } from './decision.evolve.ts'
import { isPaperDone, paperStateOf, requireCounter, requireStatus } from './decision.require.ts'
import type { Ballot, KnownDecision, PaperBallot } from './decision.state.ts'
import { rejectDecision as reject } from './errors.ts'
import {
  BallotKeyReleased,
  COUNTERS_NEEDED,
  PaperBallotEntered,
  PaperBallotSettled,
  type VoteEvent,
  VotesCounted,
} from './events.ts'
import type { Item, Marks } from './items.ts'

function requirePaper({ ballots }: KnownDecision, ballotId: string): PaperBallot {
  const ballot = ballots.get(ballotId)
  if (!ballot) throw reject('ballot-unknown', { field: 'ballotId' })
  if (ballot.kind !== 'paper') throw reject('ballot-not-paper', { field: 'ballotId' })
  return ballot
}

interface Entered {
  readonly marks: Marks | null
  readonly invalidReason: string | null
}
/**
 * In the order of the items, an item without a mark as abstained, so that two who saw the same wrote the same. Throws
 * for an item that is none, one marked twice, and a ballot that is both read and not valid.
 */
function requireMarks({ marks, invalidReason }: Entered, items: readonly Item[]): Marks | null {
  if ((marks === null) !== (invalidReason !== null)) throw reject('marks-unfit', { field: 'marks' })
  if (marks === null) return null
  const given = new Map(marks.map(({ itemId, mark }) => [itemId, mark]))
  if (given.size < marks.length || marks.some(({ itemId }) => !items.some((item) => item.itemId === itemId))) {
    throw reject('marks-unfit', { field: 'marks' })
  }
  return items.map(({ itemId }) => ({ itemId, mark: given.get(itemId) ?? 'abstain' }))
}

const isSame = (one: Entered, other: Entered) =>
  one.invalidReason === other.invalidReason && JSON.stringify(one.marks) === JSON.stringify(other.marks)

/** Of two who found a ballot not valid the words of the reason do not matter. */
const saysSame = (one: Pick<Entered, 'marks'>, other: Pick<Entered, 'marks'>) =>
  JSON.stringify(one.marks) === JSON.stringify(other.marks)

export function enterPaper(
  { decisionId, ballotId, counterId, ...entered }: EnterPaper,
  state: KnownDecision,
): readonly VoteEvent[] {
  const { core } = state
  const ballot = requirePaper(state, ballotId)
  requireCounter(core, counterId)
  requireStatus(core, 'closed')
  const entry = { marks: requireMarks(entered, core.items), invalidReason: entered.invalidReason }
  const before = ballot.entries.find((one) => one.counterId === counterId)
  if (before) {
    if (isSame(before, entry)) return []
    throw reject('paper-entered-otherwise')
  }
  if (ballot.entries.length >= 2) throw reject('paper-entered-twice')
  return [PaperBallotEntered({ decisionId, ballotId, counterId, ...entry })]
}

export function settlePaper(
  { decisionId, ballotId, counterId, reason, ...entered }: SettlePaper,
  state: KnownDecision,
): readonly VoteEvent[] {
  const { core } = state
  const ballot = requirePaper(state, ballotId)
  requireCounter(core, counterId)
  requireStatus(core, 'closed')
  const entry = { marks: requireMarks(entered, core.items), invalidReason: entered.invalidReason }
  if (ballot.settled && isSame(ballot.settled, entry) && ballot.settled.reason === reason) return []
  if (paperStateOf(ballot) !== 'differs') throw reject('paper-agrees')
  // Nobody makes their own reading count alone: whoever read it otherwise gives way, or the third counter decides.
  const own = ballot.entries.find((one) => one.counterId === counterId)
  const other = ballot.entries.find((one) => one.counterId !== counterId)
  if (own && !(other && saysSame(other, entry))) throw reject('paper-settled-alone')
  return [PaperBallotSettled({ decisionId, ballotId, ...entry, reason })]
}

/** Throws when the key cannot be released at all (yet). */
export function requireReleasing({ core }: KnownDecision): void {
  requireStatus(core, 'closed', 'counted', 'published')
  if (!core.key) throw reject('ballot-key-missing')
}

export function releaseKey(
  { decisionId, secretKey }: ReleaseKey,
  state: KnownDecision,
  { fits }: KeyFacts,
): readonly VoteEvent[] {
  if (state.core.secretKey === secretKey) return []
  requireReleasing(state)
  if (!fits) throw reject('ballot-key-wrong', { field: 'secretKey' })
  return [BallotKeyReleased({ decisionId, secretKey })]
}

/** Throws the first thing that is missing for the count. */
export function requireCounting({ core, ballots }: KnownDecision): void {
  requireStatus(core, 'closed')
  const all = [...ballots.values()]
  const open = all.filter((ballot) => ballot.kind === 'paper' && !isPaperDone(ballot)).length
  if (open > 0) throw reject('paper-open', { ballots: open })
  const sealed = all.filter(({ kind }) => kind === 'screen').length
  if (sealed > 0 && core.secretKey === null) throw reject('ballot-key-not-released', { ballots: sealed })
}

export function countVotes(command: CountVotes, state: KnownDecision, { opened }: CountFacts): readonly VoteEvent[] {
  const { decisionId, countedBy, minutes, today } = command
  const { core } = state
  if (core.counted) {
    const isSameCount =
      core.counted.countedBy.join() === countedBy.join() && core.counted.minutes.join() === minutes.join()
    if (isSameCount) return []
    throw reject('counted-already')
  }
  requireCounting(state)
  for (const personId of countedBy) requireCounter(core, personId)
  if (new Set(countedBy).size < COUNTERS_NEEDED) throw reject('counters-not-three', { field: 'countedBy' })
  requireOpened(state, opened)
  const ballots = countedBallots(state, opened)
  const items = countItems({ ...core, roll: rollUnitsOf(state.heads), ballots })
  const publishBy = addDays(today, core.rule.lengths.resultPostedWithinDays.value)
  return [
    VotesCounted({
      decisionId,
      items,
      voidBallotIds: ballots.filter(({ marks }) => marks === null).map(({ ballotId }) => ballotId),
      countedBy: [...countedBy],
      minutes: [...minutes],
      countedOn: today,
      publishBy,
    }),
  ]
}

/** The key may have come out while the facts were read: a ballot that nobody tried to open is not void. */
function requireOpened({ ballots }: KnownDecision, opened: CountFacts['opened']): void {
  const shut = [...ballots.values()].filter(({ kind, ballotId }) => kind === 'screen' && !opened.has(ballotId)).length
  if (shut > 0) throw reject('ballot-key-not-released', { ballots: shut })
}

/** Each ballot with what it says, in the order in which they came; null = void. */
export function countedBallots(
  { ballots }: Pick<KnownDecision, 'ballots'>,
  opened: ReadonlyMap<string, Marks | null>,
): CountedBallot[] {
  return [...ballots.values()].map((ballot, order) => ({
    ballotId: ballot.ballotId,
    voterId: ballot.voterId,
    order,
    marks: marksOf(ballot, opened),
  }))
}

function marksOf(ballot: Ballot, opened: ReadonlyMap<string, Marks | null>): Marks | null {
  if (ballot.kind === 'screen') return opened.get(ballot.ballotId) ?? null
  return (ballot.settled ?? ballot.entries[0])?.marks ?? null
}
