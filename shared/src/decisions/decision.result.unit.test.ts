/** From the closing to the posted result: entering, settling, key, count, posting, setting aside. */
import { expect, test } from 'vitest'
import { given } from '../../../test/kit/decider-spec.ts'
import type { DecisionCommand } from './decision.commands.ts'
import { decisionDecider } from './decision.decider.ts'
import {
  announced,
  cast,
  casting,
  closed,
  counting,
  D,
  entered,
  FILE,
  keyMade,
  march,
  marks,
  opened,
  openedAs,
  proposed,
  received,
  receiving,
  released,
} from './decision.fixture.ts'
import {
  BallotKeyReleased,
  DecisionAnnulled,
  PaperBallotEntered,
  PaperBallotSettled,
  ResultOverdue,
  ResultPublished,
  type VoteEvent,
} from './events.ts'

const after = (...events: readonly VoteEvent[]) => given(decisionDecider, ...events)
const DAY_OVER = '2026-03-23T16:00:00.000Z'
const closing = (at: string) => ({ type: 'CloseVoting', ...D, at }) as const

const entering = {
  type: 'EnterPaper',
  ...D,
  ballotId: 'p',
  counterId: 'k1',
  marks: marks('yes'),
  invalidReason: null,
} as const
const returned = [...opened, received('p', 'u401'), closed]

test('two counters enter each paper ballot, after the closing; what has no mark is an abstention', () => {
  after(...returned)
    .when(entering)
    .then(entered('p', 'k1'))
  const short = { ...entering, marks: [{ itemId: 'lamp', mark: 'yes' as const }] }
  after(...returned)
    .when(short)
    .then(entered('p', 'k1'))
  after(...returned, entered('p', 'k1'))
    .when(short)
    .nothing()
  after(...returned, entered('p', 'k1'))
    .when({ ...entering, marks: marks('no') })
    .rejected('paper-entered-otherwise')
  const third = { ...entering, counterId: 'k3' }
  after(...returned, entered('p', 'k1'), entered('p', 'k2'))
    .when(third)
    .rejected('paper-entered-twice')
  after(...returned)
    .when({ ...entering, counterId: 'ai' })
    .rejected('not-a-counter')
  after(...opened, received('p', 'u401'))
    .when(entering)
    .rejected('decision-wrong-status')
  after(...returned)
    .when({ ...entering, ballotId: 'q' })
    .rejected('ballot-unknown')
  after(...opened, cast('p', 'u101', 'ai'), closed)
    .when(entering)
    .rejected('ballot-not-paper')
})

test.each([
  ['an item that is none', [{ itemId: 'roof', mark: 'yes' }], null],
  ['one item twice', [...marks('yes'), { itemId: 'lamp', mark: 'no' }], null],
  ['marks and a reason why it is not valid', marks('yes'), '未签名'],
  ['neither', null, null],
])('a paper ballot is not entered with %s', (_, said, invalidReason) => {
  after(...returned)
    .when({ ...entering, marks: said, invalidReason } as DecisionCommand)
    .rejected('marks-unfit')
})

const settling = {
  type: 'SettlePaper',
  ...D,
  ballotId: 'p',
  counterId: 'k3',
  marks: marks('no'),
  invalidReason: null,
  reason: '与原票核对，勾在“反对”',
} as const

test('entries that differ are settled with a reason, and only those', () => {
  const settled = PaperBallotSettled({
    ...D,
    ballotId: 'p',
    marks: marks('no'),
    invalidReason: null,
    reason: settling.reason,
  })
  const differ = [...returned, entered('p', 'k1'), entered('p', 'k2', marks('no'))]
  after(...differ)
    .when(settling)
    .then(settled)
  after(...differ, settled)
    .when(settling)
    .nothing()
  after(...differ, settled)
    .when({ ...settling, marks: marks('yes') })
    .rejected('paper-agrees')
  after(...differ)
    .when({ ...settling, counterId: 'ai' })
    .rejected('not-a-counter')
  after(...returned, entered('p', 'k1'), entered('p', 'k2'))
    .when(settling)
    .rejected('paper-agrees')
  after(...returned, entered('p', 'k1'))
    .when(settling)
    .rejected('paper-agrees')
  // Whoever read it so does not make it count alone; whoever read it otherwise gives way.
  after(...differ)
    .when({ ...settling, counterId: 'k2' })
    .rejected('paper-settled-alone')
  after(...differ)
    .when({ ...settling, counterId: 'k1' })
    .then(settled)
  after(...differ)
    .when({ ...settling, counterId: 'k1', marks: null, invalidReason: '未签名' })
    .rejected('paper-settled-alone')
  // One saw no signature, for the other it is valid: that differs too.
  const notValid = [...returned, entered('p', 'k1'), entered('p', 'k2', null)]
  after(...notValid)
    .when(settling)
    .then(settled)
})

