/** What a count comes to: each threshold at its edge, whose ballots count, who is silent, who gets the seats. */
import { describe, expect, test } from 'vitest'
import type { ItemCount } from '../events.ts'
import type { Mark, Marks } from '../items.ts'
import type { Matter } from '../matters.ts'
import type { RollUnit } from '../roll.events.ts'
import { defaultVotingRule } from '../rules/default-rule.ts'
import { type CountInput, countItems } from './count.ts'
import type { CountedBallot } from './tally.ts'

const unit = (n: number, floorArea: number | null = 100): RollUnit => ({
  unitId: `u${n}`,
  voterId: `u${n}`,
  ownerIds: [`p${n}`],
  standing: 'checked',
  floorArea,
  floorAreaSource: floorArea === null ? null : 'registry',
})
const marks = (mark: Mark, itemId = 'i1'): Marks => [{ itemId, mark }]
const ballot = (n: number, what: Marks | null, order = n): CountedBallot => ({
  ballotId: `b${order}`,
  voterId: `u${n}`,
  order,
  marks: what,
})
const item = (matter: Matter, itemId = 'i1', groupId: string | null = null) => ({ itemId, matter, groupId })

function count(input: Partial<CountInput> & Pick<CountInput, 'roll' | 'ballots'>): ItemCount {
  const whole = { items: [item('manager')], groups: [], rule: defaultVotingRule, procedure: null, ...input }
  return countItems(whole)[0] as ItemCount
}

/** `[yes, no, abstained, absent]` heads of so much floor area each; the areas of a group are put on its first head. */
type Four = readonly [yes: number, no: number, abstained: number, absent: number]
function counted(matter: Matter, heads: Four, areas: Four): ItemCount {
  const answers = ['yes', 'no', 'abstain', null] as const
  const roll: RollUnit[] = []
  const ballots: CountedBallot[] = []
  answers.forEach((answer, group) => {
    for (let n = 0; n < (heads[group] ?? 0); n++) {
      const first = n === 0 ? (areas[group] ?? 0) - ((heads[group] ?? 0) - 1) : 1
      roll.push(unit(roll.length, first))
      if (answer) ballots.push(ballot(roll.length - 1, marks(answer)))
    }
  })
  return count({ roll, ballots, items: [item(matter)] })
}

describe('enough take part: at least two thirds, by floor area and by heads', () => {
  test.each([
    ['at both edges', [20, 0, 0, 10], [6_000, 0, 0, 3_000], true],
    ['floor area just under', [20, 0, 0, 10], [5_999, 0, 0, 3_000], false],
    ['floor area just over', [20, 0, 0, 10], [6_001, 0, 0, 3_000], true],
    ['heads just under', [19, 0, 0, 10], [6_000, 0, 0, 3_000], false],
    ['heads just over', [21, 0, 0, 10], [6_000, 0, 0, 3_000], true],
    ['abstentions take part', [11, 0, 9, 10], [3_001, 0, 2_999, 3_000], true],
    ['those against take part', [11, 9, 0, 10], [3_001, 2_999, 0, 3_000], true],
  ] as const)('%s', (_, heads, areas, quorum) => {
    expect(counted('manager', heads, areas)).toMatchObject({ quorum, passed: quorum })
  })
})

describe('ordinary matters: more than half of those who take part', () => {
  test.each([
    ['over both', [11, 9, 0, 0], [501, 499, 0, 0], true],
    ['floor area exactly half', [11, 9, 0, 0], [500, 500, 0, 0], false],
    ['floor area just under', [11, 9, 0, 0], [499, 501, 0, 0], false],
    ['heads exactly half', [10, 10, 0, 0], [600, 400, 0, 0], false],
    ['heads just under', [9, 10, 0, 0], [600, 400, 0, 0], false],
    ['heads just over', [10, 9, 0, 0], [600, 400, 0, 0], true],
    ['an abstention is no yes', [10, 0, 10, 0], [600, 0, 400, 0], false],
  ] as const)('%s', (_, heads, areas, passed) => {
    expect(counted('fund-use', heads, areas)).toMatchObject({ quorum: true, passed, chosen: passed })
  })
})

describe('special matters: at least three quarters of those who take part', () => {
  test.each([
    ['at both edges', [15, 5, 0, 0], [750, 250, 0, 0], true],
    ['floor area just under', [15, 5, 0, 0], [749, 251, 0, 0], false],
    ['floor area just over', [15, 5, 0, 0], [751, 249, 0, 0], true],
    ['heads just under', [14, 5, 0, 0], [750, 250, 0, 0], false],
    ['heads just over', [16, 5, 0, 0], [750, 250, 0, 0], true],
  ] as const)('%s', (_, heads, areas, passed) => {
    for (const matter of ['fund-raising', 'rebuild', 'common-use'] as const) {
      expect(counted(matter, heads, areas)).toMatchObject({ quorum: true, passed })
    }
  })
})

