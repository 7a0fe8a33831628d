/** Which fund rule holds, how one is adopted, what it allows at its edges, and what the default says of itself. */
import { describe, expect, test } from 'vitest'
import { given, refusalOf } from '../../../../test/kit/decider-spec.ts'
import { expectSayable } from '../../../../test/kit/sentences.ts'
import { defaultFundRule } from './default-fund-rule.ts'
import { fundRuleErrors } from './errors.ts'
import { FundRuleAdopted } from './events.ts'
import { FUND_SETTINGS, type FundRule, type FundSettingName } from './fund-rule.ts'
import { advanceCeilingFenOf, approverFor, fundRuleFor, toleranceFenOf } from './fund-rule-for.ts'
import { fundRulesDecider, MAX_FUND_RULES } from './fund-rules.decider.ts'
import { codeOfPart, kindOfCode } from './rule-words.ts'

const rule = (ruleId: string, change: Partial<FundRule> = {}): FundRule => ({ ...defaultFundRule, ruleId, ...change })
const adopt = (adopted: FundRule) => ({ type: 'AdoptFundRule', rule: adopted }) as const
const { settings, approvals, emergencies, exclusions } = defaultFundRule
const withSetting = (name: FundSettingName, value: number) =>
  rule('new', { settings: { ...settings, [name]: { ...settings[name], value } } })

describe('the default of today', () => {
  test('fits its event', () => expect(FundRuleAdopted.schema.parse(defaultFundRule)).toEqual(defaultFundRule))

  test('shows as law only what names an article, and as a suggestion only what says so', () => {
    const { commonParts, toleranceFen } = defaultFundRule
    const lists = [approvals, emergencies, ...commonParts, ...exclusions]
    for (const { basis, source } of [...Object.values(settings), ...lists]) {
      if (basis === 'law') expect(source).toMatch(/^住宅专项维修资金管理办法第.+条/)
      else expect([basis, source]).toEqual(['suggested', expect.stringMatching(/^建议值/)])
    }
    expect(FUND_SETTINGS.filter((name) => settings[name].basis === 'law')).toEqual(['topUpPercent', 'statementMonths'])
    expect(toleranceFen).toBeNull()
  })

  test('knows no first deposit: districts set it', () => expect(defaultFundRule.firstDeposits).toEqual([]))

  test('art. 17: 30 %; art. 30: once a year; art. 25: four things that the fund never pays', () => {
    expect([settings.topUpPercent.value, settings.statementMonths.value, exclusions.length]).toEqual([30, 12, 4])
  })
})

describe('the rule that holds', () => {
  const rules = [defaultFundRule, rule('district', { jurisdiction: 'd1', validFrom: '2026-03-01' })]
  test('is the nearest place’s own, from its first day on', () => {
    const idOn = (day: string) => fundRuleFor(['c1', 'd1', 'all'], rules, day).ruleId
    expect([idOn('2026-02-28'), idOn('2026-03-01')]).toEqual(['default-fund-rule', 'district'])
    expect(fundRuleFor(['c2', 'd2', 'all'], rules, '2026-03-01').ruleId).toBe('default-fund-rule')
  })
  test('is the default before the first one: nothing is judged by nothing', () => {
    expect(fundRuleFor(['c1', 'all'], [], '2007-01-01')).toBe(defaultFundRule)
  })
})

describe('what it allows', () => {
  test('10 % over budget, in whole fen, rounded down', () => {
    expect(toleranceFenOf(defaultFundRule, 4_321_09)).toBe(432_10)
  })
  test('with an amount beside it, the stricter of both', () => {
    const both = rule('both', { toleranceFen: { value: 10_000_00, basis: 'standard', source: '丽水' } })
    expect([toleranceFenOf(both, 100_000_00), toleranceFenOf(both, 100_000_10)]).toEqual([10_000_00, 10_000_00])
    expect(toleranceFenOf(both, 99_999_90)).toBe(9_999_99)
  })
  test('half of the budget in advance', () => expect(advanceCeilingFenOf(defaultFundRule, 1_01)).toBe(50))
  test('the second person by amount, up to and with the limit', () => {
    const by = [1, 10_000_00, 10_000_01, 100_000_00, 100_000_01].map((fen) => approverFor(defaultFundRule, fen))
    expect(by).toEqual(['second-person', 'second-person', 'community', 'community', 'subdistrict'])
  })
  test('a registered part has a name of art. 3, or somebody must say what it is', () => {
    expect([kindOfCode('outer-wall'), kindOfCode('antenna')]).toEqual(['external-wall', undefined])
    expect([codeOfPart('external-wall'), codeOfPart('water-supply'), codeOfPart('other')]).toEqual([
      ...['outer-wall', null, null],
    ])
  })
})