test('two who found a ballot not valid agree, whatever words each gave for it', () => {
  const other = PaperBallotEntered({ ...entered('p', 'k2', null).data, invalidReason: '没有签名' })
  after(...returned, entered('p', 'k1', null), other)
    .when(settling)
    .rejected('paper-agrees')
})

const releasing = { type: 'ReleaseKey', ...D, secretKey: 'U0s=' } as const
const fits = (right: boolean) => ({ for: 'ReleaseKey', fits: right }) as const

test('the key is released after the closing, and only the right one', () => {
  after(...opened, closed)
    .when(releasing, fits(true))
    .then(BallotKeyReleased({ ...D, secretKey: 'U0s=' }))
  after(...opened, closed, released)
    .when(releasing, fits(true))
    .nothing()
  after(...opened)
    .when(releasing, fits(true))
    .rejected('decision-wrong-status')
  after(...opened, closed)
    .when(releasing, fits(false))
    .rejected('ballot-key-wrong')
  const onPaper = [...opened, closed].filter(({ type }) => type !== keyMade.type)
  after(...onPaper)
    .when(releasing, fits(true))
    .rejected('ballot-key-missing')
})

const result = (state: readonly VoteEvent[], opened = openedAs()) => {
  const [event] = decisionDecider.decide(counting, given(decisionDecider, ...state).state, opened)
  if (event?.type !== 'VotesCounted') throw new Error('not counted')
  return event.data
}

test('the count comes once, when every paper ballot is agreed on and every sealed one can be opened', () => {
  const cast1 = [...opened, cast('a', 'u101', 'ai'), received('p', 'u401')]
  after(...cast1)
    .when(counting, openedAs())
    .rejected('decision-wrong-status')
  after(...cast1, closed)
    .when(counting, openedAs())
    .rejected('paper-open', { ballots: 1 })
  const agreed = [...cast1, closed, entered('p', 'k1'), entered('p', 'k2')]
  after(...agreed)
    .when(counting, openedAs())
    .rejected('ballot-key-not-released', { ballots: 1 })
  const whole = [...agreed, released]
  after(...whole)
    .when({ ...counting, countedBy: ['k1', 'ai'] }, openedAs())
    .rejected('not-a-counter')
  after(...whole)
    .when({ ...counting, countedBy: ['k1', 'k1'] }, openedAs())
    .rejected('counters-not-three')
  const counted = decisionDecider.decide(counting, given(decisionDecider, ...whole).state, openedAs({ a: marks('no') }))
  after(...whole, ...counted)
    .when(counting, openedAs())
    .nothing()
  after(...whole, ...counted)
    .when({ ...counting, countedBy: ['k2', 'k3'] }, openedAs())
    .rejected('counted-already')
  expect(result(whole, openedAs({ a: marks('no') }))).toMatchObject({
    publishBy: march(27),
    voidBallotIds: [],
    items: [
      { itemId: 'lamp', yes: { floorArea: 10_000, heads: 1 }, no: { floorArea: 20_000, heads: 1 } },
      { itemId: 'covenant', abstained: { floorArea: 30_000, heads: 2 } },
    ],
  })
})

test('a count whose facts were read before the key came out is refused, and makes no ballot void', () => {
  const state = [...opened, cast('a', 'u101', 'ai'), cast('b', 'u201', 'bo'), closed, released]
  after(...state)
    .when(counting, openedAs())
    .rejected('ballot-key-not-released', { ballots: 2 })
  after(...state)
    .when(counting, openedAs({ a: marks('yes') }))
    .rejected('ballot-key-not-released', { ballots: 1 })
  expect(result(state, openedAs({ a: marks('yes'), b: null }))).toMatchObject({ voidBallotIds: ['b'] })
})