describe('a home made into a business: everybody concerned agrees', () => {
  test.each([
    ['all of them', [3, 0, 0, 0], true],
    ['one against', [3, 1, 0, 0], false],
    ['one abstains', [3, 0, 1, 0], false],
    ['one is silent', [3, 0, 0, 1], false],
  ] as const)('%s', (_, heads, passed) => {
    const count = counted('home-to-business', heads, [90, heads[1] * 9, heads[2] * 9, heads[3] * 9])
    expect(count).toMatchObject({ quorum: true, passed })
  })
})

test('nobody voted: nothing passes, and no share of nothing is reached', () => {
  for (const matter of ['manager', 'rebuild', 'home-to-business'] as const) {
    expect(counted(matter, [0, 0, 0, 3], [0, 0, 0, 300])).toMatchObject({ passed: false })
  }
  expect(count({ roll: [unit(1, null)], ballots: [ballot(1, marks('yes'))], items: [item('rebuild')] })).toMatchObject({
    passed: false,
    certain: false,
  })
})

describe('whose ballot counts', () => {
  const roll = [unit(1), unit(2), unit(3)]
  test('the last valid one, wherever it stands; a void one leaves the earlier', () => {
    const early = ballot(1, marks('no'), 1)
    const late = ballot(1, marks('yes'), 7)
    const spoilt = ballot(1, null, 9)
    for (const ballots of [
      [early, late, spoilt],
      [spoilt, late, early],
      [late, early, spoilt],
    ]) {
      expect(count({ roll, ballots })).toMatchObject({ yes: { heads: 1 }, no: { heads: 0 } })
    }
  })
  test('only void ones: the head takes no part', () => {
    expect(count({ roll, ballots: [ballot(1, null)] })).toMatchObject({ participating: { heads: 0, floorArea: 0 } })
  })
  test('an item without a mark, or marked both ways, is an abstention', () => {
    const both = [...marks('yes'), ...marks('no')]
    const ballots = [ballot(1, marks('yes', 'other')), ballot(2, both)]
    expect(count({ roll, ballots })).toMatchObject({ abstained: { heads: 2, floorArea: 200 }, yes: { heads: 0 } })
  })
  test('one who is not on the roll is passed over', () => {
    expect(count({ roll, ballots: [ballot(9, marks('yes'))] })).toMatchObject({ participating: { heads: 0 } })
  })
  test('several units of one head are one head, with all their floor area', () => {
    const owned = [unit(1, 80), { ...unit(2, 70), voterId: 'u1' }, unit(3, 50)]
    expect(count({ roll: owned, ballots: [ballot(1, marks('yes'))] })).toMatchObject({
      electorate: { heads: 2, floorArea: 200 },
      yes: { heads: 1, floorArea: 150 },
    })
  })
})

describe('the silent', () => {
  const roll = Array.from({ length: 10 }, (_, n) => unit(n))
  const withMajority = { silence: 'with-majority' as const }
  const cast = (...said: readonly Mark[]) => said.map((mark, n) => ballot(n, marks(mark)))
  const counts = (...said: readonly Mark[]) => count({ roll, ballots: cast(...said), procedure: withMajority })

  test('do not take part by themselves', () => {
    expect(count({ roll, ballots: cast('yes', 'yes', 'yes') })).toMatchObject({
      quorum: false,
      passed: false,
      silent: { heads: 0, floorArea: 0 },
      silentWith: null,
      withoutSilent: null,
    })
  })
  test('go with the majority where the rule of procedure says so, and the count says how it would be without', () => {
    expect(counts('yes', 'yes', 'no')).toMatchObject({
      quorum: true,
      passed: true,
      participating: { heads: 3 },
      silent: { heads: 7, floorArea: 700 },
      silentWith: 'yes',
      withoutSilent: { quorum: false, passed: false },
    })
    expect(counts('no', 'no', 'yes')).toMatchObject({ passed: false, silentWith: 'no' })
  })
  test.each([
    ['a tie', ['yes', 'no']],
    ['no side has more than half, counting abstentions', ['yes', 'yes', 'no', 'abstain']],
    ['abstentions have the majority', ['yes', 'abstain', 'abstain']],
  ] as const)('go nowhere: %s', (_, said) => {
    expect(counts(...said)).toMatchObject({ silent: { heads: 0 }, silentWith: null, withoutSilent: null })
  })
  test('go nowhere where heads and floor area disagree', () => {
    const uneven = [unit(0, 900), ...roll.slice(1)]
    const count = countItems({
      ...{ roll: uneven, ballots: cast('no', 'yes', 'yes'), items: [item('manager')], groups: [] },
      ...{ rule: defaultVotingRule, procedure: withMajority },
    })[0]
    expect(count).toMatchObject({ silentWith: null, quorum: false })
  })
  test('never consent where all have to agree', () => {
    const count = countItems({
      ...{ roll, ballots: cast('yes', 'yes', 'yes'), items: [item('home-to-business')], groups: [] },
      ...{ rule: defaultVotingRule, procedure: withMajority },
    })[0]
    expect(count).toMatchObject({ silentWith: null, passed: false })
  })
})

