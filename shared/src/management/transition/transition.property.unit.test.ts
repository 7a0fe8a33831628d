/** Any commands in any order on any days: no gap, no overlap, and the old operator serves until it is taken over. */
import { addDays, fold, Rejected } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import { expectSayable } from '../../../../test/kit/sentences.ts'
import { managementErrors } from '../errors.ts'
import {
  type ManagementCommand,
  type ManagementEvent,
  type ManagementState,
  managementDecider,
  managementStreamEvents,
} from '../management.decider.ts'
import { intervalsOf } from '../mode-history.ts'
import { transitionErrors } from './errors.ts'
import { HandoverKey } from './handover-items.ts'
import { EARLIEST, factsOf, ground, item, PAPER } from './transition.fixture.ts'

const FIRST = '2026-01-01'
const managers = [
  { mode: 'property-company', operatorId: 'company' },
  { mode: 'service-centre', operatorId: 'centre' },
  { mode: 'self-governance', operatorId: 'group' },
  { mode: 'none', operatorId: null },
] as const
const kinds = ['dismissal', 'non-renewal', 'after-expiry'] as const
const skippable = ['proposal', 'decision', 'notice', 'handover', 'check'] as const

const step = fc.record({
  type: fc.constantFrom(
    'AdoptMode',
    'OpenTransition',
    'OpenTransition',
    'ProposeManager',
    'DecideTransition',
    'DecideTransition',
    'HearChoice',
    'GiveNotice',
    'RecordHandover',
    'SignHandover',
    'SignHandover',
    'SkipStep',
    'SkipStep',
    'TakeOver',
    'TakeOver',
    'TakeOver',
    'CheckTransition',
    'CancelTransition',
    'MissTransitionStep',
    'WarnOrder',
    'EndOrder',
    'EndOrder',
  ),
  wait: fc.constantFrom(0, 0, 1, 3, 20, 40, 70),
  choice: fc.nat({ max: 11 }),
  day: fc.integer({ min: -3, max: 9 }),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

function commandOf(
  { type, choice, day }: Step,
  today: string,
  index: number,
  state: ManagementState,
): ManagementCommand {
  const manager = managers[choice % 4] ?? managers[0]
  const of = { compoundId: 'c1', today }
  const on = addDays(today, day)
  const isOrder = choice > 4
  const until = isOrder ? addDays(today, 60) : null
  const { open, unchecked, order } = state.transition
  const proposal = { ...manager, plannedOn: choice > 6 ? on : null }
  switch (type) {
    case 'AdoptMode':
      return { ...of, type, adoptionId: `a${index}`, ...manager, since: on, ground }
    case 'OpenTransition':
      return {
        ...of,
        type,
        transitionId: `t${index}`,
        reason: 'other',
        text: '换',
        files: [],
        proposal: choice > 9 ? null : proposal,
      }
    case 'ProposeManager':
      return { ...of, type, proposal }
    case 'DecideTransition':
      return {
        ...of,
        type,
        ...manager,
        ground: { ...ground, kind: isOrder ? 'subdistrict-order' : 'contract' },
        decidedOn: today,
        until,
      }
    case 'HearChoice': {
      const decision = { decisionId: `d${choice}`, itemId: 'i1' }
      return { ...of, type, transitionId: `v${index}`, ...manager, decision, decidedOn: today, ground }
    }
    case 'GiveNotice':
      return { ...of, type, kind: kinds[choice % 3] ?? 'dismissal', givenOn: today, days: null, text: null, files: [] }
    case 'RecordHandover':
      return { ...of, type, items: HandoverKey.options.slice(0, choice > 3 ? 14 : choice + 1).map((key) => item(key)) }
    case 'SignHandover':
      return { ...of, type, side: choice % 2 ? 'old' : 'new', signedOn: today, files: [PAPER] }
    case 'SkipStep':
      return { ...of, type, step: skippable[choice % 5] ?? 'check', ground: '街道现场会议', files: [] }
    case 'TakeOver':
      return { ...of, type, adoptionId: `a${index}`, on }
    case 'CheckTransition':
      return { ...of, type, checkedOn: today, result: 'in-order', text: '正常', files: [] }
    case 'CancelTransition':
      return { ...of, type, reason: '不换了' }
    case 'MissTransitionStep': {
      const isCheck = choice % 2 === 0
      const transitionId = (isCheck ? unchecked[0]?.transitionId : open?.transitionId) ?? 't0'
      const dueOn =
        (isCheck ? unchecked[0]?.dueOn : (open?.notice?.earliestOn ?? open?.proposal?.plannedOn)) ?? EARLIEST
      return { ...of, type, step: isCheck ? 'check' : 'take-over', transitionId, dueOn }
    }
    case 'WarnOrder':
      return { ...of, type, orderId: order?.adoptionId ?? 'a0' }
    case 'EndOrder':
      return { ...of, type, orderId: order?.adoptionId ?? 'a0', adoptionId: `e${index}` }
  }
}

interface Told {
  readonly command: ManagementCommand
  readonly before: ManagementState
  readonly after: ManagementState
  readonly fresh: readonly ManagementEvent[]
  readonly log: readonly ManagementEvent[]
  readonly refusal: Rejected | null
}

function play(steps: readonly Step[], look: (told: Told) => void): void {
  const log: ManagementEvent[] = []
  let today = FIRST
  steps.forEach((each, index) => {
    today = addDays(today, each.wait)
    const before = fold(managementDecider, log)
    const command = commandOf(each, today, index, before)
    let fresh: readonly ManagementEvent[] = []
    let refusal: Rejected | null = null
    try {
      fresh = managementDecider.decide(command, before, factsOf(command as never))
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      refusal = error
    }
    log.push(...fresh)
    look({ command, before, after: fold(managementDecider, log), fresh, log, refusal })
  })
}
const holds = (look: (told: Told) => void) =>
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => play(steps, look)),
    seeded(600),
  )

