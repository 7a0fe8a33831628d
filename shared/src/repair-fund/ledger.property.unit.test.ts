/**
 * Any commands to any fund: after each one the books balance, the identity holds and nobody is below zero; the events
 * alone give the same fund again, up to any day. Small in the ordinary run; `npm run hunt:fund` sets FUND_OPERATIONS to
 * 100,000 operations or more (and SEED looks elsewhere), over compounds of up to 2,000 units.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../../test/kit/properties.ts'
import { valuesOf } from './bucket-map.ts'
import { FundOpened } from './events.ts'
import { type FundCommand, fundDecider } from './fund.decider.ts'
import { evolve, type FundState, initial } from './fund.state.ts'
import { income } from './ledger.money.fixture.ts'
import { MEETINGS, type Tally, tell } from './ledger.story.fixture.ts'
import { compoundId, draw, FIRST_DAY, factsFor, placeOf, type Telling } from './ledger.telling.fixture.ts'

const OPERATIONS = Number(process.env.FUND_OPERATIONS ?? 2_500)
const OPERATIONS_A_RUN = 250
const RUNS = Math.ceil(OPERATIONS / OPERATIONS_A_RUN)
/** Small ones meet their edges soonest, a large one has many of everything. */
const SIZES = [30, 1, 7, 60, 2, 200, 3, 2_000] as const
const OFTEN = 100
/** What is rare takes a hunt to be sure of. */
const isHunt = OPERATIONS >= 20_000
const BOOKKEEPERS = ['owners', 'owners', 'bank', 'owners', 'authority'] as const
const TIME_LIMIT_MS = 7_200_000
const { seed } = seeded()

/** No route runs these by themselves: they are what an approved change of accounts books. */
type Inner = 'RearrangeAccounts' | 'RecordBuildingLoss'
type Kind = Exclude<FundCommand['type'], Inner>
/** Of a hundred of each kind, so many at least are taken. */
const TAKEN_OF_HUNDRED: Readonly<Record<Kind, number>> = {
  OpenFund: 15,
  RecordContributions: 70,
  RecordSuspense: 70,
  AssignSuspense: 15,
  ReturnSuspense: 35,
  RecordIncome: 70,
  DistributePool: 15,
  CreditInterest: 35,
  MoveAssets: 30,
  OpenSellerAccount: 70,
  RecordSellerDeposit: 70,
  ClassifyUnits: 20,
  ProposeReversal: 40,
  ApproveReversal: 25,
  RefuseReversal: 70,
  WithdrawReversal: 70,
  RecordSaleHandover: 70,
  PayLoss: 35,
  CloseAccount: 10,
  ProposeAccountChange: 15,
  ApproveAccountChange: 25,
  RefuseAccountChange: 70,
  ReconcileBank: 70,
  RecordBankDifference: 70,
  WorkOffBankDifference: 70,
  ClosePeriod: 40,
  RecordOfficialBalance: 20,
  ResolveOfficialDifferences: 30,
  ChangeBookkeeper: 30,
  PostStatement: 70,
  DraftWithdrawal: 70,
  AuthoriseWithdrawal: 70,
  PlanWithdrawal: 70,
  SubmitWithdrawal: 30,
  PostWithdrawal: 40,
  AskAdvance: 25,
  SettleWithdrawal: 25,
  TakeBackAsk: 20,
  ApproveWithdrawal: 40,
  RecordApplication: 70,
  PayWithdrawal: 35,
  CoverShortfall: 10,
  PublishWithdrawal: 35,
  CancelWithdrawal: 40,
  RecordSmallExpense: 70,
  SignSmallExpense: 15,
  WithdrawSmallExpense: 70,
  PostSmallExpenses: 10,
}

const balances = ({ ledger }: FundState) =>
  [...valuesOf(ledger.accounts)].map(([unitId, { balanceFen }]) => [unitId, balanceFen] as const).sort()

