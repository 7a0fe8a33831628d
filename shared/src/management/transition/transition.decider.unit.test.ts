/** From one operator to the next: reason and proposal, the decision, the notice, each with what it is refused for. */
import { describe, expect, test } from 'vitest'
import type { ManagementCommand } from '../management.decider.ts'
import {
  adopted,
  after,
  decided,
  EARLIEST,
  ground,
  noticed,
  now,
  opened,
  proposal,
  skip,
  spans,
  stateAfter,
  story,
  TODAY,
  takenOver,
  told,
} from './transition.fixture.ts'

test('step by step: the old operator serves until the day before the new one takes over', () => {
  expect(after(...story)(takenOver()).summary()).toBe('ModeAdopted ManagementTakenOver')
  expect(spans(...story, takenOver())).toEqual([
    ['unknown', null, '2023-12-31'],
    ['property-company', '2024-01-01', '2026-04-29'],
    ['service-centre', EARLIEST, null],
  ])
  expect(spans(...story), 'nothing before that ends it').toEqual(spans(adopted))
  const [mode, taken] = told(...story, takenOver()).slice(-2)
  expect(mode?.data).toMatchObject({ ground: { kind: 'decision', text: '业主大会决定' }, operatorId: 'centre' })
  expect(taken?.data).toMatchObject({ adoptionId: 'a2', fromOperatorId: 'company', checkDueOn: '2026-05-30' })
})

describe('reason and proposal', () => {
  test('a reason alone opens it; the proposal follows, and may change until it is decided', () => {
    const bare = { ...opened, proposal: null } as ManagementCommand
    expect(after(adopted)(bare).summary()).toBe('TransitionOpened')
    const propose = (operatorId: string, mode: 'service-centre' | 'self-governance') =>
      now({ type: 'ProposeManager', proposal: { mode, operatorId, plannedOn: '2026-06-01' } })
    expect(after(adopted, bare)(propose('centre', 'service-centre')).summary()).toBe('TransitionProposed')
    expect(after(adopted, opened)(propose('group', 'self-governance')).summary()).toBe('TransitionProposed')
    after(adopted, opened, propose('group', 'self-governance'))(propose('group', 'self-governance')).nothing()
    after(adopted, opened, decided)(propose('group', 'self-governance')).rejected('transition-decided')
  })

  test('one at a time; the same once more is already so', () => {
    after(adopted, opened)(opened).nothing()
    after(adopted, opened)({ ...opened, transitionId: 't2' } as ManagementCommand).rejected('transition-open')
  })

  test('it must change something, and name an operator that fits', () => {
    const to = (change: object) => ({ ...opened, proposal: { ...proposal, ...change } }) as ManagementCommand
    after(adopted)(to({ mode: 'property-company', operatorId: 'company' })).rejected('transition-changes-nothing')
    after(adopted)(to({ operatorId: 'nobody' })).rejected('operator-unknown')
    after(adopted)(to({ operatorId: null })).rejected('operator-required')
    after(adopted)(to({ mode: 'self-governance' })).rejected('operator-kind-mismatch')
    after(adopted)(to({ mode: 'none' })).rejected('operator-not-allowed')
  })

  test('no clerk adopts a mode past an open transition', () => {
    const past = {
      ...adopted,
      adoptionId: 'a9',
      since: '2026-03-01',
      mode: 'none',
      operatorId: null,
    } as ManagementCommand
    after(adopted, opened)(past).rejected('transition-open')
    expect(after(adopted)(past).summary()).toBe('ModeAdopted')
  })
})