describe('adopting', () => {
  const own = rule('own', { jurisdiction: 'c1', basis: 'decision' })
  test('adds a rule; the very same again adds nothing, whatever the order of its keys', () => {
    given(fundRulesDecider, FundRuleAdopted(defaultFundRule)).when(adopt(own)).then(FundRuleAdopted(own))
    const same = { ...own, settings: Object.fromEntries(Object.entries(settings).reverse()) } as unknown as FundRule
    given(fundRulesDecider, FundRuleAdopted(own)).when(adopt(same)).nothing()
    given(fundRulesDecider, FundRuleAdopted(own))
      .when(adopt({ ...own, exclusions: exclusions.slice(1) }))
      .rejected('fund-rule-exists', { field: 'ruleId' })
  })

  const steps = (...limits: (number | null)[]) =>
    rule('new', {
      approvals: { ...approvals, steps: limits.map((upToFen) => ({ upToFen, approver: 'community' as const })) },
    })
  test.each([
    ['fund-rule-percent', withSetting('topUpTargetPercent', 101), 'settings.topUpTargetPercent.value'],
    ['fund-rule-months', withSetting('statementMonths', 0), 'settings.statementMonths.value'],
    ['fund-rule-statements-rare', withSetting('statementMonths', 13), 'settings.statementMonths.value'],
    ['fund-rule-days', withSetting('usePostingDays', 0), 'settings.usePostingDays.value'],
    ['fund-rule-day-of-month', withSetting('reconcileDay', 29), 'settings.reconcileDay.value'],
    ['fund-rule-target-low', withSetting('topUpTargetPercent', 29), 'settings.topUpTargetPercent.value'],
    ['fund-rule-month-small', withSetting('smallExpenseMonthFen', 499_99), 'settings.smallExpenseMonthFen.value'],
    ['fund-rule-steps', steps(200, 100, null), 'approvals.steps'],
    ['fund-rule-steps', steps(100), 'approvals.steps'],
    ['fund-rule-twice', rule('new', { emergencies: { ...emergencies, kinds: ['lift', 'lift'] } }), 'emergencies.kinds'],
    // Neither contradicts itself; both would switch off an article.
    ['fund-rule-top-up-low', withSetting('topUpPercent', 29), 'settings.topUpPercent.value'],
    ['fund-rule-exclusion-missing', rule('new', { exclusions: exclusions.slice(1) }), 'exclusions'],
  ])('refuses what contradicts itself: %s', (code, wrong, field) => {
    const refusal = refusalOf(() => fundRulesDecider.decide(adopt(wrong), [], undefined))
    expect(refusal).toMatchObject({ code, params: { field } })
    expectSayable(fundRuleErrors.entries, refusal)
  })

  test.each([
    ['statements every half-year', withSetting('statementMonths', 6)],
    ['a threshold that is stricter than art. 17', withSetting('topUpPercent', 40)],
    ['a target that is the threshold', withSetting('topUpTargetPercent', 30)],
    ['one approver for every amount', steps(null)],
  ])('takes %s', (_, right) => {
    given(fundRulesDecider).when(adopt(right)).then(FundRuleAdopted(right))
  })

  test('there is an end to rules', () => {
    const many = Array.from({ length: MAX_FUND_RULES }, (_, n) => FundRuleAdopted(rule(`r${n}`)))
    given(fundRulesDecider, ...many)
      .when(adopt(own))
      .rejected('fund-rules-full')
  })
})