describe('any operations', () => {
  const all = new Map<string, Tally>()
  const met = new Map<string, number>()
  let restored = 0
  test(
    `${RUNS * OPERATIONS_A_RUN} commands: books, identity, nobody below zero, and the events alone give the same`,
    () => {
      let run = 0
      fc.assert(
        fc.property(
          fc.array(draw, { minLength: OPERATIONS_A_RUN, maxLength: OPERATIONS_A_RUN, size: 'max' }),
          fc.nat({ max: OPERATIONS_A_RUN - 1 }),
          (draws, at) => {
            const place = placeOf(SIZES[run % SIZES.length] ?? 1, BOOKKEEPERS[run % BOOKKEEPERS.length])
            run += 1
            const story = tell(place, draws, at)
            restored += story.restored
            for (const [type, { asked, taken }] of story.tally) {
              const sum = all.get(type) ?? { asked: 0, taken: 0 }
              all.set(type, { asked: sum.asked + asked, taken: sum.taken + taken })
            }
            for (const [what, isMet] of Object.entries(MEETINGS))
              met.set(what, (met.get(what) ?? 0) + story.log.filter(isMet).length)
            // A replay gives the same, to the last map, and so does one up to the end of any day.
            const then = story.log.slice(0, story.mark.events).reduce(evolve, initial)
            expect(then).toEqual(story.mark.state)
            expect(story.log.slice(story.mark.events).reduce(evolve, then)).toEqual(story.state)
          },
        ),
        { seed, numRuns: RUNS, endOnFailure: true },
      )
    },
    TIME_LIMIT_MS,
  )
  test('commands of every kind are taken, some are refused, and much is taken back before it is spent', async ({
    annotate,
  }) => {
    const shares = Object.fromEntries([...all].sort().map(([type, { asked, taken }]) => [type, `${taken} of ${asked}`]))
    await annotate(JSON.stringify({ shares, met: Object.fromEntries(met), restored }, null, 1))
    for (const [type, least] of Object.entries(TAKEN_OF_HUNDRED)) {
      const { asked, taken } = all.get(type) ?? { asked: 0, taken: 0 }
      if (asked >= OFTEN / 5 || isHunt) expect(taken, `${type}: ${taken} of ${asked}`).toBeGreaterThan(0)
      if (asked >= OFTEN) expect(taken * 100, `${type}: ${taken} of ${asked}`).toBeGreaterThan(asked * least)
    }
    if (isHunt) for (const what of Object.keys(MEETINGS)) expect(met.get(what) ?? 0, what).toBeGreaterThan(0)
    expect(restored).toBeGreaterThan(OPERATIONS / 100)
  })
})

test('shares do not depend on the order in which units were registered', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 9 }), fc.integer({ min: 0, max: 6 }), (fen, turn) => {
      const place = placeOf(7)
      const sharesWith = (units: typeof place.units) => {
        const rows = units.map(({ unitId, buildingId }) => ({ unitId, buildingId }))
        const opened = FundOpened({ compoundId, openedOn: FIRST_DAY, bookkeeper: 'owners', ground: '决定', rows })
        const memory = { booked: [], receipts: [], losses: [] }
        const of: Telling = { place, number: 100, today: FIRST_DAY, state: evolve(initial, opened), memory }
        const command = income(of, { kind: 0, a: 1, b: 0, fen })
        if (command === null) throw new Error('money can always come in')
        const facts = factsFor(of, command)
        const came = fundDecider.decide(command, of.state, facts).reduce(evolve, of.state)
        const base = { distributionId: 'd', from: 'compound', book: 'commercial', on: FIRST_DAY } as const
        const split = { key: 'floor-area', amountFen: came.ledger.held.commercial.compoundFen } as const
        const what = { ...base, compoundId, today: FIRST_DAY, decisionId: null, note: null, files: [], split }
        return balances(fundDecider.decide({ type: 'DistributePool', ...what }, came, facts).reduce(evolve, came))
      }
      const { units } = place
      expect(sharesWith([...units.slice(turn), ...units.slice(0, turn)])).toEqual(sharesWith(units))
    }),
    seeded(100),
  )
})
