/** Which voting rule holds, how one is adopted, and what the default says of itself. */
import { describe, expect, test } from 'vitest'
import { given, refusalOf } from '../../../../test/kit/decider-spec.ts'
import { expectSayable } from '../../../../test/kit/sentences.ts'
import { LENGTHS, type VotingRule } from '../voting-rule.ts'
import { countingRules } from './counting-rules.ts'
import { defaultVotingRule } from './default-rule.ts'
import { votingRuleErrors } from './errors.ts'
import { VotingRuleAdopted } from './events.ts'
import { standingOn, votingRuleAt } from './rule-for.ts'
import { MAX_VOTING_RULES, votingRulesDecider } from './rules.decider.ts'

const rule = (ruleId: string, change: Partial<VotingRule> = {}): VotingRule => ({
  ...defaultVotingRule,
  ruleId,
  ...change,
})
const adopt = (adopted: VotingRule) => ({ type: 'AdoptVotingRule', rule: adopted }) as const
const { lengths } = defaultVotingRule
const withDays = (name: (typeof LENGTHS)[number], value: number) =>
  rule('new', { lengths: { ...lengths, [name]: { ...lengths[name], value } } })

describe('the default of today', () => {
  test('fits its event', () => expect(VotingRuleAdopted.schema.parse(defaultVotingRule)).toEqual(defaultVotingRule))
  test('shows as law only what names a statute, and as a suggestion only what says so', () => {
    const { quorum, ordinary, special } = defaultVotingRule
    const values = [quorum, ordinary, special, ...Object.values(lengths)]
    for (const { basis, source } of values) {
      if (basis === 'law') expect(source).toMatch(/^(民法典|物业管理条例|建筑物区分所有权司法解释)第/)
      else expect([basis, source]).toEqual(['suggested', expect.stringMatching(/^建议值/)])
    }
    const byLaw = LENGTHS.filter((name) => lengths[name].basis === 'law')
    expect(byLaw).toEqual(['noticeDays', 'challengeMonths', 'demandPercent'])
  })
  test('two thirds and three quarters include the number, more than half does not', () => {
    const { quorum, ordinary, special } = defaultVotingRule
    const text = [quorum, ordinary, special].map(
      (one) => `${one.inclusive ? '≥' : '>'} ${one.numerator}/${one.denominator}`,
    )
    expect(text).toEqual(['≥ 2/3', '> 1/2', '≥ 3/4'])
  })
})

test('what the count does by itself is not shown as law', () => {
  for (const { basis, source } of countingRules) {
    if (basis === 'law') expect(source).toMatch(/^(民法典|建筑物区分所有权司法解释)第.+条$/)
    else expect([basis, source]).toEqual(['suggested', expect.stringMatching(/^(建议值|本系统的做法)/)])
  }
})

describe('the rule in force', () => {
  const rules = [
    rule('default'),
    rule('city', { jurisdiction: 'city', validFrom: '2024-01-01' }),
    rule('city-wrong', { jurisdiction: 'city', validFrom: '2025-01-01' }),
    rule('city-right', { jurisdiction: 'city', validFrom: '2025-01-01' }),
    rule('compound', { jurisdiction: 'compound', validFrom: '2026-05-01' }),
  ]
  const idAt = (day: string, places = ['compound', 'city', 'all']) => votingRuleAt(places, rules, day)?.ruleId
  test('is that of the nearest place that has one on the day', () => {
    expect(['2020-12-31', '2021-01-01', '2024-01-01', '2025-01-01', '2026-05-01'].map((day) => idAt(day))).toEqual([
      ...[undefined, 'default', 'city', 'city-right', 'compound'],
    ])
    expect(idAt('2026-05-01', ['other', 'all'])).toBe('default')
  })
  test('replaced the one before it, and that is said of both', () => {
    const said = rules
      .map((one) => standingOn(one, rules, '2026-03-01'))
      .map(({ state, replacedOn }) => [state, replacedOn])
    expect(said).toEqual([
      ['in-force', null],
      ['past', '2025-01-01'],
      ['past', '2025-01-01'],
      ['in-force', null],
      ['coming', null],
    ])
  })
})

describe('adopting', () => {
  const own = rule('own', { jurisdiction: 'city', basis: 'decision' })
  test('adds a rule; the very same again adds nothing', () => {
    given(votingRulesDecider, VotingRuleAdopted(defaultVotingRule)).when(adopt(own)).then(VotingRuleAdopted(own))
    const same = { ...own, quorum: Object.fromEntries(Object.entries(own.quorum).reverse()) } as unknown as VotingRule
    given(votingRulesDecider, VotingRuleAdopted(own)).when(adopt(same)).nothing()
    // Also where only the id is the same.
    given(votingRulesDecider, VotingRuleAdopted(own))
      .when(adopt({ ...own, lengths: withDays('keepMonths', 3).lengths }))
      .rejected('voting-rule-exists', { field: 'ruleId' })
  })
  test.each([
    ['voting-share-over-whole', rule('new', { quorum: { ...own.quorum, numerator: 4 } }), 'quorum.numerator'],
    ['voting-share-over-whole', rule('new', { ordinary: { ...own.ordinary, denominator: 1 } }), 'ordinary.numerator'],
    ['voting-window-crossed', withDays('windowMinDays', 61), 'lengths.windowMaxDays.value'],
    ['voting-window-empty', withDays('windowMinDays', 0), 'lengths.windowMinDays.value'],
    ['voting-percent-over-hundred', withDays('demandPercent', 101), 'lengths.demandPercent.value'],
  ])('refuses what contradicts itself: %s', (code, wrong, field) => {
    const refusal = refusalOf(() => votingRulesDecider.decide(adopt(wrong), [], undefined))
    expect(refusal).toMatchObject({ code, params: { field } })
    expectSayable(votingRuleErrors.entries, refusal)
  })
  test('everybody who takes part, and all of the whole, can be asked for', () => {
    const all = { ...own.quorum, numerator: 3, denominator: 3 }
    given(votingRulesDecider)
      .when(adopt(rule('new', { quorum: all })))
      .then(VotingRuleAdopted(rule('new', { quorum: all })))
  })
  test('there is an end to rules', () => {
    const many = Array.from({ length: MAX_VOTING_RULES }, (_, n) => VotingRuleAdopted(rule(`r${n}`)))
    given(votingRulesDecider, ...many)
      .when(adopt(own))
      .rejected('voting-rules-full')
  })
})
