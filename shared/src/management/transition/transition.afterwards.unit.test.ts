/** Taking over, the check afterwards, the end of an order for emergency service, and what is possible when. */
import { describe, expect, test } from 'vitest'
import { type ManagementCommand, managementDecider } from '../management.decider.ts'
import { refusalOf, TRANSITION_ACTIONS } from './guards.ts'
import {
  adopted,
  after,
  decided,
  EARLIEST,
  ground,
  listed,
  noticed,
  now,
  on,
  opened,
  PAPER,
  signed,
  skip,
  spans,
  stateAfter,
  story,
  TODAY,
  takenOver,
} from './transition.fixture.ts'

describe('taking over', () => {
  test('not before the notice has run, not before the present mode, at most a week ahead', () => {
    const given = after(...story)
    given(takenOver('2026-04-29')).rejected('take-over-too-early', { field: 'on', earliestOn: EARLIEST })
    expect(given(takenOver('2026-05-07', EARLIEST)).summary()).toBe('ModeAdopted ManagementTakenOver')
    given(takenOver('2026-05-08', EARLIEST)).rejected('take-over-too-far-ahead', { latest: '2026-05-07' })
    after(...story, skip('notice'))(takenOver('2024-01-01', TODAY)).rejected('take-over-before-last')
    after(adopted)(takenOver()).rejected('transition-none-open')
  })

  test('not after the order that it rests on has ended', () => {
    const order = {
      ...decided,
      ground: { ...ground, kind: 'subdistrict-order' },
      until: '2026-03-20',
    } as ManagementCommand
    const given = [adopted, opened, order, skip('notice'), skip('handover')]
    after(...given)(takenOver('2026-03-21')).rejected('transition-order-over', { until: '2026-03-20' })
    expect(after(...given)(takenOver('2026-03-20')).summary()).toBe('ModeAdopted ManagementTakenOver')
  })

  test('leaving without a successor is a mode of its own from the day after', () => {
    const to = { mode: 'none', operatorId: null } as const
    const commands = [
      adopted,
      { ...opened, reason: 'manager-leaves', proposal: { ...to, plannedOn: null } },
      skip('decision'),
      { ...noticed, kind: 'non-renewal' },
      listed,
      signed('old'),
      signed('new'),
      takenOver('2026-05-30'),
    ] as ManagementCommand[]
    expect(spans(...commands).slice(-2)).toEqual([
      ['property-company', '2024-01-01', '2026-05-29'],
      ['none', '2026-05-30', null],
    ])
  })
})

describe('afterwards', () => {
  const check = (day: string) =>
    on(day, { type: 'CheckTransition', checkedOn: day, result: 'in-order', text: '无遗留问题', files: [] })
  const missed = (today: string) =>
    on(today, { type: 'MissTransitionStep', step: 'check', transitionId: 't1', dueOn: '2026-05-30' })
  const done = [...story, takenOver()]

  test('the check comes after thirty days, once; skipped only on a ground', () => {
    after(adopted)(check('2026-05-30')).rejected('check-none-due')
    after(...done)(check('2026-05-29')).rejected('check-too-early', { dueOn: '2026-05-30' })
    after(...done)({ ...check('2026-05-30'), checkedOn: '2026-05-31' } as ManagementCommand).rejected(
      'transition-day-ahead',
    )
    after(...done)({ ...check('2026-06-02'), checkedOn: '2026-05-01' } as ManagementCommand).rejected('check-too-early')
    expect(after(...done)(check('2026-05-30')).summary()).toBe('TransitionChecked')
    after(...done, check('2026-05-30'))(check('2026-05-30')).rejected('check-none-due')
    expect(stateAfter(...done, skip('check')).transition.unchecked).toEqual([])
    after(adopted)(skip('check')).rejected('check-none-due')
  })

  test('the timer says once that it was due and not done', () => {
    after(...done)(missed('2026-05-30')).nothing()
    expect(after(...done)(missed('2026-05-31')).summary()).toBe('TransitionStepOverdue')
    after(...done, missed('2026-05-31'))(missed('2026-06-01')).nothing()
    after(...done, check('2026-05-30'))(missed('2026-05-31')).nothing()
  })

  test('and that nobody took over on the day that was set', () => {
    const late = on('2026-05-01', {
      type: 'MissTransitionStep',
      step: 'take-over',
      transitionId: 't1',
      dueOn: EARLIEST,
    })
    expect(after(...story)(late).summary()).toBe('TransitionStepOverdue')
    after(...story, late)(late).nothing()
    after(...done)(late).nothing()
    after(...story)({ ...late, dueOn: '2026-04-01' } as ManagementCommand).nothing()
  })

  test('what is open can be given up, with the reason', () => {
    const cancel = now({ type: 'CancelTransition', reason: '物业承诺整改' })
    expect(after(...story)(cancel).summary()).toBe('TransitionCancelled')
    after(...done)(cancel).rejected('transition-none-open')
    expect(after(...story, cancel)(opened).summary()).toBe('TransitionOpened TransitionProposed')
  })
})