test('every day lies in exactly one interval, and what was in force on a past day stays so', () => {
  let taken = 0
  holds(({ command, before, after, fresh }) => {
    const [was, is] = [intervalsOf(before.adoptions), intervalsOf(after.adoptions)]
    is.forEach(({ until }, index) => {
      expect(is[index + 1]?.since ?? null).toBe(until === null ? null : addDays(until, 1))
    })
    if (fresh.every(({ type }) => type !== 'ModeAdopted')) expect(is).toEqual(was)
    else expect(is.slice(0, -2)).toEqual(was.slice(0, -1))
    if (command.type !== 'TakeOver' || fresh.length === 0) return
    taken++
    expect(is.at(-2), 'the old one serves until the day before').toEqual({
      ...was.at(-1),
      until: addDays(command.on, -1),
    })
  })
  expect(taken, 'the runs come to taking over').toBeGreaterThan(50)
})

test('nobody takes over past an open step: it was done, skipped on a ground, or there was nobody', () => {
  holds(({ before, fresh }) => {
    const { open } = before.transition
    if (!open || fresh.every(({ type }) => type !== 'ManagementTakenOver')) return
    const skipped = Object.keys(open.skipped)
    expect(open.decided !== null || skipped.includes('decision')).toBe(true)
    if (open.from.operatorId === null) return
    expect(open.notice !== null || skipped.includes('notice')).toBe(true)
    expect((open.signed.old !== null && open.signed.new !== null) || skipped.includes('handover')).toBe(true)
  })
})

test('one transition at a time; refusals are sayable; events fit their schemas; the state is what the log tells', () => {
  const [said, refused] = [new Set<string>(), new Set<string>()]
  const entries = { ...managementErrors.entries, ...transitionErrors.entries }
  holds(({ before, after, fresh, refusal }) => {
    if (refusal) {
      refused.add(refusal.code)
      expectSayable(entries, refusal)
    }
    for (const { type, data } of fresh) {
      said.add(type)
      expect(managementStreamEvents.find((each) => each.type === type)?.schema.parse(data)).toEqual(data)
    }
    if (before.transition.open && fresh.some(({ type }) => type === 'TransitionOpened')) throw new Error('two at once')
    expect(JSON.parse(JSON.stringify(after)), 'views keep the state as JSON').toEqual(after)
  })
  expect(said).toEqual(new Set(managementStreamEvents.map(({ type }) => type)))
  expect(refused.size, [...refused].join(' ')).toBeGreaterThan(12)
})

test('the same command twice adds nothing the second time', () => {
  holds(({ command, after, fresh }) => {
    if (fresh.length === 0) return
    let again: readonly ManagementEvent[] = []
    try {
      again = managementDecider.decide(command, after, factsOf(command as never))
    } catch (error) {
      expect(error).toBeInstanceOf(Rejected)
    }
    // Each is of the oldest that waits, and the next may wait already.
    if (command.type === 'CheckTransition' || (command.type === 'SkipStep' && command.step === 'check')) return
    expect(again).toEqual([])
  })
})