describe('decision', () => {
  test('not without a proposal, not ahead of time, once', () => {
    const bare = { ...opened, proposal: null } as ManagementCommand
    after(adopted)(decided).rejected('transition-none-open')
    after(adopted, bare)(decided).rejected('transition-step-before', { step: 'proposal' })
    after(
      adopted,
      opened,
    )({ ...decided, decidedOn: '2026-03-02' } as ManagementCommand).rejected('transition-day-ahead')
    after(adopted, opened, decided)(decided).nothing()
  })

  const order = (until: string | null, kind = 'subdistrict-order') =>
    ({ ...decided, ground: { ...ground, kind }, until }) as ManagementCommand
  test('an order for emergency service has a last day, at most six months on', () => {
    const given = after(adopted, opened)
    given(order(null)).rejected('transition-order-needs-end')
    given(order('2026-09-01')).rejected('transition-order-too-long', { months: 6, latest: '2026-08-31' })
    given(order('2026-02-28')).rejected('transition-order-too-long')
    given(order('2026-08-31', 'contract')).rejected('transition-end-without-order')
    expect(given(order('2026-08-31')).summary()).toBe('TransitionDecided')
  })

  test('six months from the last of August end in February, however long that is', () => {
    const from = { ...decided, decidedOn: '2025-08-31', ground: { ...ground, kind: 'subdistrict-order' } }
    const given = after(adopted, opened)
    given({ ...from, until: '2026-02-28' } as ManagementCommand).rejected('transition-order-too-long', {
      latest: '2026-02-27',
    })
    expect(given({ ...from, until: '2026-02-27' } as ManagementCommand).summary()).toBe('TransitionDecided')
  })
})

describe('the owners’ choice in a vote', () => {
  const choice = (operatorId = 'centre', mode: 'service-centre' | 'property-company' = 'service-centre') =>
    now({
      type: 'HearChoice',
      transitionId: 't9',
      mode,
      operatorId,
      decision: { decisionId: 'd1', itemId: 'i1' },
      decidedOn: TODAY,
      ground: { kind: 'decision', text: '业主共同决定', file: null },
    })

  test('begins a transition, once', () => {
    expect(after(adopted)(choice()).summary()).toBe('TransitionOpened TransitionProposed TransitionDecided')
    after(adopted, choice())(choice()).nothing()
    expect(stateAfter(adopted, choice()).transition.open).toMatchObject({
      reason: 'owners-decided',
      transitionId: 't9',
    })
  })

  test('is the decision of the one that was proposed, and only another vote changes it', () => {
    expect(after(adopted, opened)(choice()).summary()).toBe('TransitionDecided')
    expect(stateAfter(adopted, opened, choice()).transition.open?.decided?.decision?.decisionId).toBe('d1')
    after(adopted, opened, choice())(decided).rejected('transition-decided-by-owners')
    after(adopted, opened, choice())(choice()).nothing()
  })

  test('for the manager that they have changes nothing, and ends what was open', () => {
    const same = choice('company', 'property-company')
    expect(after(adopted)(same).summary()).toBe('ManagerConfirmed')
    expect(after(adopted, opened)(same).summary()).toBe('ManagerConfirmed TransitionCancelled')
    after(adopted, same)(same).nothing()
    expect(stateAfter(adopted, opened, same).transition.open).toBeNull()
  })
})

describe('notice', () => {
  const notice = (change: object) => ({ ...noticed, ...change }) as ManagementCommand
  test.each([
    ['dismissal', '2026-04-30'],
    ['non-renewal', '2026-05-30'],
    ['after-expiry', '2026-04-30'],
  ])('%s runs until %s', (kind, earliestOn) => {
    expect(stateAfter(adopted, opened, decided, notice({ kind })).transition.open?.notice?.earliestOn).toBe(earliestOn)
  })

  test('by contract as the contract says, and only with its clause', () => {
    const given = after(adopted, opened, decided)
    given(notice({ kind: 'contract' })).rejected('notice-needs-contract', { field: 'days' })
    given(notice({ kind: 'contract', days: 30 })).rejected('notice-needs-contract', { field: 'text' })
    const whole = notice({ kind: 'contract', days: 30, text: '合同第十二条' })
    expect(stateAfter(adopted, opened, decided, whole).transition.open?.notice?.earliestOn).toBe('2026-03-31')
  })

  test('the owners’ needs their decision; the manager’s own comes when it comes', () => {
    after(adopted, opened)(noticed).rejected('transition-step-before', { step: 'decision' })
    expect(after(adopted, opened)(notice({ kind: 'non-renewal' })).summary()).toBe('NoticeGiven')
    after(adopted, opened, decided)(notice({ givenOn: '2026-03-02' })).rejected('transition-day-ahead')
    after(adopted, opened, decided, noticed)(noticed).nothing()
  })

  test('where nobody manages the compound nobody is given notice, and nobody hands over', () => {
    after(opened, decided)(noticed).rejected('transition-nobody-to-notify')
    after(opened, decided)(skip('notice')).rejected('transition-nobody-to-notify')
    expect(after(opened, decided)(takenOver(TODAY)).summary()).toBe('ModeAdopted ManagementTakenOver')
  })
})