describe('an order for emergency service', () => {
  const order = {
    ...decided,
    ground: { ...ground, kind: 'subdistrict-order' },
    until: '2026-06-30',
  } as ManagementCommand
  const serving = [adopted, opened, order, skip('notice'), skip('handover'), takenOver(TODAY)]
  const end = (today: string) => on(today, { type: 'EndOrder', orderId: 'a2', adoptionId: 'a3' })
  const warn = (today: string) => on(today, { type: 'WarnOrder', orderId: 'a2' })

  test('is warned of on the day that the timer keeps, once', () => {
    // Also a setting that is shorter by then leaves the day as it was: the timer would ask for ever.
    const name = 'emergency-warning'
    const source = '街道通知'
    const shorter = { ruleId: 'w5', jurisdiction: 'all', validFrom: TODAY, basis: 'suggested', name, length: 5, source }
    const facts = { rules: [shorter as never] }
    const state = stateAfter(...serving)
    expect(managementDecider.decide(warn('2026-05-31'), state, facts).map(({ type }) => type)).toEqual([
      'EmergencyOrderEnding',
    ])
    after(...serving, warn('2026-05-31'))(warn('2026-06-01')).nothing()
  })

  test('nobody serves on under it: what follows begins on the day after at the latest', () => {
    const adopt = (since: string) => ({ ...adopted, adoptionId: 'a5', since, today: '2026-06-28' }) as ManagementCommand
    const latest = { until: '2026-06-30', latest: '2026-07-01' }
    after(...serving)(adopt('2026-07-02')).rejected('transition-order-outlived', { field: 'since', ...latest })
    expect(after(...serving)(adopt('2026-07-01')).summary()).toBe('ModeAdopted')
    expect(after(...serving, end('2026-07-01'))(adopt('2026-07-02')).summary()).toBe('ModeAdopted')
    const next = [
      { ...opened, transitionId: 't2', proposal: { mode: 'self-governance', operatorId: 'group', plannedOn: null } },
      skip('decision'),
      skip('notice'),
      skip('handover'),
    ] as ManagementCommand[]
    after(
      ...serving,
      ...next,
    )(takenOver('2026-07-02', '2026-06-28')).rejected('transition-order-outlived', {
      field: 'on',
      ...latest,
    })
  })

  test('with nothing after it, nobody manages the compound from the next day on: no gap', () => {
    after(...serving)(end('2026-06-30')).nothing()
    expect(after(...serving)(end('2026-07-01')).summary()).toBe('ModeAdopted EmergencyOrderEnded')
    expect(spans(...serving, end('2026-07-01')).slice(-2)).toEqual([
      ['service-centre', TODAY, '2026-06-30'],
      ['none', '2026-07-01', null],
    ])
    after(...serving, end('2026-07-01'))(end('2026-07-02')).nothing()
  })

  test('what was recorded to follow it, follows it', () => {
    const next = [
      on('2026-06-25', {
        ...opened,
        transitionId: 't2',
        proposal: { mode: 'self-governance', operatorId: 'group', plannedOn: null },
      } as never),
      skip('decision'),
      skip('notice'),
      skip('handover'),
      { ...takenOver('2026-07-01', '2026-06-28'), adoptionId: 'a4' } as ManagementCommand,
    ]
    after(...serving, ...next)(end('2026-07-01')).nothing()
    expect(spans(...serving, ...next).at(-1)).toEqual(['self-governance', '2026-07-01', null])
  })
})

test('what is said to be possible is not refused for the state, and what is not is refused with that very reason', () => {
  const asked: Readonly<Partial<Record<(typeof TRANSITION_ACTIONS)[number], ManagementCommand>>> = {
    decide: decided,
    notice: { ...noticed, kind: 'after-expiry' } as ManagementCommand,
    handover: listed,
    // On another day than it was signed: the same again is already so.
    'sign-handover': { ...signed('old'), signedOn: '2026-02-28' } as ManagementCommand,
    'take-over': takenOver(TODAY),
    'cancel-transition': now({ type: 'CancelTransition', reason: '不换了' }),
    check: on(TODAY, { type: 'CheckTransition', checkedOn: TODAY, result: 'in-order', text: '好', files: [PAPER] }),
  }
  const moments = story.map((_, index) => story.slice(0, index + 1))
  for (const moment of [...moments, [...story, skip('notice')], [...story, skip('notice'), takenOver(TODAY)]]) {
    const state = stateAfter(...moment)
    for (const action of TRANSITION_ACTIONS) {
      const command = asked[action]
      const refusal = refusalOf(action, state.transition, TODAY)
      if (!command) continue
      const outcome = after(...moment)(command).summary()
      expect(outcome, `${action} after ${moment.length}`).toEqual(
        refusal ? refusal.code : expect.stringMatching(/^[A-Zn]/),
      )
    }
  }
})