test('the last valid ballot of a head counts: one that cannot be opened leaves the one before', () => {
  const three = [cast('a', 'u101', 'ai'), cast('b', 'u101', 'ai'), cast('c', 'u101', 'ai')]
  const state = [...opened, ...three, closed, released]
  const last = result(state, openedAs({ a: marks('no'), b: marks('yes'), c: marks('no') }))
  expect(last.items[0]).toMatchObject({ yes: { heads: 0 }, no: { heads: 1 } })
  const forged = result(state, openedAs({ a: marks('no'), b: marks('yes'), c: null }))
  expect(forged).toMatchObject({ voidBallotIds: ['c'], items: [{ yes: { heads: 1 }, no: { heads: 0 } }, {}] })
})

test('what was settled counts, and a paper ballot found not valid is void', () => {
  const differ = [...returned, entered('p', 'k1'), entered('p', 'k2', marks('no'))]
  const settled = (said: ReturnType<typeof marks> | null) =>
    PaperBallotSettled({ ...D, ballotId: 'p', marks: said, invalidReason: said ? null : '未签名', reason: '核对' })
  expect(result([...differ, settled(marks('no'))]).items[0]).toMatchObject({ no: { heads: 1 } })
  expect(result([...differ, settled(null)])).toMatchObject({
    voidBallotIds: ['p'],
    items: [{ participating: { heads: 0 } }, {}],
  })
})

const counted = [...opened, closed].concat(
  decisionDecider.decide(counting, given(decisionDecider, ...opened, closed).state, openedAs()),
)
const publishing = (today: string) => ({ type: 'PublishResult', ...D, place: '公告栏', files: [FILE], today }) as const
const published = (publishedOn: string, challengeableUntil: string) =>
  ResultPublished({ ...D, publishedOn, challengeableUntil, place: '公告栏', files: [FILE] })

test('the result is posted, late if it must be, and can be challenged for a year from then', () => {
  after(...counted)
    .when(publishing(march(27)))
    .then(published(march(27), '2027-03-27'))
  after(...counted)
    .when(publishing(march(30)))
    .then(published(march(30), '2027-03-30'))
  after(...counted, published(march(27), '2027-03-27'))
    .when(publishing(march(28)))
    .nothing()
  after(...opened, closed)
    .when(publishing(march(27)))
    .rejected('decision-wrong-status')
})

test('the timer says once that a result was not posted in time', () => {
  const missing = (today: string) => ({ type: 'MissPublishing', ...D, today }) as const
  const overdue = ResultOverdue({ ...D, publishBy: march(27) })
  after(...counted)
    .when(missing(march(27)))
    .nothing()
  after(...counted)
    .when(missing(march(28)))
    .then(overdue)
  after(...counted, overdue)
    .when(missing(march(29)))
    .nothing()
  after(...counted, published(march(27), '2027-03-27'))
    .when(missing(march(28)))
    .nothing()
})

const annulling = (ground: 'withdrawn' | 'void' | 'court', files: string[] = []) =>
  ({ type: 'AnnulDecision', ...D, ground, reason: '议题需要修改', files }) as const

test('before the closing it is withdrawn; after it only void or by the court, with the paper that says so', () => {
  const { type: _, ...withdrawn } = annulling('withdrawn')
  for (const events of [proposed, announced, opened]) {
    after(...events)
      .when(annulling('withdrawn'))
      .then(DecisionAnnulled(withdrawn))
    after(...events)
      .when(annulling('court', [FILE]))
      .rejected('annul-ground-unfit')
  }
  after(...counted)
    .when(annulling('withdrawn'))
    .rejected('annul-ground-unfit')
  after(...counted)
    .when(annulling('court'))
    .rejected('annul-proof-missing')
  const { type: __, ...court } = annulling('court', [FILE])
  after(...counted)
    .when(annulling('court', [FILE]))
    .then(DecisionAnnulled(court))
  after(...opened, DecisionAnnulled(withdrawn))
    .when(annulling('withdrawn'))
    .nothing()
  after(...opened, DecisionAnnulled(withdrawn))
    .when(annulling('void', [FILE]))
    .rejected('decision-wrong-status')
  for (const command of [casting(), receiving(), closing(DAY_OVER)]) {
    after(...opened, DecisionAnnulled(withdrawn))
      .when(command)
      .rejected('decision-wrong-status')
  }
})