describe('seats', () => {
  const roll = Array.from({ length: 10 }, (_, n) => unit(n, 100 + n))
  const names = ['a', 'b', 'c'] as const
  const group = (seats: number) => [{ groupId: 'g', title: '委员', seats }]
  /** For each candidate the heads that said yes, from the first on; the rest said no. */
  function elect(seats: number, yes: readonly (readonly number[])[], of = roll) {
    const ballots = of.map((_, n) =>
      ballot(
        n,
        names.map((itemId, at) => ({ itemId, mark: yes[at]?.includes(n) ? ('yes' as const) : ('no' as const) })),
      ),
    )
    const items = names.map((name) => item('committee', name, 'g'))
    const counts = countItems({
      ...{ roll: of, ballots, items, groups: group(seats) },
      ...{ rule: defaultVotingRule, procedure: null },
    })
    return counts.map(({ chosen, runOff }) => (chosen ? 'chosen' : runOff ? 'run-off' : 'not')).join(' ')
  }
  const upTo = (n: number, but: readonly number[] = []) =>
    Array.from({ length: n }, (_, at) => at).filter((at) => !but.includes(at))

  test('the most heads first', () => expect(elect(2, [upTo(7), upTo(9), upTo(8)])).toBe('not chosen chosen'))
  test('then the most floor area', () => expect(elect(2, [upTo(7), upTo(9), upTo(8, [0])])).toBe('not chosen chosen'))
  test('nobody sits who did not pass, even with seats left', () =>
    expect(elect(3, [upTo(4), upTo(9), upTo(8)])).toBe('not chosen chosen'))
  test('exactly even over the last seat: none of them, a run-off', () =>
    expect(elect(2, [upTo(8), upTo(9), upTo(8)])).toBe('run-off chosen run-off'))
  test('even with a seat for each is no tie', () =>
    expect(elect(3, [upTo(8), upTo(9), upTo(8)])).toBe('chosen chosen chosen'))
  test('even behind those who have the seats is no tie', () =>
    expect(elect(1, [upTo(8), upTo(9), upTo(8)])).toBe('not chosen not'))
})

describe('missing floor areas', () => {
  test('that cannot change the result are said not to', () => {
    const roll = [...Array.from({ length: 9 }, (_, n) => unit(n)), unit(9, null)]
    const ballots = roll.slice(0, 9).map((_, n) => ballot(n, marks('yes')))
    expect(count({ roll, ballots })).toMatchObject({
      passed: true,
      unitsWithoutFloorArea: 1,
      certain: true,
      bounds: { largestFloorArea: 100, unitsParticipating: 0, unitsYes: 0, passedAtWorst: true, passedAtBest: true },
    })
  })
  test('of those who stayed away may break the quorum', () => {
    const roll = [unit(1), unit(2), unit(3), unit(4, null), unit(5, null)]
    const ballots = [1, 2, 3, 4].map((n) => ballot(n, marks('yes')))
    expect(count({ roll, ballots })).toMatchObject({ passed: true, certain: true })
    const fewer = { roll: [...roll, unit(6, null)], ballots }
    expect(count(fewer)).toMatchObject({ passed: true, certain: false, bounds: { passedAtWorst: false } })
  })
  test('that decide where the majority of the silent goes leave the result open', () => {
    const roll = [
      ...[0, 1, 2, 3].map((n) => unit(n, 10)),
      ...[4, 5, 6].map((n) => unit(n, null)),
      ...[7, 8, 9, 10, 11].map((n) => unit(n, 100)),
    ]
    const ballots = roll.slice(0, 7).map((_, n) => ballot(n, marks(n < 4 ? 'yes' : 'no')))
    expect(count({ roll, ballots, procedure: { silence: 'with-majority' } })).toMatchObject({
      silentWith: 'yes',
      passed: true,
      certain: false,
    })
  })
  test.each([
    ['by less than theirs could be: open', [1, 2, 3, 4, 5, 6, 7, 9], false],
    ['by more than that: certain', [2, 3, 4, 5, 6, 7, 8, 9], true],
  ] as const)('of voters for one of two candidates, the other being ahead %s', (_, forB, certain) => {
    const roll = [...Array.from({ length: 8 }, (__, n) => unit(n)), unit(8, 10), unit(9, null)]
    const mark = (is: boolean) => (is ? 'yes' : 'no')
    const ballots = roll.map((__, n) =>
      ballot(n, [...marks(mark(n < 8), 'a'), ...marks(mark((forB as readonly number[]).includes(n)), 'b')]),
    )
    const counts = countItems({
      ...{ roll, ballots, items: [item('committee', 'a', 'g'), item('committee', 'b', 'g')] },
      ...{ groups: [{ groupId: 'g', title: '委员', seats: 1 }], rule: defaultVotingRule, procedure: null },
    })
    expect(counts.map((one) => [one.passed, one.chosen, one.certain])).toEqual([
      [true, true, certain],
      [true, false, certain],
    ])
  })
})
