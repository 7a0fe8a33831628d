/** No order and no repetition of commands yields two counts, a ballot after the closing, or a count before it. */
import { type AnyEvent, Rejected } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DecisionCommand, DecisionFacts } from './decision.commands.ts'
import { decisionDecider } from './decision.decider.ts'
import {
  announcing,
  casting,
  counting,
  D,
  hashOf,
  keyMade,
  march,
  marks,
  nobodyUnfit,
  noon,
  openedAs,
  posted,
  proposeFacts,
  proposing,
  receiving,
  VOTERS,
} from './decision.fixture.ts'
import type { DecisionState } from './decision.state.ts'
import type { VoteEvent } from './events.ts'

interface Step {
  readonly command: DecisionCommand
  readonly facts?: DecisionFacts
}
const at = noon(12)
const step = (command: DecisionCommand, facts?: DecisionFacts): Step => (facts ? { command, facts } : { command })
const deliver = (voterId: string, toPersonId: string | null = null): Step =>
  step({
    type: 'Deliver',
    ...D,
    voterId,
    how: 'mailed',
    toPersonId,
    check: toPersonId && '看过证件',
    codeHash: toPersonId || voterId !== 'u401' ? hashOf(voterId) : null,
    files: [],
    at,
  })
const enter = (ballotId: string, counterId: string): Step =>
  step({ type: 'EnterPaper', ...D, ballotId, counterId, marks: marks('yes'), invalidReason: null })

/** In this order it is a whole decision. */
const LIFE: readonly Step[] = [
  step(proposing(), proposeFacts()),
  step(announcing),
  step({ type: 'NameCounters', ...D, counterIds: ['k1', 'k2', 'k3'] }, nobodyUnfit),
  step({ type: 'MakeBallotKey', ...keyMade.data }),
  step({ type: 'PostNotice', ...posted.data, today: march(12) }),
  ...VOTERS.filter((voterId) => voterId !== 'u301').map((voterId) => deliver(voterId)),
  step({ type: 'Undeliverable', ...D, voterId: 'u301', reason: '空置', postingId: 'hung', at }),
  step({ type: 'OpenVoting', ...D, today: march(17) }),
  step(casting()),
  step(casting({ ballotId: 'b2', receiptNumber: 'S-2', at: noon(19) })),
  step(receiving()),
  step(receiving({ ballotId: 'p2', receiptNumber: 'P-2', voterId: 'u401', at: noon(20) })),
  step({ type: 'CloseVoting', ...D, at: noon(24) }),
  ...['p1', 'p2'].flatMap((ballotId) => [enter(ballotId, 'k1'), enter(ballotId, 'k2')]),
  step({ type: 'ReleaseKey', ...D, secretKey: 'U0s=' }, { for: 'ReleaseKey', fits: true }),
  step(counting, openedAs({ b1: marks('no'), b2: marks('yes') })),
  step({ type: 'MissPublishing', ...D, today: march(29) }),
  step({ type: 'PublishResult', ...D, place: null, files: [], today: march(29) }),
]
/** What disturbs: ballots at any time, a hasty closing, giving it up. */
const DISTURBING: readonly Step[] = [
  step(casting({ ballotId: 'b3', receiptNumber: 'S-3', at: noon(24) })),
  step(receiving({ ballotId: 'p3', receiptNumber: 'P-3', at: noon(23) })),
  step({ type: 'CloseVoting', ...D, at: noon(20) }),
  step({ ...counting, countedBy: ['k2', 'k3'] }, openedAs()),
  step({ type: 'AnnulDecision', ...D, ground: 'withdrawn', reason: '改期', files: [] }),
  step({ type: 'AnnulDecision', ...D, ground: 'court', reason: '判决', files: ['a'.repeat(64)] }),
  deliver('u301', 'gu'),
]

interface Told {
  readonly state: DecisionState
  readonly events: readonly VoteEvent[]
}
function tell({ state, events }: Told, { command, facts }: Step): Told {
  try {
    const more = decisionDecider.decide(command, state, facts)
    return { state: more.reduce<DecisionState>(decisionDecider.evolve, state), events: [...events, ...more] }
  } catch (error) {
    if (error instanceof Rejected) return { state, events }
    throw error
  }
}
const START: Told = { state: null, events: [] }

const CAST = ['ScreenBallotCast', 'PaperBallotReceived']
const MADE_ONCE = [
  'DecisionProposed',
  'VotingOpened',
  'VotingClosed',
  'VotesCounted',
  'ResultPublished',
  'DecisionAnnulled',
]

function requireSound(events: readonly AnyEvent[]): void {
  const types = events.map(({ type }) => type)
  for (const type of MADE_ONCE) expect(types.filter((one) => one === type).length).toBeLessThanOrEqual(1)
  const closedAt = types.indexOf('VotingClosed')
  const lastBallot = Math.max(...CAST.map((type) => types.lastIndexOf(type)))
  if (closedAt >= 0) expect(lastBallot).toBeLessThan(closedAt)
  const countedAt = types.indexOf('VotesCounted')
  if (countedAt >= 0) expect(closedAt >= 0 && closedAt < countedAt).toBe(true)
  expect(types.indexOf('BallotKeyReleased') < 0 || closedAt >= 0).toBe(true)
  const annulledAt = types.indexOf('DecisionAnnulled')
  expect(annulledAt < 0 || annulledAt === types.length - 1).toBe(true)
}

test('told in its order it is a whole decision, and told again nothing is added', () => {
  const once = LIFE.reduce(tell, START)
  expect(once.state?.core.status).toBe('published')
  expect(once.events.filter(({ type }) => type === 'VotesCounted')).toHaveLength(1)
  const again = LIFE.reduce(tell, once)
  expect(again.events).toEqual(once.events)
  const stuttered = LIFE.flatMap((one) => [one, one]).reduce(tell, START)
  expect(stuttered.events).toEqual(once.events)
})

const anyStep = fc.constantFrom(...LIFE, ...DISTURBING)
/** The life with anything put in anywhere, twice or in between: so that random orders get as far as the count. */
const disturbed = fc
  .array(fc.tuple(fc.nat(LIFE.length), anyStep), { maxLength: 12 })
  .map((more) => more.reduce((steps, [index, one]) => steps.toSpliced(index, 0, one), [...LIFE]))

test('whatever is put in between, nothing is counted twice, taken too late, or counted too early', () => {
  let counts = 0
  fc.assert(
    fc.property(fc.oneof(disturbed, fc.array(anyStep, { maxLength: 60 })), (steps) => {
      const { events } = steps.reduce(tell, START)
      requireSound(events)
      if (events.some(({ type }) => type === 'VotesCounted')) counts++
    }),
    { seed: 278, numRuns: 600 },
  )
  expect(counts).toBeGreaterThan(50)
})

test('any command twice in a row adds nothing the second time', () => {
  fc.assert(
    fc.property(fc.oneof(disturbed, fc.array(anyStep, { maxLength: 40 })), anyStep, (steps, last) => {
      const before = steps.reduce(tell, START)
      const once = tell(before, last)
      expect(tell(once, last).events).toEqual(once.events)
    }),
    { seed: 280, numRuns: 400 },
  )
})
